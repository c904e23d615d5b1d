using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Bibliography;

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
