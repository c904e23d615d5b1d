using System.Collections.Frozen;
using System.Text.Json;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Feeds;

namespace BackSpasmSite.Tests.Feeds;

/// <summary>The structured data of pages other than articles (<see cref="MedicalWebPageTests"/>), and that all of it uses terms of schema.org.</summary>
public sealed class LinkedDataTests
{
    private static readonly Uri BaseUrl = new("https://backs.example");

    private static readonly SiteMetadata Site = new() { Name = "Backs", Organisation = "The Backs editors", Tagline = "Plain words", Language = "en-GB" };

    private static readonly Person Ann = new()
    {
        Key = "ann",
        Name = "Ann Writer",
        Credentials = "MSc",
        Organisation = "Hospital",
        Bio = "She writes.",
        Url = "https://ann.example/",
        Image = new ImageFile("images/ann.png", 10, 10, "0123"),
    };

    /// <summary>
    /// Each type with the properties we give it: those that schema.org 30.0 has for the type or one of those above it, none
    /// superseded. tests/README.md says how to check them against another release.
    /// </summary>
    private static readonly Dictionary<string, string[]> Vocabulary = new()
    {
        ["Article"] = ["author", "datePublished", "identifier", "name", "sameAs", "url"],
        ["BlogPosting"] = ["author", "datePublished", "identifier", "name", "sameAs", "url"],
        ["Book"] = ["author", "datePublished", "identifier", "name", "sameAs", "url"],
        ["BreadcrumbList"] = ["itemListElement"],
        ["Chapter"] = ["author", "datePublished", "identifier", "name", "sameAs", "url"],
        ["CorrectionComment"] = ["datePublished", "text"],
        ["CreativeWork"] = ["author", "datePublished", "identifier", "name", "sameAs", "url"],
        ["Dataset"] = ["author", "datePublished", "identifier", "name", "sameAs", "url"],
        ["Legislation"] = ["author", "datePublished", "identifier", "name", "sameAs", "url"],
        ["ListItem"] = ["item", "name", "position"],
        ["MedicalWebPage"] =
        [
            "author", "citation", "correction", "dateModified", "datePublished", "description", "headline", "inLanguage", "lastReviewed",
            "mainEntityOfPage", "name", "publisher", "reviewedBy", "url",
        ],
        ["NewsArticle"] = ["author", "datePublished", "identifier", "name", "sameAs", "url"],
        ["Organization"] = ["description", "image", "name", "sameAs", "url"],
        ["Person"] = ["affiliation", "description", "honorificSuffix", "image", "name", "sameAs", "url"],
        ["ProfilePage"] = ["inLanguage", "mainEntity", "name", "url"],
        ["PropertyValue"] = ["propertyID", "value"],
        ["Report"] = ["author", "datePublished", "identifier", "name", "sameAs", "url"],
        ["ScholarlyArticle"] = ["author", "datePublished", "identifier", "name", "sameAs", "url"],
        ["Thesis"] = ["author", "datePublished", "identifier", "name", "sameAs", "url"],
        ["WebPage"] = ["author", "datePublished", "identifier", "name", "sameAs", "url"],
        // “query-input” is schema.org’s own form for what a value of an action has to be (https://schema.org/docs/actions.html).
        ["SearchAction"] = ["query-input", "target"],
        ["EntryPoint"] = ["urlTemplate"],
        ["WebSite"] = ["description", "inLanguage", "name", "potentialAction", "publisher", "url"],
    };

    [Fact]
    public void The_way_from_the_home_page_has_each_step_in_its_order() => Assert.Equal(
        """{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"Home","item":"https://backs.example/"},{"@type":"ListItem","position":2,"name":"Heat \u0026 ice","item":"https://backs.example/articles/heat"}]}""",
        BreadcrumbList.Of(Breadcrumbs.To("Heat & ice", "/articles/heat"), BaseUrl));

    [Fact]
    public void The_home_page_says_what_the_site_is()
    {
        var site = Read(WebSite.Of(Site, BaseUrl));

        Assert.Equal(("WebSite", "Backs", "https://backs.example/", "Plain words"), (Text(site, "@type"), Text(site, "name"), Text(site, "url"), Text(site, "description")));
        Assert.Equal("The Backs editors", Text(site.GetProperty("publisher"), "name"));
        Assert.Equal("https://backs.example/search?q={search_term_string}", Text(site.GetProperty("potentialAction").GetProperty("target"), "urlTemplate"));
    }

    [Fact]
    public void A_paper_with_many_authors_names_three()
    {
        var paper = new Reference { Id = "one", Type = "article-journal", Title = "Heat", Authors = [.. Enumerable.Range(1, 7).Select(number => new AuthorName($"Author{number}", "A"))] };

        var authors = Read(CitedWork.Of(paper)).GetProperty("author").EnumerateArray().ToList();

        Assert.Equal(["Author1", "Author2", "Author3"], authors.SkipLast(1).Select(author => Text(author, "name")!.Split(' ')[^1]));
        Assert.Equal("et al.", authors[^1].GetString());
    }

    [Fact]
    public void A_persons_page_says_who_that_is()
    {
        var page = Read(ProfilePage.Of(Ann, Site, "/people/ann", BaseUrl));
        var ann = page.GetProperty("mainEntity");

        Assert.Equal(("ProfilePage", "https://backs.example/people/ann"), (Text(page, "@type"), Text(page, "url")));
        Assert.Equal(("Person", "Ann Writer", "MSc"), (Text(ann, "@type"), Text(ann, "name"), Text(ann, "honorificSuffix")));
        Assert.Equal(("https://backs.example/people/ann", "https://ann.example/"), (Text(ann, "url"), Text(ann, "sameAs")));
        Assert.Equal("https://backs.example/images/ann.png?v=0123", Text(ann, "image"));
    }

    [Fact]
    public void Who_has_the_name_of_the_site_is_an_organisation() =>
        Assert.Equal("Organization", Text(Read(ProfilePage.Of(Ann with { Name = "The Backs editors" }, Site, "/people/ann", BaseUrl)).GetProperty("mainEntity"), "@type"));

    [Theory]
    [InlineData("article-journal")]
    [InlineData("book")]
    [InlineData("chapter")]
    [InlineData("dataset")]
    [InlineData("post-weblog")]
    [InlineData("article-newspaper")]
    [InlineData("article-magazine")]
    [InlineData("legislation")]
    [InlineData("report")]
    [InlineData("thesis")]
    [InlineData("webpage")]
    public void Every_word_is_one_of_schema_org(string kind)
    {
        using var content = ContentOnDisk.From($$"""
            -- people.yaml --
            ann: { name: "Ann Writer", role: [writes], credentials: MSc, organisation: Hospital, url: "https://ann.example/" }
            -- references.json --
            [{ "id": "a", "type": "{{kind}}", "title": "About a", "DOI": "10.1000/a", "PMID": "12", "author": [{ "family": "Lee" }, { "literal": "Group" }], "issued": { "date-parts": [[2020]] } }]
            -- articles/heat.md --
            ---
            title: "Heat"
            description: "What heat does."
            author: ann
            published: 2026-11-15
            topics: [pain]
            references: [a]
            corrections: [{ date: 2026-11-18, note: "Mended." }]
            ---
            Heat helps (1).
            """);
        var edition = content.Build() with { People = new Dictionary<string, Person> { ["ann"] = Ann with { Roles = ["reviews"] } }.ToFrozenDictionary() };
        var article = edition.Articles.Values.Single();
        article = article with { FrontMatter = article.FrontMatter with { Review = new Review("ann", new DateOnly(2026, 11, 20), TextFingerprint.Of(article), null, 1) } };

        string[] all =
        [
            MedicalWebPage.Of(article, edition, BaseUrl), CitedWork.Of(edition.Bibliography.Find("a")!), BreadcrumbList.Of(Breadcrumbs.To("Heat", "/articles/heat"), BaseUrl), WebSite.Of(Site, BaseUrl),
            ProfilePage.Of(Ann, Site, "/people/ann", BaseUrl), ProfilePage.Of(Ann with { Name = "Backs" }, Site, "/people/ann", BaseUrl),
        ];

        Assert.All(all, block => Check(Read(block)));
    }

    private static void Check(JsonElement thing)
    {
        var type = Text(thing, "@type")!;
        Assert.True(Vocabulary.TryGetValue(type, out var known), type);
        foreach (var property in thing.EnumerateObject().Where(property => !property.Name.StartsWith('@')))
        {
            Assert.True(known.Contains(property.Name), $"{type}.{property.Name}");
            var values = property.Value.ValueKind == JsonValueKind.Array ? [.. property.Value.EnumerateArray()] : new List<JsonElement> { property.Value };
            foreach (var value in values.Where(value => value.ValueKind == JsonValueKind.Object)) Check(value);
        }
    }

    private static JsonElement Read(string block) => JsonDocument.Parse(block).RootElement;

    private static string? Text(JsonElement thing, string name) => thing.GetProperty(name).GetString();
}
