using System.Buffers;
using System.Text;
using BackSpasmSite.Content.Citations;

namespace BackSpasmSite.Content.Bibliography;

/// <param name="PubMed">The abstract.</param>
/// <param name="FreeToRead">The full text in PubMed Central.</param>
/// <param name="Url">Null if it repeats one of the others.</param>
internal sealed record ReferenceLinks(string? Doi, string? PubMed, string? FreeToRead, string? Url)
{
    // RFC 3986 allows these in a path without an escape; %, ?, # and quotes are escaped. See also the DOI Handbook, 2.5.2.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/");

    public static ReferenceLinks Of(Reference reference)
    {
        var doi = reference.Doi is { } name ? OfDoi(name) : null;
        var pubMed = reference.Pmid is { } pmid ? OfPmid(pmid) : null;
        var free = reference.Pmcid is { } pmcid ? $"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/" : null;
        var url = Uri.TryCreate(reference.Url, UriKind.Absolute, out var uri) ? uri.AbsoluteUri : null;
        var repeats = url is not null
            && new[] { doi, pubMed, free }.Any(link => string.Equals(link, url, StringComparison.OrdinalIgnoreCase));
        return new ReferenceLinks(doi, pubMed, free, repeats ? null : url);
    }

    public static string OfDoi(string doi) => $"https://doi.org/{Escape(doi)}";

    public static string OfPmid(string pmid) => $"https://pubmed.ncbi.nlm.nih.gov/{pmid}/";

    /// <summary>The target of a citation: the paper, or its entry in the list if the paper has no link.</summary>
    public static string Of(CitedReference cited) =>
        (cited.Reference is { } reference ? Of(reference).Best : null) ?? $"#ref-{cited.Number}";

    /// <summary>The most permanent one.</summary>
    public string? Best => Doi ?? PubMed ?? Url ?? FreeToRead;

    /// <summary>The links that a list of references shows beside the DOI or URL, which is a link itself (<see cref="AmaStyle"/>).</summary>
    public IEnumerable<(string Name, string Href)> Named =>
        new (string Name, string? Href)[] { ("PubMed", PubMed), ("Free to read", FreeToRead) }.Where(link => link.Href is not null)!;

    private static string Escape(string doi)
    {
        if (!doi.AsSpan().ContainsAnyExcept(Plain)) return doi;
        var escaped = new StringBuilder();
        foreach (var rune in doi.EnumerateRunes())
        {
            if (rune.IsBmp && Plain.Contains((char)rune.Value))
                escaped.Append(rune);
            else
                foreach (var part in Encoding.UTF8.GetBytes(rune.ToString()))
                    escaped.Append($"%{part:X2}");
        }

        return escaped.ToString();
    }
}
