using AngleSharp.Html.Parser;

namespace BackSpasmSite.Tests.Content.Markdown;

/// <summary>Whom a help box says to call, and the site's warning signs in a box without words of its own.</summary>
public sealed class HelpBoxTests
{
    private const string Site = """
        name: Backs
        emergency: { number: "112", text: "Anywhere in Europe." }
        advice: { number: "111", text: "Not an emergency & urgent." }
        warning-signs:
          short: { text: "Call if you have:", signs: ["a numb saddle"] }
          all:
            - { text: "Now:", signs: ["numbness between your legs", "chest pain"] }
            - { text: "Today:", signs: ["fever <39 °C"] }
          more: { text: "What they mean", href: /articles/signs }
        """;

    private const string Empty = "The answer.\n\n::: get-help-now\n:::\n\n## More";

    [Fact]
    public void It_gives_the_emergency_number_and_below_it_the_one_for_advice()
    {
        using var content = Content(Empty);
        var calls = Box(content).QuerySelectorAll(".call").ToList();

        Assert.Equal(["Call 112 Anywhere in Europe.", "Call 111 Not an emergency & urgent."], calls.Select(call => call.TextContent));
        Assert.Equal(["tel:112", "tel:111"], calls.Select(call => call.QuerySelector("a")!.GetAttribute("href")));
    }

    [Fact]
    public void Where_the_site_gives_no_number_for_advice_it_stays_as_it_was()
    {
        using var content = ContentOnDisk.WithText(Empty);
        content.Write("site.yaml", "name: Backs\nemergency: { number: \"112\" }");

        Assert.Equal("<h2 id=\"get-help-now-title\">Get help now</h2><p class=\"call\"><a href=\"tel:112\">Call 112</a></p>", Box(content).InnerHtml.Trim());
    }

    [Fact]
    public void Without_words_of_its_own_it_shows_the_few_signs_and_folds_all_of_them()
    {
        using var content = Content(Empty);
        var box = Box(content);

        Assert.Equal(["Call if you have:", "a numb saddle"], box.QuerySelectorAll(".short :is(p, li)").Select(part => part.TextContent));
        Assert.Equal(
            ["All warning signs", "Now:", "numbness between your legs", "chest pain", "Today:", "fever <39 °C", "What they mean"],
            box.QuerySelectorAll("details :is(summary, p, li)").Select(part => part.TextContent));
        Assert.Equal("/articles/signs", box.QuerySelector("details p a")!.GetAttribute("href"));
    }

    [Fact]
    public void On_the_page_that_explains_the_signs_all_of_them_are_open()
    {
        using var content = Content(Empty, "signs");
        var box = Box(content, "signs");

        Assert.Null(box.QuerySelector("details, .short"));
        Assert.Equal(["numbness between your legs", "chest pain", "fever <39 °C"], box.QuerySelectorAll("li").Select(sign => sign.TextContent));
        Assert.Empty(content.Problems());
    }

    [Fact]
    public void With_words_of_its_own_it_shows_those_alone()
    {
        using var content = Content("The answer.\n\n::: get-help-now\nStop the bleeding.\n:::");

        Assert.Equal("Stop the bleeding.", Box(content).QuerySelector("p:not(.call)")!.TextContent);
        Assert.Null(Box(content).QuerySelector("details, li"));
    }

    [Fact]
    public void A_reviewer_signs_for_the_signs_that_are_shown()
    {
        using var content = Content(Empty);
        var builder = content.Builder();
        var signed = builder.Build(ContentOnDisk.Today).Articles.Values.Single().MedicalText;

        content.Write("site.yaml", Site.Replace("chest pain", "a cough", StringComparison.Ordinal));

        Assert.Contains("chest pain", signed, StringComparison.Ordinal);
        Assert.NotEqual(signed, builder.Build(ContentOnDisk.Today).Articles.Values.Single().MedicalText);
    }

    [Theory]
    [InlineData("advice: { number: \"111\", text: \"Not an emergency & urgent.\" }", "advise: { number: \"111\", text: \"Not an emergency & urgent.\" }", "Did you mean “advice”?")]
    [InlineData("number: \"111\"", "nummber: \"111\"", "Did you mean “number”?")]
    [InlineData("short: {", "shrot: {", "Did you mean “short”?")]
    [InlineData("more: {", "mor: {", "Did you mean “more”?")]
    public void A_misspelt_key_is_told_and_read_as_the_one_that_is_meant(string good, string bad, string hint)
    {
        using var content = Content(Empty, "signs");
        content.Write("site.yaml", Site.Replace(good, bad, StringComparison.Ordinal));
        var edition = content.Build();

        Assert.Contains(edition.Diagnostics, problem => problem.Path == "site.yaml" && problem.Message.Contains(hint, StringComparison.Ordinal));
        Assert.Equal("111", edition.Site.Advice?.Number);
        Assert.NotNull(edition.Site.WarningSigns?.Short);
        Assert.NotNull(edition.Site.WarningSigns?.More);
    }

    [Fact]
    public void A_list_without_signs_costs_that_list()
    {
        using var content = Content(Empty, "signs");
        content.Write("site.yaml", Site.Replace("{ text: \"Today:\", signs: [\"fever <39 °C\"] }", "{ text: \"Today:\" }", StringComparison.Ordinal));
        var edition = content.Build();

        Assert.Contains(edition.Diagnostics, problem => problem is { Path: "site.yaml", Line: 8, Code: "ART012" });
        Assert.Equal("Now:", Assert.Single(edition.Site.WarningSigns!.All).Text);
    }

    [Fact]
    public void A_page_that_should_explain_them_and_is_not_there_is_told()
    {
        using var content = Content(Empty);

        Assert.Contains(content.Build().Diagnostics, problem => problem is { Path: "site.yaml", Code: "LNK002" });
    }

    /// <summary>Whoever dials for advice must not reach nobody in an emergency, nor the other way round.</summary>
    [Theory]
    [InlineData("emergency: { number: \"112\" }\nadvice:\nnumber: \"111\"", "112", "111")]
    [InlineData("emergency: { text: Local }\nadvice:\nnumber: \"111\"", null, "111")]
    [InlineData("emergency:\nnumber: \"112\"\nadvice: { number: \"111\" }", "112", "111")]
    [InlineData("advice:\nnumber: \"111\"\nemergency:", null, "111")]
    public void A_number_that_lost_its_indent_never_becomes_the_other_one(string lines, string? emergency, string advice)
    {
        using var content = ContentOnDisk.WithText(Empty);
        content.Write("site.yaml", $"name: Backs\n{lines}\n");
        var site = content.Build().Site;

        Assert.Equal(emergency, site.Emergency?.Number);
        Assert.Equal(advice, site.Advice?.Number);
    }

    private static ContentOnDisk Content(string text, string? page = null)
    {
        var content = ContentOnDisk.WithText(text);
        content.Write("site.yaml", Site);
        if (page is not null) content.Write($"articles/{page}.md", $"""
            ---
            title: Signs
            description: What they mean.
            author: editors
            published: 2026-11-01
            topics: [heat]
            ---
            {Empty}
            """);
        return content;
    }

    private static AngleSharp.Dom.IElement Box(ContentOnDisk content, string? page = null)
    {
        var articles = content.Build().Articles.Values;
        var article = page is null ? articles.First(other => other.Slug.ToString() != "signs") : articles.Single(other => other.Slug.ToString() == page);
        return new HtmlParser().ParseDocument(article.LeadHtml).QuerySelector("#get-help-now")!;
    }
}
