using BackSpasmSite.Content;

namespace BackSpasmSite.Feeds;

/// <summary>Whom to tell of a hole in the site (RFC 9116).</summary>
internal static class SecurityText
{
    /// <summary>RFC 9116, 2.5.5: it should end within a year. In months, so that the file changes twelve times a year and not each day.</summary>
    private const int Months = 11;

    /// <summary>The file, or null where <c>site.yaml</c> names no contact.</summary>
    /// <param name="edition">Its day decides when the file expires, so that two machines agree.</param>
    /// <param name="baseUrl">The site's own address, which never comes from a request.</param>
    public static string? Of(Edition edition, Uri baseUrl)
    {
        if (edition.Site.Contact is not { } contact || Address(contact) is not { } address) return null;
        var expires = new DateOnly(edition.Date.Year, edition.Date.Month, 1).AddMonths(Months);
        return $"""
            Contact: {address}
            Expires: {IsoDate.Of(IsoDate.StartOf(expires))}
            Preferred-Languages: {edition.Site.Language}
            Canonical: {new Uri(baseUrl, "/.well-known/security.txt").AbsoluteUri}

            """.ReplaceLineEndings("\n");
    }

    /// <summary>A mailbox becomes a <c>mailto:</c> address (RFC 6068, 2): what stands around its last <c>@</c>, escaped.</summary>
    private static string? Address(string contact)
    {
        if (contact.StartsWith("https://", StringComparison.Ordinal)) return Uri.TryCreate(contact, UriKind.Absolute, out var page) ? page.AbsoluteUri : null;
        var at = contact.LastIndexOf('@');
        return $"mailto:{Uri.EscapeDataString(contact[..at])}@{Uri.EscapeDataString(contact[(at + 1)..])}";
    }
}
