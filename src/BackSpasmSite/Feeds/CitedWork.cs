using System.Text.Json.Nodes;
using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Feeds;

/// <summary>A reference in the words of schema.org, such as https://schema.org/ScholarlyArticle.</summary>
internal static class CitedWork
{
    /// <summary>Title, authors, date, identifiers and address of a reference, leaving out what is unknown.</summary>
    public static JsonObject Of(Reference reference)
    {
        var work = new JsonObject { ["@type"] = TypeOf(reference), ["name"] = reference.Title };
        if (reference.Authors.Count > 0) work["author"] = new JsonArray([.. reference.Authors.Select(Author)]);
        if (reference.Issued is { } issued) work["datePublished"] = issued.ToString();

        var links = ReferenceLinks.Of(reference);
        if (links.Best is { } url) work["url"] = url;
        var others = new[] { links.Doi, links.PubMed, links.FreeToRead, links.Url }.OfType<string>().ToList();
        if (others.Count > 0) work["sameAs"] = new JsonArray([.. others]);
        var identifiers = new[] { ("doi", reference.Doi), ("pmid", reference.Pmid), ("pmcid", reference.Pmcid) }
            .Where(pair => pair.Item2 is not null)
            .Select(pair => new JsonObject { ["@type"] = "PropertyValue", ["propertyID"] = pair.Item1, ["value"] = pair.Item2 })
            .ToList();
        if (identifiers.Count > 0) work["identifier"] = new JsonArray([.. identifiers]);
        return work;
    }

    private static string TypeOf(Reference reference) => reference.Type switch
    {
        "article" or "article-journal" or "paper-conference" => "ScholarlyArticle",
        "report" => "Report",
        "book" => "Book",
        "chapter" => "Chapter",
        "thesis" => "Thesis",
        "webpage" => "WebPage",
        "post-weblog" => "BlogPosting",
        "article-newspaper" => "NewsArticle",
        "article-magazine" => "Article",
        "dataset" => "Dataset",
        "legislation" => "Legislation",
        _ => "CreativeWork",
    };

    private static JsonObject Author(AuthorName author) => author.Literal is { } group
        ? new JsonObject { ["@type"] = "Organization", ["name"] = group }
        : new JsonObject { ["@type"] = "Person", ["name"] = author.FullName };
}
