namespace BackSpasmSite.Content.Diagnostics;

/// <summary>An error is something a reader would see go wrong; a warning is something the author should look at.</summary>
internal enum Severity
{
    Warning,
    Error,
}
