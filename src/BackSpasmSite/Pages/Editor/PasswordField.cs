namespace BackSpasmSite.Pages.Editor;

/// <summary>A field that asks for the password once more before something is changed.</summary>
/// <param name="Form">Which form it is in; there are several on a page.</param>
internal sealed record PasswordField(string Form, string Label);
