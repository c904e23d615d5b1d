using System.Net;
using AngleSharp.Html.Dom;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Reports;
using BackSpasmSite.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Pages.Editor;

/// <summary>At the desk, a review can be changed only by signing.</summary>
public sealed class ReviewForgeryTests : IAsyncDisposable
{
    private const string File = "articles/heat-or-ice.md";
    private const string Address = "/editor/articles/heat-or-ice";
    private const string Stamp = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Forged = "review: { by: rita, date: 2026-11-20, text: \"" + Stamp + "\", next: 2027-11-20 }";

    private readonly DeskSite _desk = new();

    private TestSite Site => _desk.Site;

    [Theory]
    [InlineData(Forged)]
    [InlineData("\"review\": { by: rita, date: 2026-11-20, text: \"" + Stamp + "\" }")]
    [InlineData("'review': { by: rita, date: 2026-11-20, text: \"" + Stamp + "\" }")]
    [InlineData("\"re\\u0076iew\": { by: rita, date: 2026-11-20, text: \"" + Stamp + "\" }")]
    [InlineData("!!str review: { by: rita, date: 2026-11-20, text: \"" + Stamp + "\" }")]
    [InlineData("? review\n: { by: rita, date: 2026-11-20, text: \"" + Stamp + "\" }")]
    [InlineData("review:\n  by: rita\n  date: 2026-11-20\n  text: " + Stamp)]
    [InlineData("review   : { \"by\": rita, \"date\": 2026-11-20, \"text\": \"" + Stamp + "\" }")]
    [InlineData("review: &r { by: rita, date: 2026-11-20, text: \"" + Stamp + "\" }")]
    [InlineData("<<: { review: { by: rita, date: 2026-11-20, text: \"" + Stamp + "\" } }")]
    [InlineData(Forged + "\n" + Forged)]
    [InlineData("...\n" + Forged)]
    [InlineData("...\n--- !x\n" + Forged)]
    public async Task A_review_can_not_be_written_into_the_text(string lines)
    {
        var before = Site.Content.Read(File);
        using var browser = await _desk.SignInAsync();
        var page = await browser.OpenAsync(Address);

        foreach (var ends in (string[])["\n", "\r\n", "\r"])
        {
            var text = TextIn(page).Replace("---\nEither", $"{lines}\n---\nEither", StringComparison.Ordinal).Replace("\n", ends, StringComparison.Ordinal);
            using var answer = await browser.PostFormAsync(page, "form#editor", ("text", text), ("do", "save"));

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var again = await answer.ReadPageAsync();
            Assert.Contains("Nothing is saved yet", again.QuerySelector(".summary")!.TextContent);
            Assert.Contains(lines.Split('\n')[^1], TextIn(again), StringComparison.Ordinal);
            Assert.Equal(before, Site.Content.Read(File));
        }
    }

    [Fact]
    public async Task A_front_matter_in_braces_can_not_bring_a_review_either()
    {
        var before = Site.Content.Read(File);
        using var browser = await _desk.SignInAsync();
        var page = await browser.OpenAsync(Address);
        var text = $$"""
            ---
            { title: "Heat or ice?", description: "Which one helps.", author: ann, published: 2026-11-01, topics: [heat], {{Forged}} }
            ---
            Either helps a little.
            """;
        using var answer = await browser.PostFormAsync(page, "form#editor", ("text", text), ("do", "save"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Only a reviewer can add one", (await answer.ReadPageAsync()).QuerySelector(".summary")!.TextContent);
        Assert.Equal(before, Site.Content.Read(File));
    }

    [Theory]
    [InlineData("by: rita", "by: ann")]
    [InlineData("next: ", "# next: ")]
    [InlineData("text: \"sha256:", "text: \"sha256:f")]
    [InlineData("review: {", "reviews: {")]
    [InlineData("review: {", "# review: {")]
    [InlineData("date: 2", "date: 1")]
    public async Task A_review_that_was_signed_can_not_be_changed_or_taken_away(string from, string to)
    {
        await SignAsync();
        var before = Site.Content.Read(File);
        using var browser = await _desk.SignInAsync();
        var page = await browser.OpenAsync(Address);

        // The change can't be confirmed, and the file can't be downloaded to be put there by hand.
        using var answer = await browser.PostFormAsync(page, "form#editor", ("text", TextIn(page).Replace(from, to, StringComparison.Ordinal)), ("do", "save"));
        using var form = Reader.UrlEncoded(
            ("__RequestVerificationToken", page.QuerySelector("form#editor [name=__RequestVerificationToken]")!.GetAttribute("value")!),
            ("text", TextIn(page).Replace(from, to, StringComparison.Ordinal)), ("hash", page.QuerySelector("[name=hash]")!.GetAttribute("value")!), ("anyway", "yes"), ("do", "download"));
        using var download = await browser.PostAsync(Address, form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("text/html", download.Content.Headers.ContentType?.MediaType);
        Assert.Equal(before, Site.Content.Read(File));
    }

    [Fact]
    public async Task A_review_may_be_written_in_another_way()
    {
        await SignAsync();
        using var browser = await _desk.SignInAsync();
        var page = await browser.OpenAsync(Address);
        var review = TextIn(page).Split('\n').Single(line => line.StartsWith("review:", StringComparison.Ordinal));
        var block = review.Replace("review: { ", "review:\n  ", StringComparison.Ordinal).Replace(", ", "\n  ", StringComparison.Ordinal).Replace(" }", "", StringComparison.Ordinal);

        using var answer = await browser.PostFormAsync(page, "form#editor", ("text", TextIn(page).Replace(review, block, StringComparison.Ordinal)), ("do", "save"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("review:\n  by: rita\n", Site.Content.Read(File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_brings_two_versions_together_keeps_the_review_of_the_file()
    {
        using var browser = await _desk.SignInAsync();
        var page = await browser.OpenAsync(Address);
        await SignAsync();
        var signed = Site.Content.Read(File);

        using var conflict = await browser.PostFormAsync(page, "form#editor", ("text", TextIn(page).Replace("pleasant", "lovely", StringComparison.Ordinal)), ("do", "save"));
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        using var again = await browser.PostFormAsync(await conflict.ReadPageAsync(), "form#editor", ("do", "save"));

        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        var words = (await again.ReadPageAsync()).QuerySelector(".summary")!.TextContent;
        Assert.Contains(signed.Split('\n').Single(line => line.StartsWith("review:", StringComparison.Ordinal)), words, StringComparison.Ordinal);
        Assert.Equal(signed, Site.Content.Read(File));
    }

    [Fact]
    public async Task The_form_of_a_correction_takes_no_review_either()
    {
        await _desk.KeepAsync(_desk.Report(quote: "Either helps a little."));
        var before = Site.Content.Read(File);
        using var browser = await _desk.SignInAsync();
        var page = await browser.OpenAsync("/editor/reports/1/correct");
        var text = TextIn(page).Replace("---\nEither helps a little", $"{Forged}\n---\nEither helps a lot", StringComparison.Ordinal);

        using var saved = await browser.PostFormAsync(page, "form#editor", ("text", text), ("note", "x\"\nreview: { by: rita }"), ("do", "save"));
        using var checkedOnly = await browser.PostFormAsync(page, "form#editor", ("text", text), ("note", "Why."), ("do", "check"));

        Assert.Equal(HttpStatusCode.BadRequest, saved.StatusCode);
        Assert.Contains("Only a reviewer can add one", (await saved.ReadPageAsync()).QuerySelector(".summary")!.TextContent);
        Assert.Contains("Only a reviewer can add one", (await checkedOnly.ReadPageAsync()).QuerySelector(".summary")!.TextContent);
        Assert.Equal(before, Site.Content.Read(File));
        Assert.Equal(ReportState.New, (await _desk.ReadAsync(1)).State);
    }

    [Fact]
    public async Task A_note_with_yaml_in_it_stays_a_note()
    {
        await _desk.KeepAsync(_desk.Report(quote: "Either helps a little."));
        using var browser = await _desk.SignInAsync();
        var page = await browser.OpenAsync("/editor/reports/1/correct");
        using var saved = await browser.PostFormAsync(page, "form#editor",
            ("text", TextIn(page).Replace("a little", "a lot", StringComparison.Ordinal)), ("note", $"x\"\n{Forged}"), ("was", $"y\n{Forged}"), ("now", $"z'\r\n{Forged}"), ("do", "save"));

        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.Null(FrontMatterReader.ReviewIn(new SourceText("", Site.Content.Read(File))));
    }

    [Theory]
    [InlineData("A title\nreview: { by: rita, date: 2026-11-20, text: x }", "Words.", "heat")]
    [InlineData("A title", "Words.\"\r\nreview: { by: rita, date: 2026-11-20, text: x }", "heat")]
    [InlineData("A title", "Words.", "heat]\nreview: { by: rita")]
    public async Task A_new_article_begins_without_a_review(string title, string description, string topics)
    {
        using var browser = await _desk.SignInAsync();
        using var answer = await browser.PostFormAsync("/editor/new-article", "form#new", ("title", title), ("description", description), ("author", "ann"), ("topics", topics));

        foreach (var file in Directory.EnumerateFiles(Site.Content.FullPath("articles")))
            Assert.Null(FrontMatterReader.ReviewIn(new SourceText("", await System.IO.File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))));
    }

    [Fact]
    public async Task The_desk_tells_a_review_that_was_signed_here_from_one_that_only_stands_in_the_file()
    {
        await SignAsync();
        using var browser = await _desk.SignInAsync();
        Assert.Contains("signed here", (await browser.OpenAsync(Address)).QuerySelector("main")!.TextContent);
        Assert.Contains("signed here", (await browser.OpenAsync("/editor/articles")).QuerySelector("main")!.TextContent);
        Assert.Equal(["rita"], Site.Database.Read("SELECT By FROM AuditRecords WHERE What = 'signed a review'"));

        // Put there by hand, with a fingerprint that was signed here for another text.
        await PublishAsync(Site.Content.Read(File).Replace("text: \"sha256:", "text: \"sha256:f", StringComparison.Ordinal).Replace("f0", "0", StringComparison.Ordinal));
        Assert.Contains("only in the file", (await browser.OpenAsync(Address)).QuerySelector("main")!.TextContent);
        Assert.Contains("only in the file", (await browser.OpenAsync("/editor/articles")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [InlineData("title: \"Heat or ice?\"", "title: Heat: or ice?")]
    [InlineData("title: \"Heat or ice?\"", "title: \"Heat or ice?")]
    [InlineData("topics: [heat]", "topics: [heat\n\tdraft: x")]
    [InlineData("topics: [heat]", "topics: [heat]\ntopics: [heat]")]
    [InlineData("review: { by", "review: by")]
    [InlineData("by: rita, ", "")]
    [InlineData("review: {", "review: [")]
    [InlineData("review: {", "review {")]
    [InlineData("---\nEither", "Either")]
    [InlineData("---\ntitle", "title")]
    [InlineData("---\nEither", "--\nEither")]
    public async Task A_file_that_was_broken_by_hand_is_mended_with_its_review_and_with_no_other(string good, string bad)
    {
        await SignAsync();
        var signed = Site.Content.Read(File);
        var review = signed.Split('\n').Single(line => line.StartsWith("review:", StringComparison.Ordinal));
        var broken = signed.Replace(good, bad, StringComparison.Ordinal);
        Assert.NotEqual(signed, broken);
        Site.Content.Write(File, broken);
        using var browser = await _desk.SignInAsync();

        foreach (var forged in (string[])[review.Replace("by: rita", "by: ann", StringComparison.Ordinal), review.Replace("sha256:", "sha256:f", StringComparison.Ordinal), "modified: 2026-11-21"])
            Assert.Equal(HttpStatusCode.BadRequest, await SaveAsync(browser, signed.Replace(review, forged, StringComparison.Ordinal)));
        Assert.Equal(broken, Site.Content.Read(File));
        Assert.Equal(HttpStatusCode.SeeOther, await SaveAsync(browser, signed));
        Assert.Equal(signed, Site.Content.Read(File));
    }

    [Fact]
    public async Task After_a_restart_the_record_of_what_was_signed_here_counts_for_a_file_that_is_too_broken()
    {
        await SignAsync();
        var signed = Site.Content.Read(File);
        Site.Content.Write(File, signed.Replace("by: rita, ", "", StringComparison.Ordinal));
        // As after a restart: the file is broken, and there is no last good version.
        var current = Site.Services.GetRequiredService<CurrentEdition>();
        current.Publish(current.Edition! with { Articles = System.Collections.Frozen.FrozenDictionary<Slug, Article>.Empty });
        using var browser = await _desk.SignInAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await SaveAsync(browser, signed.Replace("by: rita", "by: ann", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.SeeOther, await SaveAsync(browser, signed));
    }

    [Theory]
    [InlineData("title: Heat: or ice?")]
    [InlineData("title: \"Heat or ice?")]
    [InlineData("title: \"Heat or ice?\"\nreview: [")]
    [InlineData("title: \"Heat or ice?\"\nreview: { by: rita")]
    public async Task A_broken_file_without_a_review_is_not_mended_with_one(string broken)
    {
        var good = Site.Content.Read(File);
        Site.Content.Write(File, good.Replace("title: \"Heat or ice?\"", broken, StringComparison.Ordinal));
        using var browser = await _desk.SignInAsync();

        foreach (var review in (string[])[Forged, Forged.Replace("review", "rev\u0007iew", StringComparison.Ordinal), Forged.Replace("review", "\"rev\\u202eiew\"", StringComparison.Ordinal), "\u202e" + Forged])
            Assert.Equal(HttpStatusCode.BadRequest, await SaveAsync(browser, good.Replace("---\nEither", $"{review}\n---\nEither", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.SeeOther, await SaveAsync(browser, good));
    }

    private static async Task<HttpStatusCode> SaveAsync(HttpClient browser, string text)
    {
        using var answer = await browser.PostFormAsync(await browser.OpenAsync(Address), "form#editor", ("text", text), ("do", "save"));
        return answer.StatusCode;
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private static string TextIn(IHtmlDocument page) => page.QuerySelector("#f-text")!.TextContent;

    private async Task SignAsync()
    {
        using var rita = await _desk.SignInAsync("rita");
        using var signed = await rita.PostFormAsync("/editor/articles/heat-or-ice/sign", "main form", ("confirm", "yes"));
        Assert.Equal(HttpStatusCode.SeeOther, signed.StatusCode);
        await WaitAsync(article => article.FrontMatter.Review is not null);
    }

    private async Task PublishAsync(string text)
    {
        var before = Site.Services.GetRequiredService<CurrentEdition>().Edition!;
        Site.Content.Replace(File, text);
        await Site.Services.GetRequiredService<CurrentEdition>().WaitForOtherThanAsync(before.Hash, TestContext.Current.CancellationToken);
    }

    private async Task WaitAsync(Func<Article, bool> isThere)
    {
        var current = Site.Services.GetRequiredService<CurrentEdition>();
        for (var edition = current.Edition!; !edition.Articles.Values.Any(isThere);)
            edition = await current.WaitForOtherThanAsync(edition.Hash, TestContext.Current.CancellationToken);
    }
}
