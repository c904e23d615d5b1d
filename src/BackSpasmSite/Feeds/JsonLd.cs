using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Reviews;

namespace BackSpasmSite.Feeds;

internal static class SafeJson
{
    /// <summary>Escapes what could end a script element, but no letters, so that names are the same bytes as in the text.</summary>
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string ToSafeJson(this JsonObject facts) => facts.ToJsonString(Options);
}

/// <summary>An article's structured data: https://schema.org/MedicalWebPage.</summary>
internal static class MedicalWebPage
{
    /// <summary>A review is included only if it covers the current text.</summary>
    public static string Of(Article article, Edition edition, Uri baseUrl)
    {
        var home = baseUrl.AbsoluteUri.TrimEnd('/');
        var url = $"{home}/articles/{article.Slug}";
        var page = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "MedicalWebPage",
            ["url"] = url,
            ["name"] = article.Title,
            ["headline"] = article.Title,
            ["description"] = article.FrontMatter.Description,
            ["inLanguage"] = edition.Site.Language,
            ["datePublished"] = IsoDate.Of(article.FrontMatter.Published),
            ["dateModified"] = IsoDate.Of(article.Changed),
            ["author"] = PersonOrOrganization.Of(article.Author, edition.Site),
            ["publisher"] = PersonOrOrganization.Publisher(edition.Site, baseUrl),
        };
        AddReview(page, ReviewState.Of(article, edition), edition.Site);
        // Addresses only, because this is sent with every article. What is known of a paper is on its own page.
        AddList(page, "citation", article.References.Select(entry => entry.Cited.Reference).OfType<Reference>().Select(cited => (JsonNode)(ReferenceLinks.Of(cited).Best ?? cited.Title)));
        AddList(page, "correction", article.FrontMatter.Corrections.Select(Correction));
        return page.ToSafeJson();
    }

    private static void AddReview(JsonObject page, ReviewState state, SiteMetadata site)
    {
        if (state is not ReviewState.Reviewed review) return;
        page["lastReviewed"] = IsoDate.Of(review.Date);
        page["reviewedBy"] = PersonOrOrganization.Of(review.By, site);
    }

    private static void AddList(JsonObject page, string name, IEnumerable<JsonNode> items)
    {
        var list = new JsonArray([.. items]);
        if (list.Count > 0) page[name] = list;
    }

    private static JsonObject Correction(Correction correction) => new()
    {
        ["@type"] = "CorrectionComment",
        ["text"] = string.Join(' ', new[]
        {
            correction.Note,
            correction.Was is null ? null : $"It said: “{correction.Was}”",
            correction.Now is null ? null : $"It says now: “{correction.Now}”",
        }.Where(part => part is not null)),
        ["datePublished"] = IsoDate.Of(correction.Date),
    };
}

/// <summary>https://schema.org/BreadcrumbList.</summary>
internal static class BreadcrumbList
{
    public static string Of(Breadcrumbs trail, Uri baseUrl) => new JsonObject
    {
        ["@context"] = "https://schema.org",
        ["@type"] = "BreadcrumbList",
        ["itemListElement"] = new JsonArray([.. trail.Steps.Select((step, index) => new JsonObject
        {
            ["@type"] = "ListItem",
            ["position"] = index + 1,
            ["name"] = step.Text,
            ["item"] = new Uri(baseUrl, step.Address).AbsoluteUri,
        })]),
    }.ToSafeJson();
}

/// <summary>The structured data of a paper's page, as a type of schema.org such as https://schema.org/ScholarlyArticle.</summary>
internal static class CitedWork
{
    /// <summary>Title, authors, date, identifiers and address of a reference, leaving out what is unknown.</summary>
    /// <returns>JSON-LD that is safe in a script element, like <see cref="MedicalWebPage.Of"/>.</returns>
    public static string Of(Reference reference)
    {
        var work = new JsonObject { ["@context"] = "https://schema.org", ["@type"] = TypeOf(reference), ["name"] = reference.Title };
        if (reference.Authors.Count > 0) work["author"] = Authors(reference);
        if (reference.Issued is { } issued) work["datePublished"] = issued.ToString();
        if (reference.Status.Retraction is not null) work["creativeWorkStatus"] = "Retracted";

        var links = ReferenceLinks.Of(reference);
        if (links.Best is { } url) work["url"] = url;
        // These include the identifiers of PubMed and PubMed Central.
        var others = new[] { links.Doi, links.PubMed, links.FreeToRead, links.Url }.OfType<string>().Where(link => link != links.Best).ToList();
        if (others.Count > 0) work["sameAs"] = new JsonArray([.. others]);
        if (reference.Doi is { } doi) work["identifier"] = new JsonArray(new JsonObject { ["@type"] = "PropertyValue", ["propertyID"] = "doi", ["value"] = doi });
        return work.ToSafeJson();
    }

    /// <summary>As many as the list of references names, then “et al.”: schema.org allows a text wherever it expects a thing.</summary>
    private static JsonArray Authors(Reference reference)
    {
        var (count, isShortened) = AmaNames.Named(reference.Authors, reference.AuthorsTruncated);
        var authors = new JsonArray([.. reference.Authors.Take(count).Select(Author)]);
        if (isShortened) authors.Add("et al.");
        return authors;
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

/// <summary>https://schema.org/Person or https://schema.org/Organization.</summary>
internal static class PersonOrOrganization
{
    /// <summary>An entry with the site's own name is an organization.</summary>
    public static JsonObject Of(Person person, SiteMetadata site)
    {
        var isOrganization = person.Name == site.Name || person.Name == site.Organisation;
        var who = new JsonObject { ["@type"] = isOrganization ? "Organization" : "Person", ["name"] = person.Name };
        if (person.Url is { } url) who["url"] = url;
        if (isOrganization) return who;
        if (person.Credentials is { } credentials) who["honorificSuffix"] = credentials;
        if (person.Organisation is { } affiliation)
            who["affiliation"] = new JsonObject { ["@type"] = "Organization", ["name"] = affiliation };
        return who;
    }

    public static JsonObject Publisher(SiteMetadata site, Uri baseUrl) => new()
    {
        ["@type"] = "Organization",
        ["name"] = site.Organisation ?? site.Name,
        ["url"] = new Uri(baseUrl, "/").AbsoluteUri,
    };
}

/// <summary>https://schema.org/ProfilePage.</summary>
internal static class ProfilePage
{
    public static string Of(Person person, SiteMetadata site, string path, Uri baseUrl)
    {
        var page = new Uri(baseUrl, path).AbsoluteUri;
        var who = PersonOrOrganization.Of(person, site);
        // Here the URL is the page's own, and the person's own URL is another page about them.
        who["@id"] = $"{page}#person";
        who["url"] = page;
        if (person.Url is { } elsewhere) who["sameAs"] = elsewhere;
        if (person.Bio is { } bio) who["description"] = bio;
        if (person.Image is { } portrait) who["image"] = new Uri(baseUrl, portrait.Href).AbsoluteUri;
        return new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "ProfilePage",
            ["@id"] = page,
            ["url"] = page,
            ["name"] = person.Name,
            ["inLanguage"] = site.Language,
            ["mainEntity"] = who,
        }.ToSafeJson();
    }
}

/// <summary>https://schema.org/WebSite.</summary>
internal static class WebSite
{
    public static string Of(SiteMetadata site, Uri baseUrl)
    {
        var facts = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "WebSite",
            ["name"] = site.Name,
            ["url"] = new Uri(baseUrl, "/").AbsoluteUri,
            ["inLanguage"] = site.Language,
            ["publisher"] = PersonOrOrganization.Publisher(site, baseUrl),
            ["potentialAction"] = new JsonObject
            {
                ["@type"] = "SearchAction",
                ["target"] = new JsonObject { ["@type"] = "EntryPoint", ["urlTemplate"] = $"{baseUrl.AbsoluteUri.TrimEnd('/')}/search?q={{search_term_string}}" },
                ["query-input"] = "required name=search_term_string",
            },
        };
        if ((site.Description ?? site.Tagline) is { } description) facts["description"] = description;
        return facts.ToSafeJson();
    }
}
