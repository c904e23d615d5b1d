using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content.Citations;

/// <summary>
/// Diagnostics for numbers in parentheses; each message ends with what to type. <c>at</c> is an offset in the source, <c>written</c> the
/// group as the author wrote it.
/// </summary>
internal static class CitationDiagnostics
{
    /// <summary>CIT001: a number that is not in the list.</summary>
    public static Diagnostic NoSuchReference(SourceText source, int at, string written, int missing, int references) =>
        source.Error(at, "CIT001",
            $"There is no reference {missing}: {Known(references)}. If this is not a citation, write {Escaped(written)}");

    /// <summary>CIT002: numbers that seem to number list items but become links.</summary>
    public static Diagnostic LooksLikeCounting(SourceText source, int at, string written) =>
        source.Warning(at, "CIT002",
            $"{Quote(written)} becomes a link to a reference, but seems to number the items of a list. "
            + $"If it does, write {Escaped(written)}; if it is a citation, put it after the words it supports.");

    /// <summary>CIT003: directly after a digit, as in the volume and issue of a journal.</summary>
    public static Diagnostic AfterDigit(SourceText source, int at, string written) =>
        source.Warning(at, "CIT003",
            $"{Quote(written)} directly follows a digit and is printed as text. "
            + $"For a citation put a space before it; to keep it as text write {Escaped(written)}");

    /// <summary>CIT004: almost a citation.</summary>
    public static Diagnostic Malformed(SourceText source, int at, string written, CitationError flaw) =>
        source.Warning(at, "CIT004",
            $"{Quote(written)} is printed as text, because {Reason(flaw)}. "
            + $"A citation is written like (1, 2) or (1-3); to keep it as text write {Escaped(written)}");

    /// <summary>CIT006: a citation where none is possible.</summary>
    public static Diagnostic NoCitationHere(SourceText source, int at, string written, string place) =>
        source.Warning(at, "CIT006",
            $"{Quote(written)} is in {place}, where it can't be a link, so it is printed as text. "
            + $"Move it after the sentence it supports, or write {Escaped(written)}");

    private static string Known(int references) => references switch
    {
        0 => "this article's list of references is empty",
        1 => "this article's list has only reference 1",
        _ => $"this article's list has references 1 to {references}",
    };

    private static string Reason(CitationError flaw) => flaw switch
    {
        CitationError.EmptyItem => "a number is missing beside a comma or semicolon",
        CitationError.LeadingZero => "references count from 1, without leading zeros",
        CitationError.DescendingRange => "its range runs backwards",
        CitationError.HardLineBreak => "two spaces at the end of its first line start a new line",
        _ => throw new ArgumentOutOfRangeException(nameof(flaw), flaw, null),
    };

    // Escaping the first parenthesis is enough; Markdown drops the backslash.
    private static string Escaped(string written) => $@"\{Quote(written)}";

    private static string Quote(string written) => BibliographyDiagnostics.Quote(LineText.InOneLine(written));
}
