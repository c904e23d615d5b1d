using System.Collections.Frozen;
using System.Text.Json;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Feeds;

namespace BackSpasmSite.Tests.Feeds;

public class MedicalWebPageTests
{
    private static readonly Uri BaseUrl = new("https://backspasm.example/");

    private static readonly Person Reviewer = new() { Key = "ada", Name = "Ada Smith", Roles = ["reviews"], Credentials = "MSc" };

    [Fact]
    public void An_article_says_what_it_is()
    {
        var page = Page(Article());

        Assert.Equal("https://schema.org", page.GetProperty("@context").GetString());
        Assert.Equal("MedicalWebPage", page.GetProperty("@type").GetString());
        Assert.Equal("https://backspasm.example/articles/heat-or-ice", page.GetProperty("url").GetString());
        Assert.Equal("Heat or ice?", page.GetProperty("headline").GetString());
        Assert.Equal("en-GB", page.GetProperty("inLanguage").GetString());
        Assert.Equal("2026-11-22", page.GetProperty("datePublished").GetString());
        Assert.Equal("2026-11-25", page.GetProperty("dateModified").GetString());
        Assert.Equal(("Person", "Jo Writer"), Thing(page.GetProperty("author")));
        Assert.Equal(("Organization", "BackSpasm"), Thing(page.GetProperty("publisher")));
        Assert.False(page.TryGetProperty("correction", out _));
    }

    [Fact]
    public void An_author_with_the_name_of_the_site_is_an_organisation() =>
        Assert.Equal(("Organization", "BackSpasm"), Thing(Page(Article() with
        {
            Author = new Person { Key = "editors", Name = "BackSpasm" },
        }).GetProperty("author")));

    [Fact]
    public void A_review_of_these_words_is_mentioned()
    {
        var page = Page(Reviewed(Article()));

        Assert.Equal("2026-11-24", page.GetProperty("lastReviewed").GetString());
        Assert.Equal(("Person", "Ada Smith"), Thing(page.GetProperty("reviewedBy")));
    }

    [Fact]
    public void A_review_of_other_words_is_not_mentioned()
    {
        var page = Page(Reviewed(Article()) with { Render = () => new ArticleText("", null, "", "Heat helps a lot.") });

        Assert.False(page.TryGetProperty("lastReviewed", out _));
        Assert.False(page.TryGetProperty("reviewedBy", out _));
    }

    [Fact]
    public void What_is_cited_has_its_address() =>
        Assert.Equal(
            ["https://doi.org/10.1002/14651858.CD004750.pub2"],
            Page(Article()).GetProperty("citation").EnumerateArray().Select(work => work.GetString()));

    [Fact]
    public void The_page_of_a_paper_says_what_it_is()
    {
        var work = JsonDocument.Parse(CitedWork.Of(Article().References[0].Cited.Reference!)).RootElement;

        Assert.Equal(("ScholarlyArticle", "Superficial heat or cold"), Thing(work));
        Assert.Equal("2006-01", work.GetProperty("datePublished").GetString());
        Assert.Equal("https://doi.org/10.1002/14651858.CD004750.pub2", work.GetProperty("url").GetString());
        Assert.Equal(
            [("Person", "Simon D French"), ("Organization", "Back Group")], work.GetProperty("author").EnumerateArray().Select(Thing));
        Assert.Equal("10.1002/14651858.CD004750.pub2", work.GetProperty("identifier")[0].GetProperty("value").GetString());
    }

    [Fact]
    public void Corrections_are_named()
    {
        var article = Article();
        var page = Page(article with
        {
            FrontMatter = article.FrontMatter with { Corrections = [new Correction(new DateOnly(2026, 11, 25), "Dose mended.", null, null, [])] },
        });

        var correction = Assert.Single(page.GetProperty("correction").EnumerateArray());
        Assert.Equal("CorrectionComment", correction.GetProperty("@type").GetString());
        Assert.Equal(("Dose mended.", "2026-11-25"), (correction.GetProperty("text").GetString(), correction.GetProperty("datePublished").GetString()));
    }

    [Fact]
    public void Nothing_in_it_can_end_the_script_element()
    {
        var article = Article();
        var json = MedicalWebPage.Of(
            article with { FrontMatter = article.FrontMatter with { Title = "</script><!-- & -->" } }, Edition(), BaseUrl);

        Assert.DoesNotContain('<', json);
        Assert.DoesNotContain('>', json);
        Assert.DoesNotContain('&', json);
        Assert.Equal("</script><!-- & -->", JsonDocument.Parse(json).RootElement.GetProperty("name").GetString());
    }

    private static JsonElement Page(Article article) =>
        JsonDocument.Parse(MedicalWebPage.Of(article, Edition(), BaseUrl)).RootElement;

    private static (string?, string?) Thing(JsonElement thing) =>
        (thing.GetProperty("@type").GetString(), thing.GetProperty("name").GetString());

    private static Article Reviewed(Article article) => article with
    {
        FrontMatter = article.FrontMatter with
        {
            Review = new Review("ada", new DateOnly(2026, 11, 24), TextFingerprint.Of(article), null, 9),
        },
    };

    private static Article Article()
    {
        Assert.True(Slug.TryParse("heat-or-ice", out var slug));
        var problems = new List<Diagnostic>();
        var bibliography = BibliographyReader.Read(new SourceText("references.json", """
            [{"id":"french-2006","type":"article-journal","title":"Superficial heat or cold","DOI":"10.1002/14651858.CD004750.pub2",
              "author":[{"family":"French","given":"Simon D"},{"literal":"Back Group"}],"issued":{"date-parts":[[2006,1]]}}]
            """), problems);
        Assert.Empty(problems);
        return new Article
        {
            Slug = slug,
            Source = new SourceText("articles/heat-or-ice.md", ""),
            FrontMatter = new ArticleMetadata
            {
                Title = "Heat or ice?",
                Description = "What helps.",
                Author = "jo",
                Published = new DateOnly(2026, 11, 22),
                Modified = new DateOnly(2026, 11, 25),
                Topics = ["remedies"],
            },
            Author = new Person { Key = "jo", Name = "Jo Writer" },
            Render = () => new ArticleText("", null, "", "Heat helps a little."),
            Headings = [],
            // The second is missing from the bibliography, so there is nothing to output.
            References = new CitationCounter(new CitationList(["french-2006", "missing"], bibliography)).Entries,
            ReadingMinutes = 1,
        };
    }

    private static Edition Edition() => new()
    {
        Site = new SiteMetadata { Name = "BackSpasm", Language = "en-GB" },
        Articles = FrozenDictionary<Slug, Article>.Empty,
        Hidden = [],
        Pages = FrozenDictionary<Slug, ContentPage>.Empty,
        Images = FrozenDictionary<string, ImageFile>.Empty,
        People = new Dictionary<string, Person> { ["ada"] = Reviewer }.ToFrozenDictionary(),
        Bibliography = ReferenceLibrary.Empty,
        Diagnostics = [],
        Date = new DateOnly(2026, 11, 26),
        Hash = "",
    };
}
