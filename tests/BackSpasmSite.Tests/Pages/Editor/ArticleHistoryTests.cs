using System.Net;
using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.History;
using BackSpasmSite.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Pages.Editor;

public abstract class ArticleHistoryTests : IAsyncDisposable
{
    private const string Article = "articles/heat-or-ice.md";
    private const string Edit = "/editor/articles/heat-or-ice";
    private const string History = $"{Edit}/history";

    private readonly DeskSite _desk = new();

    private TestSite Site => _desk.Site;

    [Fact]
    public async Task Each_save_is_a_version_with_its_author_words_review_and_reports()
    {
        await _desk.KeepAsync(_desk.Report(quote: "Either helps a little."));
        using var rita = await Site.SignInAsync("rita");
        await SaveAsync(rita, "It is pleasant.", "It is very warm and pleasant.");
        using (var signed = await rita.PostFormAsync($"{Edit}/sign", "form[action$=sign]", ("confirm", "yes"))) Assert.Equal(HttpStatusCode.SeeOther, signed.StatusCode);
        using (var corrected = await rita.PostFormAsync("/editor/reports/1/correct", "form#editor",
            ("text", Site.Content.Read(Article).Replace("a little", "a lot", StringComparison.Ordinal)), ("note", "Why."), ("do", "save")))
            Assert.Equal(HttpStatusCode.SeeOther, corrected.StatusCode);
        // The same text again is no version.
        await SaveAsync(rita, "nothing", "nothing");

        var rows = (await rita.OpenAsync(History)).QuerySelectorAll("tbody tr").Select(row => string.Join(" | ", row.Children.Where((_, index) => index is not (1 or 2)).Select(cell => System.Text.RegularExpressions.Regex.Replace(cell.TextContent, @"\s+", " ").Trim()))).ToList();

        Assert.Equal(
            [
                "Version 4 | rita | corrected | +1 −1 | published edited since its review | report 1",
                "Version 3 | rita | review signed | no words | published reviewed | –",
                "Version 2 | rita | saved | +3 | published | –",
                "Version 1 | not known | first seen by the site | +8 | published | –",
            ],
            rows);
        Assert.Contains("One correction that readers see now is not in this version", (await rita.OpenAsync($"{History}/2")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_changes_in_the_folder_is_a_version_too_and_is_recorded_once()
    {
        using var ann = await Site.SignInAsync();
        await UntilVersionsAsync(1);

        Site.Content.Replace(Article, Site.Content.Read(Article).Replace("pleasant", "lovely", StringComparison.Ordinal));
        await UntilVersionsAsync(2);
        // Another process with the same database and content finds the same change.
        var look = ActivatorUtilities.CreateInstance<RevisionWatcher>(Site.Services);
        await look.LookAsync(Site.Services.GetRequiredService<CurrentEdition>().Edition!, TestContext.Current.CancellationToken);

        Assert.Equal(["FirstSeen", "Found"], Site.Database.Read("SELECT Kind FROM ArticleRevisions ORDER BY Number"));
        Assert.Contains("changed in the content folder", (await ann.OpenAsync(History)).QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_two_versions_are_compared_side_by_side()
    {
        using var ann = await Site.SignInAsync();
        await SaveAsync(ann, "It is pleasant.", "It is &lt; warm.");
        await SaveAsync(ann, "## Heat", "## Heat and cold");

        var page = await ann.OpenAsync($"{History}/compare?old=3&new=1");

        Assert.Equal("Versions 1 and 3", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["11", "## Heat", "11", "## Heat and cold", "13", "It is pleasant.", "13", "It is &lt; warm."], page.QuerySelectorAll(".compare tbody td").Select(cell => cell.TextContent));
        Assert.Equal(["pleasant"], page.QuerySelectorAll(".compare tbody del").Select(word => word.TextContent));
        Assert.Equal("## Heat and cold", page.QuerySelector("ol.compare p")!.TextContent);
        foreach (var missing in new[] { $"{History}/compare?old=1&new=9", $"{History}/9", "/editor/articles/nothing/history", $"{History}?page=2" })
        {
            using var answer = await ann.GetAsync(missing, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_link_to_a_version_without_a_text_leads_to_the_history_and_says_why()
    {
        using var ann = await Site.SignInAsync();
        await SaveAsync(ann, "It is pleasant.", "It is warm.");
        await SaveAsync(ann, "It is warm.", "It is cold.");
        Site.Database.Run("DELETE FROM ArticleRevisions WHERE Number = 1");
        Site.Content.Delete(Article);
        await UntilVersionsAsync(3);

        foreach (var (address, number) in new[] { ($"{History}/1", 1), ($"{History}/4", 4), ($"{History}/compare?old=2&new=1", 1), ($"{History}/compare?old=4&new=3", 4) })
        {
            using var answer = await ann.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal($"{History}?gone={number}", answer.Headers.Location?.OriginalString);
        }

        Assert.Contains("Version 4 has no text to show: the file was deleted then", (await ann.OpenAsync($"{History}?gone=4")).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_comes_back_to_the_byte_as_a_new_save_and_keeps_the_review_of_today()
    {
        var first = Encoding.UTF8.GetBytes($"\uFEFF{Site.Content.Read(Article)}Mixed\r\nends  \r\n");
        Site.Content.Write(Article, first);
        using var rita = await Site.SignInAsync("rita");
        await SaveAsync(rita, "It is pleasant.", "It is warm.");

        await BringBackAsync(rita, 1);
        Assert.Equal(first, await File.ReadAllBytesAsync(Site.Content.FullPath(Article), TestContext.Current.CancellationToken));
        Assert.Contains("It is pleasant.", (await Site.Browser().OpenAsync("/articles/heat-or-ice")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Version 1 was brought back", (await rita.OpenAsync($"{History}?done=1")).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["1"], Site.Database.Read("SELECT Source FROM ArticleRevisions WHERE Kind = 'BroughtBack'"));

        using (var signed = await rita.PostFormAsync($"{Edit}/sign", "form[action$=sign]", ("confirm", "yes"))) Assert.Equal(HttpStatusCode.SeeOther, signed.StatusCode);
        var review = Site.Content.Read(Article).Split('\n').Single(line => line.StartsWith("review:", StringComparison.Ordinal));
        await BringBackAsync(rita, 2);
        Assert.Contains(review, Site.Content.Read(Article), StringComparison.Ordinal);
        Assert.Contains("It is warm.", Site.Content.Read(Article), StringComparison.Ordinal);
        // Three texts of five versions: each text is stored once.
        Assert.Equal(["4"], Site.Database.Read("SELECT CAST(COUNT(*) AS TEXT) FROM ArticleRevisionTexts"));
        Assert.Equal(["5"], Site.Database.Read("SELECT CAST(COUNT(*) AS TEXT) FROM ArticleRevisions"));
    }

    [Fact]
    public async Task Bringing_back_is_a_conflict_if_somebody_saved_meanwhile_and_loses_nothing()
    {
        using var ann = await Site.SignInAsync();
        await SaveAsync(ann, "It is pleasant.", "It is warm.");
        var page = await ann.OpenAsync($"{History}/1");
        await SaveAsync(ann, "It is warm.", "It is hot.");

        using var late = await ann.PostFormAsync(page, "form:has(button.main)");

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("It is hot.", Site.Content.Read(Article), StringComparison.Ordinal);
        using var meant = await ann.PostFormAsync(await late.ReadPageAsync(), "form:has(button.main)");
        Assert.Equal(HttpStatusCode.SeeOther, meant.StatusCode);
        Assert.Contains("It is pleasant.", Site.Content.Read(Article), StringComparison.Ordinal);
        Assert.Equal(4, (await ann.OpenAsync(History)).QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task A_deleted_article_keeps_its_history_and_comes_back()
    {
        using var rita = await Site.SignInAsync("rita");
        using (var signed = await rita.PostFormAsync($"{Edit}/sign", "form[action$=sign]", ("confirm", "yes"))) Assert.Equal(HttpStatusCode.SeeOther, signed.StatusCode);
        var before = Site.Content.Read(Article);
        Site.Content.Delete(Article);
        await UntilVersionsAsync(3);

        var deleted = await rita.OpenAsync("/editor/deleted-articles");
        Assert.Equal(History, deleted.QuerySelector("main li a")!.GetAttribute("href"));
        Assert.Contains("was deleted from the content folder", (await rita.OpenAsync(History)).QuerySelector(".note")!.TextContent, StringComparison.Ordinal);

        await BringBackAsync(rita, 2);

        Assert.Equal(before, Site.Content.Read(Article));
        Assert.Contains("Reviewed", (await Site.Browser().OpenAsync("/articles/heat-or-ice")).QuerySelector(".review")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Empty((await rita.OpenAsync("/editor/deleted-articles")).QuerySelectorAll("main li"));
    }

    [Fact]
    public async Task No_link_of_a_version_leads_to_one_without_a_text_or_one_that_is_no_longer_kept()
    {
        using var rita = await Site.SignInAsync("rita");
        await SaveAsync(rita, "pleasant", "warm");
        await UntilVersionsAsync(2);
        Site.Content.Delete(Article);
        await UntilVersionsAsync(3);
        await BringBackAsync(rita, 1);
        Assert.Equal($"{History}/compare?old=2&new=4", Assert.Single(await LinksAsync(4)));
        Assert.Equal([$"{History}/compare?old=1&new=2", $"{History}/compare?old=2&new=4"], await LinksAsync(2));

        Site.Database.Run("DELETE FROM ArticleRevisions WHERE Number < 4");
        Assert.Empty(await LinksAsync(4));
        Assert.Equal("4", Assert.Single((await rita.OpenAsync(History)).QuerySelectorAll("[name=new]")).GetAttribute("value"));

        async Task<List<string?>> LinksAsync(int number)
        {
            var links = (await rita.OpenAsync($"{History}/{number}")).QuerySelectorAll("main a[href*=compare]").Select(link => link.GetAttribute("href")).ToList();
            foreach (var link in links)
            {
                using var answer = await rita.GetAsync(link, TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }

            return links;
        }
    }

    [Fact]
    public async Task What_a_colleague_saves_right_after_a_signature_is_never_recorded_as_signed()
    {
        using var rita = await Site.SignInAsync("rita");
        await UntilVersionsAsync(1);
        for (var round = 0; round < 5; round++)
        {
            var page = await rita.OpenAsync($"{Edit}/sign");
            var signing = rita.PostFormAsync(page, "form[action$=sign]", ("confirm", "yes"));
            // As soon as the signature is in the file, and before the site may have recorded it.
            var (text, stamp) = ("", page.QuerySelector("[name=stamp]")!.GetAttribute("value")!);
            await Polling.UntilAsync(() => (text = Site.Content.Read(Article)).Contains(stamp, StringComparison.Ordinal));
            Site.Content.Replace(Article, text.Replace("pleasant", $"pleasant {round}", StringComparison.Ordinal));
            using var signed = await signing;
            Assert.Equal(HttpStatusCode.SeeOther, signed.StatusCode);
        }

        var history = Site.Services.GetRequiredService<RevisionHistory>();
        foreach (var signature in (await history.ListAsync("heat-or-ice", 1, TestContext.Current.CancellationToken)).Shown.Where(version => version.Kind is RevisionKind.Signed))
        {
            Assert.Equal((RevisionReview.Reviewed, 0, 0), (signature.Review, signature.Added, signature.Removed));
            Assert.Equal("rita", signature.By);
        }
    }

    [Fact]
    public async Task A_version_with_errors_comes_back_only_when_confirmed_and_not_at_all_if_readers_would_not_get_it()
    {
        var good = Site.Content.Read(Article);
        Site.Content.Write(Article, good + "\n[x](javascript:alert(1))\n");
        using var ann = await Site.SignInAsync();
        await SaveAsync(ann, "[x](javascript:alert(1))", "Fine.");
        using var asked = await ann.PostFormAsync($"{History}/1", "form:has(button.main)");
        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        using (var confirmed = await ann.PostFormAsync(await asked.ReadPageAsync(), "form:has(button.main)", ("anyway", "yes"))) Assert.Equal(HttpStatusCode.SeeOther, confirmed.StatusCode);

        // Its author is no longer in people.yaml.
        await SaveAsync(ann, "[x](javascript:alert(1))", "Fine.");
        await SaveAsync(ann, "author: ann", "author: rita");
        Site.Content.Replace("people.yaml", "rita: { name: \"Dr Rita Reviewer\", role: [writes, reviews] }\n");
        await Site.Services.GetRequiredService<CurrentEdition>().WaitUntilAsync(edition => !edition.People.ContainsKey("ann"));
        var before = Site.Content.Read(Article);
        using var refused = await ann.PostFormAsync($"{History}/2", "form:has(button.main)");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("ART015", (await refused.ReadPageAsync()).QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, Site.Content.Read(Article));
    }

    [Fact]
    public async Task A_git_checkout_is_named_and_left_alone()
    {
        using var ann = await Site.SignInAsync();
        await UntilVersionsAsync(1);
        Assert.DoesNotContain("Git checkout", (await ann.OpenAsync(History)).Body!.TextContent, StringComparison.Ordinal);

        Directory.CreateDirectory(Path.Combine(Site.Content.Parent, ".git"));

        Assert.Contains("The site never commits", (await ann.OpenAsync(History)).Body!.TextContent, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private static async Task SaveAsync(HttpClient browser, string old, string now)
    {
        var page = await browser.OpenAsync(Edit);
        using var answer = await browser.PostFormAsync(page, "form#editor", ("text", page.QuerySelector("#f-text")!.TextContent.Replace(old, now, StringComparison.Ordinal)), ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    private static async Task BringBackAsync(HttpClient browser, int number)
    {
        using var answer = await browser.PostFormAsync($"{History}/{number}", "form:has(button.main)");
        Assert.Equal($"{History}?done={number}", answer.Headers.Location?.OriginalString);
    }

    private Task UntilVersionsAsync(int count) => Polling.UntilAsync(() => Site.Database.Read("SELECT Kind FROM ArticleRevisions").Count >= count);

    public sealed class OnSqlite : ArticleHistoryTests;

    public sealed class OnPostgreSql : ArticleHistoryTests;
}
