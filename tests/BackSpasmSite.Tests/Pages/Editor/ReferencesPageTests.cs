using System.Net;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Tests.Accounts;
using BackSpasmSite.Tests.Lookup;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Pages.Editor;

public sealed class ReferencesPageTests : IAsyncDisposable
{
    private const string File = "references.json";
    private const string Paper = "/editor/references/french-2006";

    private const string Two = """
        [
          { "id": "french-2006", "type": "article-journal", "title": "Superficial heat", "author": [{ "family": "French" }], "issued": { "date-parts": [[2006]] }, "DOI": "10.1000/heat", "custom": { "evidence": "systematic review", "finding": "Heat helps.", "ours": 1 } },
          { "id": "ärger 1/2", "type": "book", "title": "Über Kälte" }
        ]

        """;

    private TestSite _site = new();

    public ReferencesPageTests() => Prepare(_site);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_list_is_searched_and_filtered_and_says_what_is_missing_and_where_papers_are_cited()
    {
        using var browser = await _site.SignInAsync();

        Assert.Equal(["French 2006. Superficial heat french-2006 systematic review Heat helps. Heat or ice?", "Über Kälte ärger 1/2 none none no article"], await RowsAsync(""));
        foreach (var (query, papers) in new[] { ("q=uber+kalte", 1), ("q=10.1000/heat", 1), ("q=helps+french", 1), ("q=nothing", 0), ("show=no-finding", 1), ("show=not-cited&q=heat", 0), ("show=no-evidence", 1), ("show=odd", 2) })
            Assert.Equal((query, papers), (query, (await RowsAsync($"?{query}")).Length));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/editor/references?page=2", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal("page", (await browser.OpenAsync("/editor/references")).QuerySelector("nav[aria-label=Desk] a[href='/editor/references']")!.GetAttribute("aria-current"));
        // Odd ids have an address too.
        var odd = (await browser.OpenAsync("/editor/references")).QuerySelectorAll("tbody a")[1].GetAttribute("href")!;
        Assert.Contains("Über Kälte", (await browser.OpenAsync(odd)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);

        async Task<string[]> RowsAsync(string query) => [.. (await browser.OpenAsync($"/editor/references{query}")).QuerySelectorAll("tbody tr").Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
    }

    [Fact]
    public async Task Only_editors_see_it()
    {
        using var browser = _site.SignedOut();
        foreach (var address in new[] { "/editor/references", Paper, "/editor/add-papers" })
            Assert.StartsWith("/editor/sign-in", (await browser.GetAsync(address, TestContext.Current.CancellationToken)).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_is_saved_with_an_audit_entry_and_every_other_byte_stays()
    {
        var before = _site.Content.Read(File).Replace("\n", "\r\n", StringComparison.Ordinal);
        _site.Content.Write(File, before);
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync(Paper);
        Assert.Contains("It is pleasant", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        using var saved = await browser.PostFormAsync(page, "form#paper", ("finding", " Heat \"helps\"\r\n a little: 5 < 10. "), ("evidence", "guideline"));

        Assert.Equal($"{Paper}?done=saved", saved.Headers.Location?.OriginalString);
        Assert.Equal(before.Replace("Heat helps.", "Heat \\\"helps\\\" a little: 5 < 10.", StringComparison.Ordinal).Replace("systematic review", "guideline", StringComparison.Ordinal), _site.Content.Read(File));
        Assert.Contains("Saved.", (await browser.OpenAsync(saved.Headers.Location!.OriginalString)).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Heat \"helps\" a little: 5 < 10.", (await browser.OpenAsync("/papers/french-2006")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["edited a paper: french-2006"], Entries());

        using var emptied = await browser.PostFormAsync(Paper, "form#paper", ("finding", ""), ("evidence", " "));
        Assert.Equal(before.Replace("\"evidence\": \"systematic review\", \"finding\": \"Heat helps.\", ", "", StringComparison.Ordinal), _site.Content.Read(File));
    }

    [Fact]
    public async Task A_change_by_somebody_else_is_not_overwritten_and_nothing_typed_is_lost()
    {
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync(Paper);
        var theirs = _site.Content.Read(File).Replace("Heat helps.", "Theirs.", StringComparison.Ordinal);
        _site.Content.Write(File, theirs);

        using var answer = await browser.PostFormAsync(page, "form#paper", ("finding", "Mine."));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var asked = await answer.ReadPageAsync();
        Assert.Contains("Their finding: Theirs.", asked.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Mine.", asked.QuerySelector("#f-finding")!.TextContent.Trim());
        Assert.Equal(theirs, _site.Content.Read(File));

        using var again = await browser.PostFormAsync(asked, "form#paper");
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.Equal(theirs.Replace("Theirs.", "Mine.", StringComparison.Ordinal), _site.Content.Read(File));
    }

    [Fact]
    public async Task Another_paper_that_changed_meanwhile_is_no_conflict()
    {
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync(Paper);
        _site.Content.Write(File, _site.Content.Read(File).Replace("Über Kälte", "Über Wärme", StringComparison.Ordinal));

        using var answer = await browser.PostFormAsync(page, "form#paper", ("finding", "Mine."));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("Über Wärme", _site.Content.Read(File), StringComparison.Ordinal);
        Assert.Contains("Mine.", _site.Content.Read(File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_t_be_saved_says_why_and_keeps_what_was_typed()
    {
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync(Paper);
        using var tooLong = await browser.PostFormAsync(page, "form#paper", ("evidence", new string('x', 101)), ("finding", "Mine."));
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
        Assert.Contains("101 characters", (await tooLong.ReadPageAsync()).QuerySelector(".summary a[href='#f-evidence']")!.TextContent, StringComparison.Ordinal);

        foreach (var (change, status, words) in new (Action, HttpStatusCode, string)[]
        {
            (() => System.IO.File.SetAttributes(_site.Content.FullPath(File), FileAttributes.ReadOnly), HttpStatusCode.Conflict, "The file can’t be written"),
            (() => Write("[ { \"id\": \"french-2006\" "), HttpStatusCode.BadRequest, "has mistakes that have to be fixed first"),
            (() => Write("[]"), HttpStatusCode.Conflict, "The paper is gone"),
        })
        {
            change();
            using var answer = await browser.PostFormAsync(page, "form#paper", ("finding", "Mine & yours."));
            var shown = await answer.ReadPageAsync();
            Assert.Equal(status, answer.StatusCode);
            Assert.Contains(words, shown.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
            Assert.Equal("Mine & yours.", shown.QuerySelector("#f-finding")!.TextContent.Trim());
        }

        void Write(string text)
        {
            System.IO.File.SetAttributes(_site.Content.FullPath(File), FileAttributes.Normal);
            _site.Content.Write(File, text);
        }
    }

    [Fact]
    public async Task A_signed_article_is_named_before_and_after_its_review_becomes_stale()
    {
        await SignAsync();
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync(Paper);
        Assert.EndsWith("these reviews are out of date: Heat or ice?", Words(page.QuerySelector("p.note")!.TextContent), StringComparison.Ordinal);

        using var saved = await browser.PostFormAsync(page, "form#paper", ("finding", "It does not."));

        var after = await browser.OpenAsync(saved.Headers.Location!.OriginalString);
        Assert.EndsWith("These reviews are out of date now, because the article or one of its papers has changed since: Heat or ice?", Words(after.QuerySelector(".notice")!.TextContent), StringComparison.Ordinal);
        Assert.IsType<ReviewState.EditedSinceReview>(ReviewState.Of(Edition.Find("heat-or-ice")!, Edition));
    }

    [Fact]
    public async Task Pasted_papers_are_shown_before_they_are_saved()
    {
        var before = _site.Content.Read(File);
        using var browser = await _site.SignInAsync();
        const string Pasted = "TY  - JOUR\nTI  - Ice & <cold>\nAU  - Cold, Ida\nPY  - 2020\nER  - \n\nTY  - JOUR\nTI  - Superficial heat\nDO  - 10.1000/heat\nVL  - 7\nER  - \n";

        using var shown = await browser.PostFormAsync("/editor/add-papers", "form#add", ("text", Pasted), ("do", "show"));

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        var page = await shown.ReadPageAsync();
        Assert.Equal(before, _site.Content.Read(File));
        Assert.Equal(["new cold-2020 Cold I. Ice & <cold>. Published 2020.", "there already french-2006 (same DOI) gets volume: Superficial heat"], page.QuerySelectorAll("section li").Select(item => Words(item.TextContent).Replace("Ice & <cold>. 2020.", "Ice & <cold>. Published 2020.", StringComparison.Ordinal)));

        using var saved = await browser.PostFormAsync(page, "form#add", ("do", "save"));

        Assert.Equal("/editor/references?show=no-finding", saved.Headers.Location?.OriginalString);
        Assert.Equal("Ice & <cold>", Edition.Bibliography.Find("cold-2020")!.Title);
        Assert.Equal("7", Edition.Bibliography.Find("french-2006")!.Volume);
        Assert.Equal(["added papers: cold-2020, french-2006"], Entries());
    }

    [Fact]
    public async Task Only_what_was_shown_is_saved()
    {
        using var browser = await _site.SignInAsync();
        using var shown = await browser.PostFormAsync("/editor/add-papers", "form#add", ("text", "@book{x, title = {New}}"), ("do", "show"));
        var page = await shown.ReadPageAsync();
        var theirs = _site.Content.Read(File).Replace("Über Kälte", "New", StringComparison.Ordinal);
        _site.Content.Write(File, theirs);

        using var answer = await browser.PostFormAsync(page, "form#add", ("do", "save"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var again = await answer.ReadPageAsync();
        Assert.Contains("Somebody changed references.json", again.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("@book{x, title = {New}}", again.QuerySelector("#f-papers")!.TextContent.Trim());
        Assert.Equal(theirs, _site.Content.Read(File));
    }

    [Theory]
    [InlineData("", "Type a DOI or a PMID, or paste the papers.")]
    [InlineData("Heat & ice, 2020", "Line 1: error. This is none of the formats that are read.")]
    [InlineData("@book{a, title = {One}}\n@book{b, title = {Two", "Line 2: error. This entry is not finished")]
    [InlineData("@book{a, title = {Knees and hips of runners}, doi = {10.1000/heat}}", "Line 1: error. The DOI of “Knees and hips of runners” is also that of “Superficial heat”, french-2006 in references.json.")]
    public async Task What_can_t_be_read_says_where_and_is_handed_back(string text, string words)
    {
        using var browser = await _site.SignInAsync();

        using var answer = await browser.PostFormAsync("/editor/add-papers", "form#add", ("text", text), ("do", "show"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.ReadPageAsync();
        Assert.Contains(words, Words(page.QuerySelector("main")!.TextContent), StringComparison.Ordinal);
        Assert.Equal(text, page.QuerySelector("#f-papers")!.TextContent.Trim('\n'));
    }

    [Fact]
    public async Task Numbers_are_looked_up_and_trouble_is_told()
    {
        await using var server = await RecordServer.StartAsync();
        await _site.DisposeAsync();
        _site = new TestSite { Settings = [.. server.Settings.Select(setting => (setting[2..].Split('=')[0], setting.Split('=', 2)[1]))] };
        Prepare(_site);
        using var browser = await _site.SignInAsync();

        using var shown = await browser.PostFormAsync("/editor/add-papers", "form#add", ("text", "https://doi.org/10.1136/bmj.n1446\nPMID: 28422125"), ("do", "show"));
        using var saved = await browser.PostFormAsync(await shown.ReadPageAsync(), "form#add", ("do", "save"));
        Assert.Equal("10.1136/bmj.n1446", Edition.Bibliography.Find("cashin-2021")!.Doi);
        Assert.NotNull(Edition.Bibliography.Find("paige-2017"));
        Assert.Equal(2, server.Requests.Count);

        using var none = await browser.PostFormAsync("/editor/add-papers", "form#add", ("text", "10.1000/none"), ("do", "show"));
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        server.Answer = context => RecordServer.StatusAsync(context, 403);
        using var trouble = await browser.PostFormAsync("/editor/add-papers", "form#add", ("text", "pmid:1"), ("do", "show"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, trouble.StatusCode);
        Assert.Contains("PMID 1 could not be looked up. 127.0.0.1 answered with the status 403. Nothing is saved, and your text is below.", (await trouble.ReadPageAsync()).QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
    }

    private Edition Edition => _site.Services.GetRequiredService<CurrentEdition>().Edition!;

    private static void Prepare(TestSite site)
    {
        site.Content.Write(File, Two);
        site.Content.Write("articles/heat-or-ice.md", site.Content.Read("articles/heat-or-ice.md").Replace("pleasant.", "pleasant [@french-2006].", StringComparison.Ordinal));
    }

    private async Task SignAsync()
    {
        var edition = _site.Content.Build();
        var review = ReviewSigning.Sign(edition.Find("heat-or-ice")!, "rita", null, edition).Value!;
        var path = _site.Content.FullPath("articles/heat-or-ice.md");
        Assert.True(ArticleFile.Read(path).TryReplace(FrontMatterEdit.WithReview(await System.IO.File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), review)));
    }

    private string?[] Entries() => [.. _site.Database.Read("SELECT What || ': ' || COALESCE(Subject, '') FROM AuditRecords WHERE \"By\" = 'ann' AND What <> 'signed in' ORDER BY Id")];

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
