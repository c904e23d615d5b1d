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
    public static Diagnostic NoSuchReference(SourceText source, int at, string written, int missing, int references, bool citesByKey = false) =>
        source.Error(at, "CIT001", references == 0 && citesByKey
            ? $"This article cites by key, so it has no list of references and {Quote(written)} is printed as text. Write the paper’s key, such as [@french-2006]; if this is not a citation, write {Escaped(written)}"
            : $"There is no reference {missing}: {Known(references)}. If this is not a citation, write {Escaped(written)}");

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
            + $"Move it after the sentence it supports, or write {(written[0] == '[' ? EscapedTwice(written) : Escaped(written))}");

    /// <summary>CIT007: a key that is not in the bibliography.</summary>
    public static Diagnostic UnknownKey(SourceText source, Citation citation, string key, IEnumerable<string> ids) =>
        source.Error(citation.Offset, "CIT007",
            $"“{key}” is not an id in references.json, so {Quote(citation.Written)} is printed as text.{DidYouMean.Hint(key, ids)} "
            + $"If this is not a citation, write {Escaped(citation.Written)}");

    /// <summary>CIT007: a key in a page, which has no list of references.</summary>
    public static Diagnostic NotOnPages(SourceText source, Citation citation) => source.Error(citation.Offset, "CIT007",
        $"Only articles cite papers, so {Quote(citation.Written)} is printed as text. Link to the paper instead; if this is not a citation, write {Escaped(citation.Written)}");

    /// <summary>CIT007: more papers than three digits can number.</summary>
    public static Diagnostic TooManyPapers(SourceText source, Citation citation) => source.Error(citation.Offset, "CIT007",
        $"An article can cite at most {CitationSyntax.HighestNumber} papers, so {Quote(citation.Written)} is printed as text.");

    /// <summary>CIT008: a form of Pandoc’s that this site does not have.</summary>
    public static Diagnostic NotSupported(SourceText source, int at, string written, KeyError flaw) =>
        source.Error(at, "CIT008",
            $"{Quote(written)} is printed as text: {Reason(flaw)}. If this is not a citation, write {Escaped(written)}");

    /// <summary>CIT009: both forms in one article.</summary>
    /// <param name="at">The first citation of the form that the article uses less.</param>
    /// <param name="other">The first one of the other form.</param>
    public static Diagnostic BothForms(SourceText source, Citation at, Citation other, int others) => source.Error(at.Offset, "CIT009",
        $"{Quote(at.Written)} cites by {(at.Keys is null ? "number" : "key")}, but {(others == 1 ? "another citation" : $"{others} other citations")} of this article by "
        + $"{(other.Keys is null ? "number" : "key")}, such as {Quote(other.Written)} in line {source.PositionOf(other.Offset).Line}. Write all of them in one form.");

    /// <summary>CIT009: a list that would not be used.</summary>
    public static Diagnostic ListNotUsed(SourceText source, int at) => source.Error(at, "CIT009",
        "The text cites by key, so the list of papers is made from it. Remove “references” from the front matter.");

    public const string NotInOrderCode = "CIT010";

    /// <summary>CIT010: numbers that do not count up where they first appear.</summary>
    public static Diagnostic NotInOrder(SourceText source, Citation citation, int number, int expected, Slug article) => source.Warning(citation.Offset, NotInOrderCode,
        $"({number}) is cited before ({expected}): readers expect the papers to be numbered in the order in which the text first cites them. To sort list and text together: refs sort {article}");

    /// <summary>CIT012: numbers with signs of another style.</summary>
    /// <param name="ours">The same in our signs.</param>
    public static Diagnostic OtherNumbers(SourceText source, int at, string written, string ours, bool citesByKey) => source.Warning(at, ForeignCitations.Code,
        $"{Quote(written)} looks like a citation, but is printed as text. Write {(citesByKey ? "the paper’s key, such as [@french-2006]" : ours)}; "
        + $"if this is not a citation, write {Escaped(written[0] == '(' ? written : ours)}");

    private static string Reason(KeyError flaw) => flaw switch
    {
        KeyError.WordsAfter => "words or page numbers after a key are not supported. Write [@key] alone, and the page in the sentence",
        KeyError.WordsBefore => "words before a key are not supported. Write [@key] alone, and the words in the sentence",
        KeyError.WithoutAuthor => "a hyphen before a key is not supported, because only the number is printed. Write [@key]",
        KeyError.Comma => "keys are separated by a semicolon. Write [@key; @other]",
        KeyError.EmptyItem => "a key is missing beside a semicolon",
        KeyError.LineBreaks => "a group may have only one line break, without spaces before it",
        KeyError.NoBrackets => "a key without brackets is not supported. Write [@key] after the words it supports",
        _ => throw new ArgumentOutOfRangeException(nameof(flaw), flaw, null),
    };

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

    /// <summary>In the text of a link, the second bracket would be taken for the link’s own.</summary>
    private static string EscapedTwice(string written) => Escaped(written) is var once && once.EndsWith(']') ? $@"{once[..^1]}\]" : once;

    private static string Quote(string written) => BibliographyDiagnostics.Quote(LineText.InOneLine(written));
}
