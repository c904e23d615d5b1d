using System.Data.Common;
using System.Net;
using BackSpasmSite.Accounts;
using BackSpasmSite.Audit;
using BackSpasmSite.Content;
using BackSpasmSite.Reports.Holds;
using BackSpasmSite.Reports.Queue;
using BackSpasmSite.Tests.Accounts;
using BackSpasmSite.Tests.Pages.Editor;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;

namespace BackSpasmSite.Tests.Audit;

public abstract class AuditLogTests : IAsyncDisposable
{
    private readonly DeskSite _desk = new();

    private TestSite Site => _desk.Site;

    [Theory]
    [InlineData("DELETE FROM AuditRecords")]
    [InlineData("UPDATE AuditRecords SET By = 'somebody else'")]
    [InlineData("UPDATE AuditRecords SET IsWarning = 0 WHERE Id = 1")]
    public async Task Nobody_changes_or_deletes_what_is_recorded(string change)
    {
        await Site.AddEditorAsync();
        Assert.Contains("only added to", Assert.ThrowsAny<DbException>(() => Site.Database.Run(change)).Message);
        Assert.Equal(["added the account"], Site.Database.Read("SELECT What FROM AuditRecords"));
    }

    [Fact]
    public async Task What_editors_do_is_recorded_without_readers_words()
    {
        await _desk.KeepAsync(_desk.Report(message: "My secret.", quote: "It is pleasant."), _desk.Report(message: "My secret.", quote: "Either helps a little."), _desk.Report());
        using var browser = await _desk.SignInAsync();
        using (var edited = await browser.PostFormAsync("/editor/articles/heat-or-ice", "form#editor",
            ("text", Site.Content.Read("articles/heat-or-ice.md").Replace("It is pleasant.", "It is fine.", StringComparison.Ordinal)), ("do", "save")))
            Assert.Equal(HttpStatusCode.SeeOther, edited.StatusCode);
        using (var corrected = await browser.PostFormAsync("/editor/reports/2/correct", "form#editor",
            ("text", Site.Content.Read("articles/heat-or-ice.md").Replace("a little", "a lot", StringComparison.Ordinal)), ("note", "Why."), ("do", "save")))
            Assert.Equal(HttpStatusCode.SeeOther, corrected.StatusCode);
        var holds = Site.Services.GetRequiredService<HoldKeeper>();
        var edition = Site.Services.GetRequiredService<CurrentEdition>().Edition!;
        await holds.PlaceAsync(1, wholeArticle: true, edition, "ann");
        foreach (var hold in await holds.ListAsync(TestContext.Current.CancellationToken)) await holds.LiftAsync(hold.Id, "ann");
        await Site.Services.GetRequiredService<BulkSpam>().MarkAsync(new QueueFilter(), RowChoice.Of(["#3"]), DateTime.MaxValue, "ann");
        using (var begun = await browser.PostFormAsync("/editor/new-article", "form#new", ("title", "Stripes"), ("description", "Words."), ("author", "ann"), ("topics", "heat")))
            Assert.Equal(HttpStatusCode.SeeOther, begun.StatusCode);

        Assert.Equal(
            [
                "ann edited the article: articles/heat-or-ice.md",
                "ann corrected the article: articles/heat-or-ice.md",
                "ann hid the article: heat-or-ice",
                "ann showed the article again: heat-or-ice",
                "ann marked reports as spam: 1 report",
                "ann created a draft: articles/stripes.md",
            ],
            Site.Database.Read("SELECT By || ' ' || What || ': ' || Subject FROM AuditRecords ORDER BY Id"));
        Assert.DoesNotContain(Site.Events, happened => happened.RenderMessage(null).Contains("My secret", StringComparison.Ordinal));
        Assert.Contains(Site.Events, happened => happened.RenderMessage(null) == "Desk: \"ann\" \"edited the article\": \"articles/heat-or-ice.md\"");
    }

    [Fact]
    public async Task Accounts_and_sign_ins_are_recorded()
    {
        await Site.AddEditorAsync();
        using var browser = Site.SignedOut();
        (await browser.PostFormAsync("/editor/sign-in", "main form", ("name", "ann"), ("password", SignedIn.Password))).Dispose();
        (await browser.PostFormAsync("/editor/account", "form:has(#f-chosen)",
            ("password", SignedIn.Password), ("chosen", "another battery of horses"), ("again", "another battery of horses"))).Dispose();
        (await browser.PostFormAsync("/editor", "header form")).Dispose();
        await using (var scope = Site.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<EditorAccounts>();
            Assert.Null((await accounts.SetPasswordAsync("ann", SignedIn.Password)).Refusal);
            Assert.Null((await accounts.ResetSecondFactorAsync("ann")).Refusal);
            Assert.Null((await accounts.RemoveAsync("ann")).Refusal);
        }

        Assert.Equal(
            [
                "(command line) added the account ann", "ann signed in ", "ann changed the password ann", "ann signed out ",
                "(command line) set the password ann", "(command line) reset the second factor ann", "(command line) removed the account ann",
            ],
            Site.Database.Read("SELECT By || ' ' || What || ' ' || COALESCE(Subject, '') FROM AuditRecords ORDER BY Id"));
    }

    [Fact]
    public async Task The_desk_shows_it_page_by_page_the_newest_first_and_by_who_and_what()
    {
        using var browser = await _desk.SignInAsync();
        var log = Site.Services.GetRequiredService<AuditLog>();
        for (var i = 0; i < 101; i++) await log.RecordAsync("ben", "edited the article", FormattableString.Invariant($"articles/{i}.md"));
        await log.RecordAsync(null, "was locked out", "<b>\u202Eeve", warning: true);

        var first = await browser.OpenAsync("/editor/audit");
        var rows = first.QuerySelectorAll("tbody tr");
        Assert.Equal(100, rows.Length);
        Assert.Contains("Needs attention", rows[0].TextContent);
        Assert.Contains("<b>‹U+202E›eve", rows[0].TextContent);
        Assert.Contains("articles/100.md", rows[1].TextContent);
        Assert.Equal(2, (await browser.OpenAsync("/editor/audit?page=2")).QuerySelectorAll("tbody tr").Length);
        var bens = await browser.OpenAsync("/editor/audit?who=ben&what=edited%20the%20article");
        Assert.Equal("/editor/audit?who=ben&what=edited%20the%20article&page=2", bens.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Single((await browser.OpenAsync("/editor/audit?what=was%20locked%20out")).QuerySelectorAll("tbody tr"));
        using var none = await browser.GetAsync("/editor/audit?page=9", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Contains(Site.Events, happened => happened.Level == LogEventLevel.Warning && happened.RenderMessage(null).Contains("was locked out", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();
}

public sealed class AuditLogTestsOnSqlite : AuditLogTests;

public sealed class AuditLogTestsOnPostgreSql : AuditLogTests;
