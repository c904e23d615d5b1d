using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.FrontMatter;
using Reference = BackSpasmSite.Content.Bibliography.Reference;

namespace BackSpasmSite.Feeds;

internal static class CitedArticle
{
    /// <summary>The date of access is for the person who cites it to add.</summary>
    public static Reference Of(Article article, SiteMetadata site, Uri baseUrl) => new()
    {
        Id = article.Slug.ToString(),
        Type = "webpage",
        Title = article.Title,
        Authors = [AuthorOf(article.Author, site)],
        Issued = Date(article.FrontMatter.Published),
        Updated = article.Changed == article.FrontMatter.Published ? null : Date(article.Changed),
        ContainerTitle = site.Name,
        Url = new Uri(baseUrl, $"/articles/{article.Slug}").AbsoluteUri,
    };

    // An entry of people.yaml with the site's own name is not a person, and neither are “The editors”.
    private static AuthorName AuthorOf(Person author, SiteMetadata site) =>
        author.Name == site.Name || author.Name == site.Organisation || author.Name == author.Organisation || author.Name.StartsWith("The ", StringComparison.Ordinal)
            ? new AuthorName(Literal: author.Name)
            : AuthorName.OfFullName(author.Name);

    private static PartialDate Date(DateOnly date) => new(date.Year, date.Month, date.Day);
}
