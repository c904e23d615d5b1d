using System.Net;
using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Pages.Editor;

public sealed class EditArticleTests : IAsyncDisposable
{
    private const string Address = "/editor/articles/heat-or-ice";
    private const string File = "articles/heat-or-ice.md";
    private const string Form = "form#editor";

    private readonly TestSite _site = new();

    [Fact]
    public async Task An_untouched_box_saves_the_same_bytes()
    {
        var bytes = Encoding.UTF8.GetBytes($"\uFEFF{_site.Content.Read(File)}Mixed\r\nends  \r\n\r\n\t<b>&amp; \u2028 🏃\rold Mac\n\n").ToArray();
        _site.Content.Write(File, bytes);
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync(Address);

        using var answer = await browser.PostFormAsync(page, Form, ("text", Sent(TextIn(page))), ("do", "save"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(bytes, await System.IO.File.ReadAllBytesAsync(_site.Content.FullPath(File), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_saved_edit_is_what_readers_see_and_every_other_byte_stays()
    {
        var before = _site.Content.Read(File).Replace("\n", "\r\n", StringComparison.Ordinal).Replace("## Heat\r\n", "## Heat\n", StringComparison.Ordinal);
        _site.Content.Write(File, before);
        using var browser = await _site.SignInAsync();
        var edition = _site.Services.GetRequiredService<CurrentEdition>().Edition!;
        var page = await browser.OpenAsync(Address);

        using var answer = await browser.PostFormAsync(page, Form, ("text", Sent(TextIn(page).Replace("pleasant", "very pleasant", StringComparison.Ordinal))), ("do", "save"));

        Assert.Equal($"{Address}?done=saved", answer.Headers.Location?.OriginalString);
        Assert.Equal(before.Replace("pleasant", "very pleasant", StringComparison.Ordinal), _site.Content.Read(File));
        await PublishedAsync(edition.Hash, article => article.BodyHtml.Contains("very pleasant", StringComparison.Ordinal));
        Assert.Contains("very pleasant", (await browser.OpenAsync("/articles/heat-or-ice")).Body!.TextContent);
        Assert.NotNull((await browser.OpenAsync(answer.Headers.Location!.OriginalString)).QuerySelector("[role=status]"));
    }

    [Fact]
    public async Task A_list_that_gives_numbers_another_meaning_is_saved_only_when_confirmed()
    {
        _site.Content.Write("references.json", """
            [{ "id": "a", "type": "book", "title": "A", "author": [{ "family": "Herrington" }], "issued": { "date-parts": [[2011]] } },
             { "id": "b", "type": "book", "title": "B", "author": [{ "family": "Belavy" }], "issued": { "date-parts": [[2017]] } }]
            """);
        var before = _site.Content.Read(File).Replace("topics: [heat]", "topics: [heat]\nreferences: [a]", StringComparison.Ordinal).Replace("pleasant.", "pleasant (1).", StringComparison.Ordinal);
        _site.Content.Write(File, before);
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync(Address);
        var slipped = TextIn(page).Replace("[a]", "[b, a]", StringComparison.Ordinal);

        using var answer = await browser.PostFormAsync(page, Form, ("text", Sent(slipped)), ("do", "save"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var asked = await answer.ReadPageAsync();
        Assert.Contains("What (1) means changed from Herrington 2011 to Belavy 2017 in 1 place; “refs insert” would have renumbered them.", asked.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(slipped, TextIn(asked));
        Assert.Equal(before, _site.Content.Read(File));

        using var confirmed = await browser.PostFormAsync(asked, Form, ("text", Sent(slipped)), ("renumber", "yes"), ("do", "save"));

        Assert.Equal(HttpStatusCode.SeeOther, confirmed.StatusCode);
        Assert.Contains("references: [b, a]", _site.Content.Read(File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_confirms_errors_has_not_confirmed_that_numbers_change_their_meaning()
    {
        _site.Content.Write("references.json", """
            [{ "id": "a", "type": "book", "title": "A", "DOI": "10.1000/a" }, { "id": "b", "type": "book", "title": "B" }]
            """);
        _site.Content.Write("retractions.csv", "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDate\n10.1000/a,0,Retraction,3/9/2021\n");
        var before = _site.Content.Read(File).Replace("topics: [heat]", "topics: [heat]\nreferences: [a]", StringComparison.Ordinal).Replace("pleasant.", "pleasant (1).", StringComparison.Ordinal);
        _site.Content.Write(File, before);
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync(Address);
        var slipped = Sent(TextIn(page).Replace("[a]", "[b, a]", StringComparison.Ordinal).Replace("pleasant (1)", "pleasant (1, 2)", StringComparison.Ordinal).Replace("Either", "It (9)", StringComparison.Ordinal));

        using var errors = await browser.PostFormAsync(page, Form, ("text", slipped), ("do", "save"));
        using var numbers = await browser.PostFormAsync(await errors.ReadPageAsync(), Form, ("text", slipped), ("anyway", "yes"), ("do", "save"));

        Assert.Contains("CIT001", (await errors.ReadPageAsync()).QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, numbers.StatusCode);
        Assert.NotNull((await numbers.ReadPageAsync()).QuerySelector("[name=renumber]"));
        Assert.Equal(before, _site.Content.Read(File));
    }

    [Theory]
    [InlineData("author: ann", "author: nobody", "line 4, column 9")]
    [InlineData("topics: [heat]", "topic: [heat]", "line 6, column 1")]
    public async Task What_readers_would_not_get_is_refused_with_line_and_column(string good, string bad, string place)
    {
        var before = _site.Content.Read(File);
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync(Address);

        using var answer = await browser.PostFormAsync(page, Form, ("text", Sent(TextIn(page).Replace(good, bad, StringComparison.Ordinal))), ("do", "save"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var again = await answer.ReadPageAsync();
        Assert.Contains(place, again.QuerySelector(".summary .problems")!.TextContent);
        Assert.Contains(bad, TextIn(again));
        Assert.Equal(before, _site.Content.Read(File));
    }

    [Fact]
    public async Task Check_and_preview_save_nothing()
    {
        var before = _site.Content.Read(File);
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync(Address);
        var text = Sent(TextIn(page).Replace("It is pleasant.", "It is **good** (3).\n<script>alert(1)</script>\n\n[x](javascript:alert(1))", StringComparison.Ordinal));

        using var check = await browser.PostFormAsync(page, Form, ("text", text), ("do", "check"));
        using var preview = await browser.PostFormAsync(page, Form, ("text", text), ("do", "preview"));

        Assert.Contains("CIT001", (await check.ReadPageAsync()).QuerySelector(".problems")!.TextContent);
        var shown = (await preview.ReadPageAsync()).QuerySelector(".preview")!;
        Assert.Equal("good", shown.QuerySelector("article strong")!.TextContent);
        Assert.Empty(shown.QuerySelectorAll("script, [href^=javascript]"));
        Assert.Equal(before, _site.Content.Read(File));
    }

    [Fact]
    public async Task Two_who_edit_at_once_see_both_texts()
    {
        using var ann = await _site.SignInAsync();
        using var ben = await _site.SignInAsync("ben");
        var (annsPage, bensPage) = (await ann.OpenAsync(Address), await ben.OpenAsync(Address));
        using var first = await ann.PostFormAsync(annsPage, Form, ("text", Sent(TextIn(annsPage).Replace("pleasant", "lovely", StringComparison.Ordinal))), ("do", "save"));
        var theirs = _site.Content.Read(File);

        using var second = await ben.PostFormAsync(bensPage, Form, ("text", Sent(TextIn(bensPage).Replace("pleasant", "nice", StringComparison.Ordinal))), ("do", "save"));

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(theirs, _site.Content.Read(File));
        var page = await second.ReadPageAsync();
        Assert.Contains("It is lovely.", page.QuerySelector(".lines del")!.TextContent);
        Assert.Contains("It is nice.", page.QuerySelector(".lines ins")!.TextContent);
        Assert.Equal(theirs, page.QuerySelector("[aria-label='Their version']")!.TextContent);
        Assert.Contains("It is nice.", page.QuerySelector("[aria-label='Your version']")!.TextContent);

        // Having seen both versions, the second editor may decide.
        using var third = await ben.PostFormAsync(page, Form, ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, third.StatusCode);
        Assert.Contains("It is nice.", _site.Content.Read(File));
    }

    [Fact]
    public async Task Where_the_file_can_not_be_written_it_can_be_downloaded()
    {
        if (!OperatingSystem.IsLinux()) return;
        // No file with a longer name can be written beside it, so it can't be replaced, not even by root.
        var slug = new string('x', 252);
        _site.Content.Rename(File, $"articles/{slug}.md");
        var before = _site.Content.Read($"articles/{slug}.md");
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync($"/editor/articles/{slug}");

        using var answer = await browser.PostFormAsync(page, Form, ("text", Sent(TextIn(page).Replace("pleasant", "nice", StringComparison.Ordinal))), ("do", "save"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var refused = await answer.ReadPageAsync();
        Assert.Equal("It is nice.", refused.QuerySelector("#f-lines")!.TextContent.Trim());
        Assert.Equal("editor", refused.QuerySelector("button[value=download]")!.GetAttribute("form"));
        using var file = await browser.PostFormAsync(refused, Form, ("do", "download"));
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal($"{slug}.md", file.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal(before.Replace("pleasant", "nice", StringComparison.Ordinal), await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(before, _site.Content.Read($"articles/{slug}.md"));
    }

    [Fact]
    public async Task What_is_not_there_can_not_be_edited()
    {
        using var browser = await _site.SignInAsync();
        foreach (var slug in new[] { "nothing", "..%2F..%2Fpeople", "Heat" })
        {
            using var answer = await browser.GetAsync($"/editor/articles/{slug}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_largest_article_fits_and_what_is_far_larger_is_refused()
    {
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync(Address);
        var large = TextIn(page) + string.Concat(Enumerable.Repeat("Ä few wörds, 20 % of thëm wïth mörë bytës.\r\n", 5_000));

        using var saved = await browser.PostFormAsync(page, Form, ("text", large), ("do", "save"));
        using var refused = await browser.PostFormAsync(page, Form, ("text", string.Concat(large, large, large, large)), ("do", "save"));

        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
    }

    [Theory]
    [InlineData("/editor/articles/heat-or-ice")]
    [InlineData("/editor/articles/heat-or-ice/sign")]
    [InlineData("/editor/new-article")]
    [InlineData("/editor/images")]
    [InlineData("/editor/reports/1/correct")]
    public async Task Only_who_is_signed_in_gets_here_and_only_with_a_token(string address)
    {
        using var stranger = _site.SignedOut();
        using var editor = await _site.SignInAsync();
        using var form = new FormUrlEncodedContent([new("do", "save"), new("text", "x")]);

        using var read = await stranger.GetAsync(address, TestContext.Current.CancellationToken);
        using var sent = await stranger.PostAsync(address, form, TestContext.Current.CancellationToken);
        using var tokenless = await editor.PostAsync(address, form, TestContext.Current.CancellationToken);

        Assert.StartsWith("/editor/sign-in", read.Headers.Location?.OriginalString);
        Assert.StartsWith("/editor/sign-in", sent.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.BadRequest, tokenless.StatusCode);
    }

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    private async Task PublishedAsync(string hash, Func<Article, bool> isNew)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        for (var edition = await _site.Services.GetRequiredService<CurrentEdition>().WaitForOtherThanAsync(hash, patience.Token);
             !edition.Articles.Values.Any(isNew);)
            edition = await _site.Services.GetRequiredService<CurrentEdition>().WaitForOtherThanAsync(edition.Hash, patience.Token);
    }

    private static string TextIn(AngleSharp.Html.Dom.IHtmlDocument page) => page.QuerySelector("#f-text")!.TextContent;

    /// <summary>As browsers send it.</summary>
    private static string Sent(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);
}
