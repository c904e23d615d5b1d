using System.Net;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>Each method returns the value, or null after reporting it.</summary>
internal sealed partial class Identifiers(
    SourceText source, string entry, Func<string, int> at, ICollection<Diagnostic> diagnostics)
{
    public string? Doi(string? value)
    {
        // Some libraries export characters of a DOI such as 10.1002/(SICI)…16<1661::AID… as entities.
        if (value is not null) value = WebUtility.HtmlDecode(value);
        if (value is null || DoiPattern().IsMatch(value)) return value;
        var bare = DoiPrefix().Replace(value, "");
        diagnostics.Add(BibliographyDiagnostics.NotADoi(
            source, at("DOI"), entry, value, DoiPattern().IsMatch(bare) ? bare : null));
        return null;
    }

    public string? Pmid(string? value)
    {
        if (value is null || PmidPattern().IsMatch(value)) return value;
        diagnostics.Add(BibliographyDiagnostics.NotAPmid(source, at("PMID"), entry, value));
        return null;
    }

    public string? Pmcid(string? value)
    {
        if (value is null || PmcidPattern().IsMatch(value)) return value;
        diagnostics.Add(BibliographyDiagnostics.NotAPmcid(source, at("PMCID"), entry, value));
        return null;
    }

    public string? Url(string? value)
    {
        if (value is null) return null;
        if (Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && !HasUserInfo(value)) return value;
        diagnostics.Add(HasUserInfo(value)
            ? BibliographyDiagnostics.AddressWithPassword(source, at("URL"), entry)
            : BibliographyDiagnostics.NotAnAddress(source, at("URL"), entry, value));
        return null;
    }

    /// <summary>Also for other schemes and invalid addresses: a message must not repeat a password.</summary>
    private static bool HasUserInfo(string value) => UserInfo().IsMatch(value);

    [GeneratedRegex(@"\A\s*(?:[a-z][a-z0-9+.\-]*:)?[/\\]*[^/\\?#]*@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    // Crossref's rule, https://www.crossref.org/blog/dois-and-matching-regular-expressions/, but any character after the slash.
    [GeneratedRegex(@"\A10\.[0-9]{4,9}/[^\s\p{C}]+\z")]
    private static partial Regex DoiPattern();

    [GeneratedRegex(@"\A(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/)?(?:doi:)?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DoiPrefix();

    [GeneratedRegex(@"\A[1-9][0-9]{0,8}\z")]
    private static partial Regex PmidPattern();

    [GeneratedRegex(@"\APMC[1-9][0-9]{0,8}\z")]
    private static partial Regex PmcidPattern();
}
