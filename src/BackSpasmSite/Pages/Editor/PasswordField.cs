namespace BackSpasmSite.Pages.Editor;

/// <summary>A field that asks for the password once more before something is changed.</summary>
/// <param name="Form">Which form it is in; there are several on a page.</param>
/// <param name="Editor">Whose it is: a password manager finds it by the name.</param>
internal sealed record PasswordField(string Form, string Label, string? Editor);
