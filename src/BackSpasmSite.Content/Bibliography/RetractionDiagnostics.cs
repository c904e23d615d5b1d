using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using CsvHelper;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>Papers with a notice, where they are cited and in the bibliography, and mistakes in the file of notices.</summary>
internal static class RetractionDiagnostics
{
    /// <summary>An article cites a retracted paper: an error in what it says, not in how it cites.</summary>
    public const string CitedCode = "CIT013";

    private const string FileCode = "REF014";

    public static Diagnostic NoSuchColumns(string path, IReadOnlyList<string> missing, IReadOnlyList<string> others) => InRow(path, 1, 1, Severity.Error,
        $"The first row has no column {string.Join(", ", missing)}.{DidYouMean.Hint(missing[0], others)} The file should have the columns of the Retraction Watch data, separated by commas.");

    public static Diagnostic Malformed(string path, int line, int column, CsvMalformedReason reason) => InRow(path, line, column, Severity.Error, reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "The quotation mark here is never closed, so nothing from here on can be read. Close it, or write two for one inside a field.",
        CsvMalformedReason.TextAfterClosingQuote => "There is text after the quotation mark that closes this field. Write two quotation marks for one inside a field.",
        _ => "A quotation mark is inside a field that does not begin with one. Put the whole field into quotation marks, and write two for each inside it.",
    });

    public static Diagnostic InRow(string path, int line, int column, Severity severity, string message) => new(path, line, column, FileCode, severity, message);

    /// <summary>The retracted papers of the bibliography.</summary>
    public static IEnumerable<Diagnostic> Of(ReferenceLibrary bibliography) =>
        from paper in bibliography.All
        where paper.Status.Retraction is not null
        select new Diagnostic(ContentFolder.Bibliography, paper.Place.Line, paper.Place.Column, "REF013", Severity.Error,
            $"“{BibliographyDiagnostics.Quote(paper.Id)}” was retracted{On(paper.Status.Retraction!)}. Take it out once no article cites it.");

    /// <summary>The papers of an article that have a notice, each at its first citation, or in the list if it is not cited.</summary>
    public static IEnumerable<Diagnostic> Of(ParsedArticle article, CitationList citations)
    {
        foreach (var cited in citations.References)
        {
            if (cited.Reference is not { } paper || ReferenceEquals(paper.Status, PaperStatus.Sound)) continue;
            var places = article.Citations.Where(citation => citations.NumbersOf(citation)?.Contains(cited.Number) == true).ToList();
            var at = places.Count > 0 ? places[0].Offset : article.ReferenceOffsets.ElementAtOrDefault(cited.Number - 1);
            var more = places.Count > 1 ? $" It is cited in {places.Count} places." : "";
            var id = BibliographyDiagnostics.Quote(paper.Id);
            var status = paper.Status;
            if (status.Retraction is { } retraction)
                yield return article.Source.Error(at, CitedCode, $"“{id}” was retracted{On(retraction)}. Readers see it marked. Take out what rests on it, or cite another paper.{more}");
            else if (status.Concern is { } concern)
                yield return article.Source.Warning(at, "CIT014", $"“{id}” is in doubt: its journal published an expression of concern{On(concern)}. Readers see it marked. Check what rests on it.{more}");

            // Whoever changed the article since then has had the chance to look.
            var changed = article.FrontMatter.Modified ?? article.FrontMatter.Published;
            if (status.Others.LastOrDefault(notice => notice.Kind is NoticeKind.Correction or NoticeKind.NewVersion && notice.Date > changed) is { } notice)
                yield return article.Source.Warning(at, "CIT015",
                    $"“{id}” has a {NoticeText.Name(notice.Kind)}{On(notice)}, after this article was last changed. Check what the article and the finding say of it, and set “modified”.{more}");
        }
    }

    private static string On(PaperNotice notice) => $"{NoticeText.On(notice)}{(notice.Href is { } href ? $" ({href})" : "")}";
}
