using System.Net;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Content.Bibliography.Import;

internal static partial class PaperNumbers
{
    /// <summary>The DOI in a text, such as an address or <c>doi:10.1136/bmj.n1446 [doi]</c>; null if there is none.</summary>
    public static string? Doi(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        text = WebUtility.HtmlDecode(text).Replace("\\_", "_", StringComparison.Ordinal);
        if (Address().IsMatch(text)) text = Uri.UnescapeDataString(QueryOrFragment().Replace(text, ""));
        if (DoiPattern().Match(text) is not { Success: true } match) return null;
        var doi = match.Value;
        while (doi.Length > 0 && (doi[^1] is '.' or ',' or ';' or ':' or '"' or '\'' or '”' or '}' || Unopened(doi))) doi = doi[..^1];
        return doi.EndsWith('/') ? null : doi;

        // Brackets belong to many old DOIs, but the one that closes the text around it does not.
        static bool Unopened(string doi) => doi[^1] switch
        {
            ')' => doi.Count(c => c == ')') > doi.Count(c => c == '('),
            ']' => doi.Count(c => c == ']') > doi.Count(c => c == '['),
            _ => false,
        };
    }

    public static string? Pmid(string? text) => text is null ? null : First(PmidPattern().Match(text.Trim())) ?? First(PubMedAddress().Match(text));

    public static string? Pmcid(string? text) =>
        text is not null && (First(PmcidPattern().Match(text.Trim())) ?? First(PmcAddress().Match(text))) is { } digits ? $"PMC{digits}" : null;

    public static (string? Doi, string? Pmid, string? Pmcid) In(string note) => (
        NoteDoi().Match(note) is { Success: true } doi ? Doi(doi.Groups[1].Value) : null,
        First(NotePmid().Match(note)),
        First(NotePmcid().Match(note)) is { } pmc ? $"PMC{pmc}" : null);

    private static string? First(Match match) => match.Success ? match.Groups[1].Value : null;

    [GeneratedRegex(@"10\.[0-9]{4,9}/[^\s\p{C}]+")]
    private static partial Regex DoiPattern();

    [GeneratedRegex(@"\A\s*https?://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"[?#].*\z", RegexOptions.Singleline)]
    private static partial Regex QueryOrFragment();

    [GeneratedRegex(@"\A(?:pmid|pubmed(?:\s*id)?|medline)?\s*[:=]?\s*([1-9][0-9]{0,8})(?:\s*\[pmid\])?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PmidPattern();

    [GeneratedRegex(@"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)([1-9][0-9]{0,8})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PubMedAddress();

    [GeneratedRegex(@"\A(?:pmcid\s*[:=]?\s*)?PMC\s*([1-9][0-9]{0,8})(?:\.[0-9]+)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PmcidPattern();

    [GeneratedRegex(@"(?:ncbi\.nlm\.nih\.gov/pmc/articles/|pmc\.ncbi\.nlm\.nih\.gov/articles/)PMC([1-9][0-9]{0,8})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PmcAddress();

    [GeneratedRegex(@"\bDOI\s*[:=]?\s*(?:https?://\S*?)?(10\.[0-9]{4,9}/\S+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoteDoi();

    [GeneratedRegex(@"\bPMID\s*[:=]?\s*([1-9][0-9]{0,8})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NotePmid();

    [GeneratedRegex(@"\bPMC(?:ID\s*[:=]?\s*(?:PMC)?)?\s*([1-9][0-9]{3,8})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NotePmcid();
}
