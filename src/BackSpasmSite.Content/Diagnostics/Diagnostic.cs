namespace BackSpasmSite.Content.Diagnostics;

/// <param name="Path">Relative to the content folder, with <c>/</c>.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">In UTF-16 units, from 1.</param>
/// <param name="Code">Such as <c>CIT001</c>, explained in <c>content/README.md</c>.</param>
/// <param name="Message">What is wrong and how to fix it, in one or two sentences on one line.</param>
internal sealed record Diagnostic(
    string Path,
    int Line,
    int Column,
    string Code,
    Severity Severity,
    string Message) : IComparable<Diagnostic>
{
    public int CompareTo(Diagnostic? other)
    {
        if (other is null) return 1;
        var byPath = string.CompareOrdinal(Path, other.Path);
        if (byPath != 0) return byPath;
        var byPlace = (Line, Column).CompareTo((other.Line, other.Column));
        return byPlace != 0 ? byPlace : string.CompareOrdinal(Code, other.Code);
    }
}

/// <summary>An error is visible to readers; a warning is something for the author to look at.</summary>
internal enum Severity
{
    Warning,
    Error,
}

internal static class SeverityWords
{
    public static string Word(this Severity severity) => severity == Severity.Error ? "error" : "warning";
}
