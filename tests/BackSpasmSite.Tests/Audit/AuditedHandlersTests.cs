using System.Net;
using System.Reflection;
using BackSpasmSite.Audit;
using BackSpasmSite.Data;
using BackSpasmSite.Email;
using BackSpasmSite.Http;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Tests.Accounts;
using BackSpasmSite.Tests.Pages.Editor;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Audit;

/// <summary>Every change at the desk leaves one entry.</summary>
public abstract class AuditedHandlersTests : IAsyncDisposable
{
    /// <summary>Every handler that can change something, and the test that checks its entry.</summary>
    private static readonly Dictionary<string, string> Handlers = new()
    {
        ["Account.OnPostBeginAsync"] = nameof(AuditLogTests),
        ["Account.OnPostCodesAsync"] = nameof(AuditLogTests),
        ["Account.OnPostEndAsync"] = nameof(AuditLogTests),
        ["Account.OnPostOffAsync"] = nameof(AuditLogTests),
        ["Account.OnPostPasswordAsync"] = nameof(AuditLogTests),
        ["AddPapers.OnPostAsync"] = "ReferencesPageTests",
        ["ArticleVersion.OnPostAsync"] = "ArticleHistoryTests, by ArticleSaver",
        ["Comment.OnPostAsync"] = "EditorRoleTests",
        ["Correct.OnPostAsync"] = nameof(AuditLogTests),
        ["EditArticle.OnPostAsync"] = nameof(AuditLogTests),
        ["EditPaper.OnPostAsync"] = "ReferencesPageTests",
        ["Form.OnPostBlockAsync"] = nameof(The_readers_form_is_paused_and_networks_are_blocked_with_an_entry_each),
        ["Form.OnPostPauseAsync"] = nameof(The_readers_form_is_paused_and_networks_are_blocked_with_an_entry_each),
        ["Form.OnPostResumeAsync"] = nameof(The_readers_form_is_paused_and_networks_are_blocked_with_an_entry_each),
        ["Form.OnPostUnblockAsync"] = nameof(The_readers_form_is_paused_and_networks_are_blocked_with_an_entry_each),
        ["Holds.OnPostAsync"] = nameof(AuditLogTests),
        ["Images.OnPostAsync"] = "NewContentTests",
        ["Index.OnPostMailSeenAsync"] = nameof(The_inbox_leaves_an_entry_for_each_change),
        ["Index.OnPostSpamAsync"] = nameof(The_inbox_leaves_an_entry_for_each_change),
        ["Index.OnPostUndoAsync"] = nameof(The_inbox_leaves_an_entry_for_each_change),
        ["NewArticle.OnPostAsync"] = nameof(AuditLogTests),
        ["Publication.OnPostAsync"] = "PublicationTests",
        ["Report.OnPostAsync"] = nameof(Each_action_on_a_report_leaves_one_entry),
        ["Report.OnPostEraseAsync"] = nameof(Each_action_on_a_report_leaves_one_entry),
        ["SecondFactor.OnPostAsync"] = "signing in, see AuditLogTests",
        ["SetUp.OnPostAsync"] = "SecondFactorTests",
        ["SignIn.OnPostAsync"] = nameof(AuditLogTests),
        ["SignInAgain.OnPostAsync"] = "changes nothing: keeps a form over a sign-in",
        ["SignOut.OnPostAsync"] = nameof(AuditLogTests),
        ["SignReview.OnPostAsync"] = "SignedReviews records it",
    };

    private readonly DeskSite _desk = new();

    private TestSite Site => _desk.Site;

    [Fact]
    public void A_new_handler_of_the_desk_needs_an_audit_entry_and_its_line_here()
    {
        var handlers = typeof(AuditLog).Assembly.GetTypes()
            .Where(type => type.Namespace == "BackSpasmSite.Pages.Editor" && typeof(PageModel).IsAssignableFrom(type) && !type.IsAbstract)
            .SelectMany(page => page.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(method => method.Name.StartsWith("On", StringComparison.Ordinal) && !method.Name.StartsWith("OnGet", StringComparison.Ordinal))
                .Select(method => $"{page.Name[..^"Model".Length]}.{method.Name}"));

        Assert.Equal(Handlers.Keys.Order(StringComparer.Ordinal), handlers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_action_on_a_report_leaves_one_entry()
    {
        await _desk.KeepAsync(_desk.Report(message: "My secret."), _desk.Report());
        using var browser = await _desk.SignInAsync();
        foreach (var action in new[] { "take", "spam", "not-spam", "legal", "release", "decline", "reopen" })
            await DoAsync(("do", action), ("answer", "Because."));
        await DoAsync(("do", "save"), ("note", "Ask Rita."));
        await DoAsync(("do", "save"));
        using (var looked = await browser.PostFormAsync("/editor/reports/1", "#desk-form", ("original", "2"), ("do", "duplicate")))
        using (var confirmed = await browser.PostFormAsync(await looked.ReadPageAsync(), "#desk-form", ("do", "duplicate")))
            Assert.Equal(HttpStatusCode.SeeOther, confirmed.StatusCode);
        await DoAsync(("do", "not-duplicate"));
        (await browser.PostFormAsync("/editor/reports/1", "form[action*=Erase]")).Dispose();

        Assert.Equal(
            [
                "took on a report: report 1", "marked a report as spam: report 1", "marked a report as not spam: report 1", "put a report on legal hold: report 1",
                "released a report from legal hold: report 1", "declined a report: report 1", "reopened a report: report 1", "edited the answer or note: report 1",
                "marked a report as a duplicate: report 1", "marked a report as not a duplicate: report 1", "erased a report’s words: report 1",
            ],
            Entries());

        // If the entry can't be written, the change is not made.
        Site.Database.RefuseRows("AuditRecords");
        using var refused = await browser.PostFormAsync("/editor/reports/2", "#desk-form", ("do", "spam"));
        Assert.NotEqual(HttpStatusCode.SeeOther, refused.StatusCode);
        Assert.Equal(ReportState.New, (await _desk.ReadAsync(2)).State);

        async Task DoAsync(params (string, string)[] fields)
        {
            using var answer = await browser.PostFormAsync("/editor/reports/1", "#desk-form", fields);
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_inbox_leaves_an_entry_for_each_change()
    {
        await _desk.KeepAsync(_desk.Report(), _desk.Report(), _desk.Report(concern: Concern.Harmful));
        await Site.Services.GetRequiredService<SerializedDatabase>().WriteAsync(open =>
        {
            open.Add(new UndeliveredEmail { Kind = EmailKind.Digest, To = "gone@spine.example", Report = 1, Reason = "the mail server answered 550", Count = 3, At = DateTime.UnixEpoch });
            return Task.FromResult(true);
        });
        using var browser = await _desk.SignInAsync();

        (await browser.PostFormAsync("/editor", "form[aria-label=Mail]")).Dispose();
        using var marked = await browser.PostFormAsync("/editor", "form:has(table)", ("row", "#1"), ("row", "#2"), ("row", "#3"));
        var inbox = await browser.OpenAsync(marked.Headers.Location!.OriginalString);
        Assert.Contains("1 report was left out", inbox.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        (await browser.PostFormAsync(inbox, "form[action*=Undo]")).Dispose();

        Assert.Equal(["dismissed undelivered e-mails: 3 e-mails", "marked reports as spam: 2 reports", "undid marking reports as spam: 2 reports"], Entries());
        Assert.Equal(ReportState.New, (await _desk.ReadAsync(3)).State);
    }

    [Fact]
    public async Task The_readers_form_is_paused_and_networks_are_blocked_with_an_entry_each()
    {
        await _desk.KeepAsync(_desk.Report());
        using var browser = await _desk.SignInAsync();
        (await browser.PostFormAsync("/editor/form", "form[action*=Pause]")).Dispose();
        (await browser.PostFormAsync("/editor/form", "form[action*=Resume]")).Dispose();
        Site.Services.GetRequiredService<NetworkBlocks>().Remember(1, new Client(IPAddress.Parse("192.0.2.1"), "", ""));
        (await browser.PostFormAsync("/editor/reports/1", "form[action*=Block]", ("hours", "1"))).Dispose();
        (await browser.PostFormAsync("/editor/reports/1", "form[action*=Unblock]")).Dispose();

        Assert.Equal(
            ["paused the readers’ form: ", "reopened the readers’ form: ", "blocked a network: the network of report 1, for 1 h", "unblocked a network: the network of report 1"],
            Entries());
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private IReadOnlyList<string?> Entries() => Site.Database.Read("SELECT What || ': ' || COALESCE(Subject, '') FROM AuditRecords WHERE \"By\" = 'ann' AND What <> 'signed in' ORDER BY Id");

    public sealed class OnSqlite : AuditedHandlersTests;

    public sealed class OnPostgreSql : AuditedHandlersTests;
}
