namespace BackSpasmSite.Pages.Editor;

/// <summary>The fields of signing in.</summary>
/// <param name="Name">As it was typed.</param>
/// <param name="Back">Where to go afterwards.</param>
/// <param name="Kept">What is to be sent again afterwards; null for nothing.</param>
internal sealed record SignInForm(string Name, string? Back, KeptForm? Kept);
