using BackSpasmSite.Content;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Markdown;

namespace BackSpasmSite.Feeds;

/// <summary>What social networks show of a link (https://ogp.me).</summary>
internal static class OpenGraph
{
    /// <summary>Networks show an empty frame for an SVG or AVIF.</summary>
    private static readonly string[] Shown = [".png", ".jpg", ".jpeg", ".gif", ".webp"];

    /// <param name="title">Without the site's name, which has its own property.</param>
    /// <param name="address">Never from a request.</param>
    public static IEnumerable<(string Property, string Content)> Of(string title, string? description, Uri address, SiteMetadata site, string type = "website") =>
        new (string Property, string? Content)[]
        {
            ("og:type", type),
            ("og:title", title),
            ("og:description", description),
            ("og:url", address.AbsoluteUri),
            ("og:site_name", site.Name),
            ("og:locale", Locale(site.Language)),
        }.Where(fact => fact.Content is not null)!;

    /// <summary>Includes the picture only in a format that networks show.</summary>
    public static IEnumerable<(string Property, string Content)> Of(Article article, Edition edition, Uri address)
    {
        var front = article.FrontMatter;
        return
        [
            .. Of(article.Title, front.Description, address, edition.Site, "article"),
            ("article:published_time", IsoDate.Of(front.Published)),
            ("article:modified_time", IsoDate.Of(article.Changed)),
            .. front.Topics.Select(topic => ("article:tag", topic)),
            .. Picture(front.Image, edition, address),
        ];
    }

    private static IEnumerable<(string, string)> Picture(FrontMatterImage? image, Edition edition, Uri address)
    {
        if (image is null || LinkAddress.Parse(image.Source, "articles") is not LinkAddress.Picture { Path: var path }) return [];
        if (!edition.Images.TryGetValue(path, out var file) || !Shown.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)) return [];
        return
        [
            ("og:image", new Uri(address, file.Href).AbsoluteUri),
            ("og:image:width", file.Width.ToString()),
            ("og:image:height", file.Height.ToString()),
            ("og:image:alt", image.Alt),
        ];
    }

    /// <summary>The protocol requires a territory, as in <c>en_GB</c>; we don't guess one.</summary>
    private static string? Locale(string language) =>
        language.Split('-') is [var name, { Length: 2 } territory] ? $"{name.ToLowerInvariant()}_{territory.ToUpperInvariant()}" : null;
}
