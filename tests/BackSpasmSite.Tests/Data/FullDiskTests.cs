using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BackSpasmSite.Tests.Accounts;

namespace BackSpasmSite.Tests.Data;

/// <summary>On a full disk, what was typed is handed back to readers and editors, and everybody else can go on reading.</summary>
public sealed class FullDiskTests
{
    private static readonly string Filler = new('x', 3900);

    [Fact]
    public async Task What_was_acknowledged_stays_and_reading_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no limit on the size of a file.");
        using var content = ContentOnDisk.Small();
        var data = Path.Combine(content.Parent, "data");
        var receipts = new List<string>();
        await using (var site = await SiteProcess.StartAsync(content.Path, data, largestFile: 700))
        {
            HttpResponseMessage answer;
            var sent = 0;
            do
            {
                answer = await site.Browser.ReportAsync($"Report {receipts.Count} {Filler}");
                if (answer.StatusCode == HttpStatusCode.SeeOther) receipts.Add(answer.Target());
                Assert.True(++sent < 1000, "The disk is never full, or always.");
            }
            // A busy machine may be too slow for the first one.
            while (answer.StatusCode == HttpStatusCode.SeeOther || receipts.Count == 0);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains($"Report {receipts.Count} {Filler}", (await answer.PageAsync()).QuerySelector("#f-message")!.TextContent, StringComparison.Ordinal);
            await AssertKeptAsync(site, receipts);
        }

        Assert.NotEmpty(receipts);
        await using var roomy = await SiteProcess.StartAsync(content.Path, data);
        await AssertKeptAsync(roomy, receipts);
        Assert.Equal(HttpStatusCode.SeeOther, (await roomy.Browser.ReportAsync("There is room again.")).StatusCode);
        Assert.Equal(receipts.Count + 1, new DatabaseFile(Path.Combine(data, "site.db")).Read("SELECT Receipt FROM Reports").Count);
    }

    [Fact]
    public async Task What_an_editor_typed_is_saved_or_handed_back_and_a_version_that_could_not_be_kept_comes_later()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no limit on the size of a file.");
        const string Address = "/editor/articles/heat-or-ice", File = "articles/heat-or-ice.md";
        using var content = ContentOnDisk.Small();
        var data = Path.Combine(content.Parent, "data");
        await SiteProcess.CommandAsync(null, content.Parent, ["bash", "-c", $"\"$@\" <<< '{SignedIn.Password}'", "bash"], "editor", "add", "rita", "--password-stdin", $"--Site:DataPath={data}");
        var cookies = new CookieContainer();
        bool isWithoutVersion;
        await using (var site = await SiteProcess.StartAsync(content.Path, data, largestFile: 700))
        {
            // It listens before its database is open.
            await site.UntilReadyAsync();
            using var editor = Editor(site, cookies);
            await SignInAsync(editor);
            Assert.Equal(HttpStatusCode.SeeOther, (await site.Browser.ReportAsync("A report.")).StatusCode);
            var report = await editor.OpenAsync("/editor/reports/1");
            var correction = await editor.OpenAsync("/editor/reports/1/correct");
            var page = await editor.OpenAsync(Address);
            var review = await editor.OpenAsync($"{Address}/sign");
            await FillAsync(site, editor, report);

            using var signed = await editor.PostFormAsync(review, "main form", ("confirm", "yes"));
            Assert.Equal(content.Read(File).Contains("review:", StringComparison.Ordinal) ? HttpStatusCode.SeeOther : HttpStatusCode.ServiceUnavailable, signed.StatusCode);

            using var saved = await editor.PostFormAsync(page, "form#editor", ("text", Text(page).Replace("pleasant", "nice", StringComparison.Ordinal)), ("do", "save"));
            // Which of the two happens is a matter of bytes: there may be room for the next small change.
            isWithoutVersion = saved.StatusCode is HttpStatusCode.SeeOther && (await editor.OpenAsync(saved.Target())).QuerySelector(".summary[role=alert]")?.TextContent.Contains("not in the history yet", StringComparison.Ordinal) == true;
            await AssertSavedOrHandedBackAsync(saved, "It is nice.", "text", content.Read(File).Contains("It is nice.", StringComparison.Ordinal));

            using var corrected = await editor.PostFormAsync(correction, "form#editor", ("note", "What was wrong."), ("do", "save"));
            await AssertSavedOrHandedBackAsync(corrected, "What was wrong.", "note", content.Read(File).Contains("What was wrong.", StringComparison.Ordinal));

            using var answered = await editor.PostFormAsync(report, "#desk-form", ("answer", $"What we answer. {Filler}"), ("do", "decline"));
            await AssertSavedOrHandedBackAsync(answered, "What we answer.", "answer", new DatabaseFile(Path.Combine(data, "site.db")).Read("SELECT State FROM Reports WHERE Id = 1").Single() == "Declined");
        }

        // With room again, the same button works, and the version that was missing is in the history.
        await using var roomy = await SiteProcess.StartAsync(content.Path, data);
        await roomy.UntilReadyAsync();
        using var later = Editor(roomy, cookies);
        using var again = await later.PostAsync("/editor/sign-in-again?return=/editor/reports/1", Reader.UrlEncoded(("kept.comment", "Said again.")), TestContext.Current.CancellationToken);
        Assert.Contains("Said again.", (await again.ReadPageAsync()).QuerySelector("textarea[name=comment]")!.TextContent, StringComparison.Ordinal);
        if (isWithoutVersion) await Polling.UntilAsync(async () => (await later.OpenAsync($"{Address}/history")).QuerySelectorAll("tbody tr").Any(row => row.TextContent.Contains("changed in the content folder", StringComparison.Ordinal)));
    }

    /// <param name="field">The end of the name of the text area in which the words are handed back.</param>
    private static async Task AssertSavedOrHandedBackAsync(HttpResponseMessage answer, string words, string field, bool isSaved)
    {
        Assert.Equal(isSaved, answer.StatusCode is HttpStatusCode.SeeOther);
        if (isSaved) return;
        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.Conflict, HttpStatusCode.ServiceUnavailable]);
        Assert.Contains((await answer.ReadPageAsync()).QuerySelectorAll($"textarea[name$={field}]"), box => box.TextContent.Contains(words, StringComparison.Ordinal));
    }

    /// <summary>Until nothing can be stored any more: after a failed write there may be room for a smaller one.</summary>
    private static async Task FillAsync(SiteProcess site, HttpClient editor, IHtmlDocument report)
    {
        for (var (sent, refused) = (0, 0); refused < 5; sent++)
        {
            Assert.True(sent < 2000, "The disk is never full.");
            using var large = await site.Browser.ReportAsync($"Report {sent} {Filler}");
            using var small = await editor.PostFormAsync(report, "form[action$=comment]", ("comment", $"Comment {sent}"));
            refused = large.StatusCode == HttpStatusCode.ServiceUnavailable && small.StatusCode == HttpStatusCode.ServiceUnavailable ? refused + 1 : 0;
        }
    }

    private static HttpClient Editor(SiteProcess site, CookieContainer cookies) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = site.Browser.BaseAddress };

    private static async Task SignInAsync(HttpClient editor)
    {
        using var signedIn = await editor.PostFormAsync("/editor/sign-in", "main form", ("name", "rita"), ("password", SignedIn.Password));
        Assert.Equal("/editor", signedIn.Target());
    }

    private static string Text(IHtmlDocument page) => page.QuerySelector<IHtmlTextAreaElement>("#f-text")!.Value;

    private static async Task AssertKeptAsync(SiteProcess site, List<string> receipts)
    {
        Assert.Contains("pleasant", (await site.Browser.PageAsync("/articles/heat-or-ice")).Body!.TextContent, StringComparison.Ordinal);
        for (var number = 0; number < receipts.Count; number++)
            Assert.Contains($"Report {number} ", (await site.Browser.PageAsync(receipts[number])).Body!.TextContent, StringComparison.Ordinal);
    }
}
