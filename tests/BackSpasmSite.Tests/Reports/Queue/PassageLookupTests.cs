using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Reports.Queue;
using BackSpasmSite.Tests.Content.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Reports.Queue;

/// <summary>What an editor sees of a report's passage.</summary>
public abstract class PassageLookupTests : IDisposable
{
    private readonly TestSite _site = new();

    public PassageLookupTests()
    {
        _site.Content.Write("references.json", """
            [{ "id": "a", "type": "book", "title": "About a" }, { "id": "b", "type": "book", "title": "About b" }, { "id": "c", "type": "book", "title": "About c" }]
            """);
        Write("Heat helps (1). It is cheap (3, 2) and safe. Cold helps too.");
    }

    [Fact]
    public async Task A_passage_is_shown_in_its_paragraph_with_what_its_sentence_rests_on()
    {
        var view = await LookAsync(Report("cheap"));

        Assert.IsType<AnchoredPassage.Exact>(view.Found);
        Assert.Equal(new MarkedBlock("Heat helps (1). It is ", "cheap (3, 2)", " and safe. Cold helps too."), Assert.Single(view.Blocks));
        Assert.Equal(["b", "c"], view.Evidence.Select(cited => cited.Id));
        Assert.Equal("Heat", view.Heading?.Text);
        Assert.Equal("articles/heat-or-ice.md:13:23", view.Place?.ToString());
        Assert.IsType<ArticleChange.None>(view.Change);
    }

    [Fact]
    public async Task After_an_edit_it_says_what_changed()
    {
        var report = await KeepAsync(Report("It is cheap (3, 2) and safe."));
        await PublishAsync("Heat helps (1). It is cheap (3) but unsafe. Cold helps too.");

        var view = await LookAsync(report);

        Assert.IsNotType<AnchoredPassage.Exact>(view.Found);
        Assert.Equal("It is cheap (3) but unsafe.", Assert.Single(view.Blocks).Marked);
        Assert.Equal(
            ["Stayed: Heat helps (1). It is cheap (3", "WentAway: , 2", "Stayed: ) ", "WentAway: and", "Came: but", "Stayed:  ", "WentAway: safe", "Came: unsafe", "Stayed: . Cold helps too."],
            Assert.IsType<ArticleChange.Some>(view.Change).Blocks.Single().Runs.Select(run => $"{run.Kind}: {run.Text}"));
    }

    [Fact]
    public async Task What_is_gone_has_no_place()
    {
        var report = await KeepAsync(Report("It is cheap (3, 2) and safe."));
        await PublishAsync("Nothing is known.");

        var view = await LookAsync(report);

        Assert.IsType<AnchoredPassage.Gone>(view.Found);
        Assert.Empty(view.Blocks);
        Assert.Null(view.Place);
        Assert.Equal("Heat", view.Heading?.Text);
    }

    [Fact]
    public async Task Words_that_were_not_kept_are_unknown_and_a_missing_article_is_no_error()
    {
        var report = Report("It is cheap");
        await PublishAsync("It is cheap and safe.");
        Assert.IsType<ArticleChange.Unknown>((await LookAsync(report)).Change);

        var view = await LookAsync(new Report { Receipt = "", Article = "no-such-article", ArticleText = "", Quote = "It is cheap" });
        Assert.Null(view.Article);
        Assert.Null(view.Found);
    }

    [Fact]
    public async Task A_report_without_a_passage_shows_none() => Assert.Null((await LookAsync(Report(null))).Found);

    [Fact]
    public async Task A_file_that_is_not_there_gives_no_place()
    {
        var report = Report("It is cheap");
        var edition = Current.Edition!;
        _site.Content.Delete("articles/heat-or-ice.md");

        Assert.Null((await _site.Services.GetRequiredService<PassageLookup>().LookAsync(report, edition, TestContext.Current.CancellationToken)).Place);
    }

    [Fact]
    public async Task The_partial_shows_it_all_safely()
    {
        var report = await KeepAsync(Report("It is cheap (3, 2) and safe."));
        await PublishAsync("Heat helps (1). It is cheap (3) &lt;and&gt; unsafe. Cold helps too.");

        var shown = await RenderAsync(await LookAsync(report));

        Assert.Contains("The text has changed since.", shown.TextContent, StringComparison.Ordinal);
        Assert.Equal("It is cheap (3) <and> unsafe.", shown.QuerySelector("blockquote mark")!.TextContent);
        Assert.Equal("articles/heat-or-ice.md:13:17", shown.QuerySelector("code")!.TextContent);
        Assert.Equal("About c.", shown.QuerySelector(".cited .paper")!.TextContent);
        Assert.Equal("Heat helps (1). It is cheap (3, 2) and<and> safeunsafe. Cold helps too.", shown.QuerySelector(".diff")!.TextContent);
        Assert.Equal("unsafe", shown.QuerySelector(".diff ins:last-of-type")!.TextContent);
        Assert.Contains("The passage is gone.", (await RenderAsync(await LookAsync(Report("never there")))).TextContent, StringComparison.Ordinal);
        Assert.Contains("No changes.", (await RenderAsync(await LookAsync(Report("Cold")))).TextContent, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private async Task<IElement> RenderAsync(PassageView view)
    {
        var http = new DefaultHttpContext { RequestServices = _site.Services };
        var action = new ActionContext(http, new RouteData(), new ActionDescriptor());
        await using var html = new StringWriter();
        var partial = _site.Services.GetRequiredService<ICompositeViewEngine>().GetView(null, "/Pages/Editor/_Passage.cshtml", isMainPage: false).View!;
        var data = new ViewDataDictionary<PassageView>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = view };
        var temporary = new TempDataDictionary(http, _site.Services.GetRequiredService<ITempDataProvider>());
        await partial.RenderAsync(new ViewContext(action, partial, data, temporary, html, new HtmlHelperOptions()));
        return new HtmlParser().ParseDocument(html.ToString()).Body!;
    }

    private CurrentEdition Current => _site.Services.GetRequiredService<CurrentEdition>();

    private Task<PassageView> LookAsync(Report report) =>
        _site.Services.GetRequiredService<PassageLookup>().LookAsync(report, Current.Edition!, TestContext.Current.CancellationToken);

    /// <summary>A report by a reader who selects these words in the current article, or types others.</summary>
    private Report Report(string? quote)
    {
        var article = Current.Edition!.Articles.Values.Single();
        var isThere = quote is not null && ReadingText.Of(article).Text.Contains(quote, StringComparison.Ordinal);
        var selected = isThere ? Selected.In(article, quote!) : null;
        return new Report
        {
            Receipt = "",
            Article = "heat-or-ice",
            ArticleText = TextFingerprint.OfWords(article),
            Section = "s-heat",
            Quote = quote,
            QuotePrefix = selected?.Prefix,
            QuoteSuffix = selected?.Suffix,
        };
    }

    private async Task<Report> KeepAsync(Report report)
    {
        var text = ReadingText.Of(Current.Edition!.Articles.Values.Single()).Text;
        var version = new ArticleVersion { Stamp = report.ArticleText, Article = report.Article, Text = text, SeenAt = DateTime.UnixEpoch };
        await _site.Services.GetRequiredService<ReportStore>().KeepAsync(report, vote: null, version, fingerprintBeforeMidnight: null);
        return report;
    }

    private void Write(string text) => _site.Content.Write("articles/heat-or-ice.md", $"""
        ---
        title: "Heat or ice?"
        description: "Which one helps."
        author: ann
        published: 2026-11-01
        topics: [heat]
        references: [a, b, c]
        ---
        Either helps.

        ## Heat

        {text}
        """);

    private async Task PublishAsync(string text)
    {
        var before = Current.Edition!.Hash;
        Write(text);
        await Current.WaitForOtherThanAsync(before, TestContext.Current.CancellationToken);
    }

    public sealed class OnSqlite : PassageLookupTests;

    public sealed class OnPostgreSql : PassageLookupTests;
}
