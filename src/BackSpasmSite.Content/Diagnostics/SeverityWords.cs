namespace BackSpasmSite.Content.Diagnostics;

/// <summary>The words that tools know for a severity.</summary>
internal static class SeverityWords
{
    public static string Word(this Severity severity) => severity == Severity.Error ? "error" : "warning";
}
