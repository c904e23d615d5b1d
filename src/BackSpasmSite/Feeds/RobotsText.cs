namespace BackSpasmSite.Feeds;

/// <summary>What crawlers may read (RFC 9309).</summary>
internal static class RobotsText
{
    /// <summary>
    /// Everything but the desk and readers' reports. A rule fits every address that begins with it, so each ends with a slash
    /// or with <c>$</c>: a bare <c>/editor</c> would also keep crawlers from <c>/editorial-policy</c>.
    /// </summary>
    /// <param name="baseUrl">The site's own address, which never comes from a request.</param>
    public static string Of(Uri baseUrl) => $"""
        User-agent: *
        Allow: /
        Disallow: /editor$
        Disallow: /editor/
        Disallow: /feedback$
        Disallow: /feedback/

        Sitemap: {new Uri(baseUrl, "/sitemap.xml").AbsoluteUri}

        """.ReplaceLineEndings("\n");
}
