using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Bibliography.Import;

/// <summary>Diagnostics for files of papers to import. An error means that nothing is imported.</summary>
internal static class ImportDiagnostics
{
    public static Diagnostic UnknownFormat(SourceText source, string found) => source.Error(0, "REF030",
        $"This is {found}. Export the papers as BibTeX, RIS, CSL-JSON or, from PubMed, with Send to: Citation manager (.nbib).");

    public static Diagnostic CutOff(SourceText source, int at, string what) => source.Error(at, "REF030",
        $"{what} The file seems to be cut off. Export it again, or complete the record.");

    public static Diagnostic Broken(SourceText source, int at, string mend) => source.Error(at, "REF030", mend);

    public static Diagnostic NoPapers(SourceText source) => source.Error(0, "REF030", "There are no papers in this file.");

    public static Diagnostic NoTitle(SourceText source, int at, string? key) => source.Warning(at, "REF031",
        $"{(string.IsNullOrWhiteSpace(key) ? "This entry" : $"“{BibliographyDiagnostics.Quote(key.Trim())}”")} has no title, so it is left out. Add the title and import it again.");

    public static Diagnostic SameNumberOtherTitle(ImportedPaper paper, string number, string where, string otherTitle) => paper.Source.Error(paper.Offset, "REF032",
        $"The {number} of “{Short(paper.Paper.Title)}” is also that of “{Short(otherTitle)}”, {where}. One of the two is wrong: correct it, then import again.");

    public static Diagnostic SeveralEntries(ImportedPaper paper, IEnumerable<string> ids) => paper.Source.Error(paper.Offset, "REF032",
        $"“{Short(paper.Paper.Title)}” matches several entries of references.json: {string.Join(", ", ids)}. Correct the numbers (DOI, PMID, PMCID), then import again.");

    public static Diagnostic SameTitleOtherNumber(ImportedPaper paper, string id, string number) => paper.Source.Warning(paper.Offset, "REF033",
        $"“{Short(paper.Paper.Title)}” has the title of {id}, but another {number}, so it counts as another paper. If it is the same, correct one of the two.");

    public static Diagnostic Retracted(SourceText source, int at, string title) => source.Warning(at, "REF034",
        $"PubMed marks “{Short(title)}” as retracted. Read the notice before you cite it.");

    private static string Short(string title) => BibliographyDiagnostics.Quote(title);
}
