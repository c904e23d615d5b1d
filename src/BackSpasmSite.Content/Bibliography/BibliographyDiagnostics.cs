using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content.Bibliography;

/// <remarks><c>at</c> is an offset in the source; <c>entry</c> names the entry in messages: its id, or its position.</remarks>
internal static class BibliographyDiagnostics
{
    private const int LongestQuote = 80;

    /// <summary>Nothing from here on can be used.</summary>
    public static Diagnostic NotJson(SourceText source, int at, string mend) =>
        source.Error(at, "REF001", $"This is not valid JSON: {mend}");

    /// <summary>A string that can't be decoded costs its entry.</summary>
    public static Diagnostic BrokenEscape(SourceText source, int at) =>
        NotJson(source, at, @"this text has a broken \u escape. Type the character itself.");

    public static Diagnostic NotAList(SourceText source, int at) =>
        source.Error(at, "REF001", "The file must be a list of references: begin it with [ and end it with ].");

    public static Diagnostic Missing(SourceText source, int at, string entry, string field) =>
        source.Error(at, "REF002", $"{entry} has no “{field}”. Add a line such as: \"{field}\": \"{Example(field)}\",");

    public static Diagnostic Mistyped(SourceText source, int at, string entry, string field, string expected) =>
        source.Error(at, "REF002", $"The “{field}” of {entry} must be {expected}.");

    public static Diagnostic Twice(SourceText source, int at, string entry, string field) =>
        source.Error(at, "REF002", $"{entry} has “{Quote(field)}” twice, and the last one counts. Keep one of them.");

    public static Diagnostic NotAnEntry(SourceText source, int at) =>
        source.Error(at, "REF002", "Each reference must be an object: { \"id\": \"…\", \"type\": \"…\", \"title\": \"…\" }.");

    public static Diagnostic NotAName(SourceText source, int at, string entry, string field) =>
        source.Error(at, "REF002",
            $"A name in “{field}” of {entry} can't be read. Write {{ \"family\": \"Maselli\", \"given\": \"Filippo\" }}, "
            + "or { \"literal\": \"…\" } for a group.");

    public static Diagnostic NotADate(SourceText source, int at, string entry, string field) =>
        source.Error(at, "REF002",
            $"The date “{field}” of {entry} can't be read, so none is shown. Write {{ \"date-parts\": [[2020, 6, 30]] }}; day and month may be left out."
            + (field == "issued" ? " For a paper that is in press, leave “issued” out and write \"status\": \"in press\"." : ""));

    public static Diagnostic NotAnAddress(SourceText source, int at, string entry, string value) =>
        source.Error(at, "REF002",
            $"The “URL” of {entry}, “{Quote(value)}”, is not a web address. Write the full address, beginning with https://");

    /// <summary>The value is not quoted, because it holds a password.</summary>
    public static Diagnostic AddressWithPassword(SourceText source, int at, string entry) =>
        source.Error(at, "REF002",
            $"The “URL” of {entry} has a user name or password before the @, which every reader would see. Remove everything up to and including the @.");

    public static Diagnostic IdTwice(SourceText source, int at, string id, int firstLine) =>
        source.Error(at, "REF003",
            $"The id “{Quote(id)}” is already used at line {firstLine}, and only that entry counts. Remove this one or give it another id.");

    public static Diagnostic DoiTwice(SourceText source, int at, string doi, string id, int firstLine) =>
        source.Error(at, "REF004",
            $"The DOI {Quote(doi)} already belongs to “{Quote(id)}” at line {firstLine}. "
            + $"Remove this entry and cite “{Quote(id)}”, or correct the DOI.");

    public static Diagnostic NotADoi(SourceText source, int at, string entry, string value, string? bare) =>
        source.Error(at, "REF005", bare is null
            ? $"The DOI “{Quote(value)}” of {entry} is malformed. Write it like 10.1136/bjsports-2024-109380, without spaces."
            : $"The DOI of {entry} must have nothing before it. Write: \"DOI\": \"{Quote(bare)}\"");

    public static Diagnostic NotAPmid(SourceText source, int at, string entry, string value) =>
        source.Error(at, "REF005",
            $"The PMID “{Quote(value)}” of {entry} is malformed. Write only its digits, like 28422125.");

    public static Diagnostic NotAPmcid(SourceText source, int at, string entry, string value) =>
        source.Error(at, "REF005",
            $"The PMCID “{Quote(value)}” of {entry} is malformed. Write PMC and digits, like PMC5396190.");

    public static Diagnostic UnknownKey(SourceText source, int at, string entry, string key, string mend) =>
        source.Warning(at, "REF008", $"“{Quote(key)}” of {entry} is not a known key. {mend}");

    public static Diagnostic UnknownEvidence(SourceText source, int at, string entry, string evidence, string? meant) =>
        source.Warning(at, "REF009", $"“{Quote(evidence)}”, the evidence of {entry}, is not a kind we know. "
            + (meant is null ? "Use one such as guideline, systematic review, randomised trial, cohort, cross-sectional or review." : $"Did you mean “{meant}”?"));

    public static Diagnostic UnknownType(SourceText source, int at, string entry, string type, string? meant) =>
        source.Warning(at, "REF009", $"“{Quote(type)}”, the type of {entry}, is not a type of CSL-JSON. "
            + (meant is null ? "Use one such as article-journal, report, book, chapter or webpage." : $"Did you mean “{meant}”?"));

    /// <summary>Looks like a typo of a status that affects printing.</summary>
    public static Diagnostic UnknownStatus(SourceText source, int at, string entry, string status, string meant) =>
        source.Warning(at, "REF009", $"“{Quote(status)}”, the status of {entry}, is not a status we know. Did you mean “{meant}”?");

    /// <summary>Readers are told what each paper found.</summary>
    public static Diagnostic NoFinding(Reference paper) => At(paper, "REF011",
        $"“{Quote(paper.Id)}” has no finding, so readers are not told what it found. Add “finding” inside “custom”: in a sentence or two, what it found, in whom and how sure.");

    /// <summary>A paper without these can hardly be found.</summary>
    public static Diagnostic Incomplete(Reference paper, IEnumerable<string> missing) => At(paper, "REF012",
        $"“{Quote(paper.Id)}” has no {string.Join(" and no ", missing)}. Add: "
        + string.Join(" and ", missing.Select(field => field == "authors"
            ? "\"author\": [ { \"family\": \"Maselli\", \"given\": \"Filippo\" } ] (or { \"literal\": \"…\" } for a group)"
            : "\"issued\": { \"date-parts\": [[2020, 6, 30]] } (or \"status\": \"in press\")")));

    private static Diagnostic At(Reference paper, string code, string message) =>
        new(Files.ContentFolder.Bibliography, paper.Place.Line, paper.Place.Column, code, Severity.Warning, message);

    private static string Example(string field) => field switch
    {
        "id" => "maselli-2020",
        "type" => "article-journal",
        _ => "…",
    };

    /// <summary>On one line and not too long, for a message.</summary>
    public static string Quote(string value)
    {
        var line = LineText.WithoutLineEnds(value);
        return line.Length <= LongestQuote ? line : $"{line[..LongestQuote]}…";
    }
}

internal static class IncompletePapers
{
    public static IEnumerable<Diagnostic> Of(ReferenceLibrary bibliography)
    {
        foreach (var paper in bibliography.All)
        {
            if (paper.Finding is null) yield return BibliographyDiagnostics.NoFinding(paper);
            if (Missing(paper).ToList() is { Count: > 0 } missing) yield return BibliographyDiagnostics.Incomplete(paper, missing);
        }
    }

    private static IEnumerable<string> Missing(Reference paper)
    {
        if (!HasNames(paper)) yield return "authors";
        if (!HasDate(paper)) yield return "date";
    }

    /// <summary>Laws and standards have no authors, and an edited book has editors instead.</summary>
    private static bool HasNames(Reference paper) =>
        paper.Authors.Count > 0 || paper.Type is "legislation" or "bill" or "regulation" or "treaty" or "legal_case" or "standard" or "entry-dictionary" or "entry-encyclopedia" ||
        ((string[])["editor", "translator", "collection-editor", "compiler", "director", "chair"]).Any(role => paper.Names(role).Count > 0);

    /// <summary>A page of the web often has no date, and a paper in press has none yet.</summary>
    private static bool HasDate(Reference paper) =>
        paper.Issued is not null || paper.WordsOfDate is not null || Reference.IsOfTheWeb(paper.Type) || paper.Text("status") is not null ||
        paper.DateIn("event-date") is not null;
}
