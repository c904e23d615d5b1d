using BackSpasmSite.Citations;

namespace BackSpasmSite.Pages;

/// <summary>The places where a reader finds a paper, best known first.</summary>
internal static class PaperLinks
{
    public static IEnumerable<(string Name, string Href)> Of(Reference? paper)
    {
        if (paper is null) yield break;
        if (paper.Doi is { } doi) yield return ("DOI", $"https://doi.org/{Uri.EscapeDataString(doi).Replace("%2F", "/", StringComparison.Ordinal)}");
        if (paper.Pmid is { } pmid) yield return ("PubMed", $"https://pubmed.ncbi.nlm.nih.gov/{Uri.EscapeDataString(pmid)}/");
        if (paper.Pmcid is { } pmcid) yield return ("Free to read", $"https://pmc.ncbi.nlm.nih.gov/articles/{Uri.EscapeDataString(pmcid)}/");
        if (paper is { Doi: null, Pmid: null, Url: { } url }) yield return ("Open", url);
    }

    /// <summary>What a citation's name calls it: Maselli 2020.</summary>
    public static string ShortName(Reference? paper) =>
        $"{(paper?.Authors is [var first, ..] ? first.Family ?? first.Literal : paper?.Title)} {paper?.Issued?.Year}".Trim();
}
