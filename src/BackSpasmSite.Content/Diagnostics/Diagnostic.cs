namespace BackSpasmSite.Content.Diagnostics;

/// <summary>A mistake in the content: where it is, what it is and how to mend it.</summary>
/// <param name="Path">The file, relative to the content folder, with <c>/</c>.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column in UTF-16 units, counted from 1.</param>
/// <param name="Code">The code, such as <c>CIT001</c>, explained in <c>content/README.md</c>.</param>
/// <param name="Severity">Whether a reader would see it go wrong.</param>
/// <param name="Message">What is wrong and how to mend it, in one or two sentences on one line.</param>
internal sealed record Diagnostic(
    string Path,
    int Line,
    int Column,
    string Code,
    Severity Severity,
    string Message) : IComparable<Diagnostic>
{
    /// <summary>Sorts by file, then by place in the file, then by code.</summary>
    public int CompareTo(Diagnostic? other)
    {
        if (other is null) return 1;
        var byPath = string.CompareOrdinal(Path, other.Path);
        if (byPath != 0) return byPath;
        var byPlace = (Line, Column).CompareTo((other.Line, other.Column));
        return byPlace != 0 ? byPlace : string.CompareOrdinal(Code, other.Code);
    }
}

/// <summary>An error is something a reader would see go wrong; a warning is something the author should look at.</summary>
internal enum Severity
{
    Warning,
    Error,
}

/// <summary>The words that tools know for a severity.</summary>
internal static class SeverityWords
{
    public static string Word(this Severity severity) => severity == Severity.Error ? "error" : "warning";
}
