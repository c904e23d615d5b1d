using System.Net;
using System.Text.RegularExpressions;
using BackSpasmSite.Accounts;
using BackSpasmSite.Tests.Pages.Editor;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Accounts;

public sealed partial class EditorRoleTests : IAsyncDisposable
{
    private const string Article = "articles/heat-or-ice.md";

    /// <summary>The only forms of the desk that a reviewer may send.</summary>
    private static readonly string[] OpenToReviewers =
    [
        "/editor/account", "/editor/account/second-factor", "/editor/articles/{slug}/sign", "/editor/reports/{id:long}/comment", "/editor/second-factor",
        "/editor/sign-in", "/editor/sign-in-again", "/editor/sign-out",
    ];

    /// <summary>Pages that are nothing but a form for editors.</summary>
    private static readonly string[] OnlyForms = ["/editor/add-papers", "/editor/images", "/editor/new-article", "/editor/reports/{id:long}/correct"];

    private readonly DeskSite _desk = new();

    private TestSite Site => _desk.Site;

    [Fact]
    public async Task A_reviewer_reads_every_page_and_may_send_no_form_but_the_listed_ones()
    {
        await _desk.KeepAsync(_desk.Report());
        using var reviewer = await SignInAsReviewerAsync();
        var loader = Site.Services.GetRequiredService<PageLoader>();
        var pages = Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => (Route: $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}", Page: endpoint.Metadata.GetMetadata<PageActionDescriptor>()))
            .Where(page => page.Page is not null && page.Route.StartsWith("/editor", StringComparison.Ordinal)).DistinctBy(page => page.Route).ToList();
        Assert.Empty(OpenToReviewers.Concat(OnlyForms).Except(pages.Select(page => page.Route)));

        foreach (var (route, page) in pages)
        {
            var address = Parameter().Replace(route, match => match.Value.Contains("slug", StringComparison.Ordinal) ? "heat-or-ice" : "1");
            var handlers = (await loader.LoadAsync(page!, EndpointMetadataCollection.Empty)).HandlerMethods.Where(handler => handler.HttpMethod == "POST").Select(handler => handler.Name);
            foreach (var handler in handlers.Append("None").Distinct())
            {
                using var form = new FormUrlEncodedContent([new("text", "x")]);
                using var sent = await reviewer.PostAsync($"{address}?handler={handler}", form, TestContext.Current.CancellationToken);
                Assert.True((sent.StatusCode != HttpStatusCode.Forbidden) == OpenToReviewers.Contains(route), $"POST {address}?handler={handler} answers {sent.StatusCode}");
            }

            using var read = await reviewer.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.True((read.StatusCode == HttpStatusCode.Forbidden) == OnlyForms.Contains(route), $"GET {address} answers {read.StatusCode}");
        }
    }

    [Fact]
    public async Task Pages_show_a_reviewer_no_form_that_would_be_refused_and_say_why()
    {
        await _desk.KeepAsync(_desk.Report(quote: "It is pleasant."));
        using var reviewer = await SignInAsReviewerAsync();

        foreach (var address in new[] { "/editor", "/editor/articles", "/editor/articles/heat-or-ice", "/editor/reports/1", "/editor/holds", "/editor/form", "/editor/references", "/editor/account" })
        {
            var page = await reviewer.OpenAsync(address);
            Assert.Contains("You are signed in as a reviewer", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            foreach (var form in page.QuerySelectorAll("form[method=post]").Where(form => form.QuerySelector("button") is not null))
                Assert.Matches("^/editor/(?:sign-out|account.*|reports/1/comment)$", form.GetAttribute("action")!);
            Assert.Empty(page.QuerySelectorAll("[editors-only]"));
        }

        Assert.Contains("It is pleasant.", (await reviewer.OpenAsync("/editor/articles/heat-or-ice")).QuerySelector("#f-source")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reviewer_comments_on_a_report_and_signs_a_review()
    {
        await _desk.KeepAsync(_desk.Report());
        using var reviewer = await SignInAsReviewerAsync();

        using (var empty = await reviewer.PostFormAsync("/editor/reports/1", "form[action$=comment]", ("comment", " ")))
        {
            Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
            Assert.Contains("Write the comment first.", (await empty.ReadPageAsync()).QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        }

        var before = await _desk.ReadAsync(1);
        using (var commented = await reviewer.PostFormAsync("/editor/reports/1", "form[action$=comment]", ("comment", "The trial had no <control> group.")))
            Assert.Equal("/editor/reports/1?saved", commented.Headers.Location?.OriginalString);
        var after = await _desk.ReadAsync(1);
        Assert.Equal((before.State, before.Version), (after.State, after.Version));
        var history = (await reviewer.OpenAsync("/editor/reports/1")).QuerySelector(".history")!.TextContent;
        Assert.Matches(@"rita\s+commented\s+The trial had no <control> group\.", history);

        using var signed = await reviewer.PostFormAsync("/editor/articles/heat-or-ice/sign", "form[action$=sign]", ("confirm", "yes"));
        Assert.Equal("/editor/articles/heat-or-ice?done=signed", signed.Headers.Location?.OriginalString);
        Assert.Contains("review: { by: rita", Site.Content.Read(Article), StringComparison.Ordinal);
        Assert.Equal(["commented on a report", "signed a review"], Site.Database.Read("SELECT What FROM AuditRecords WHERE \"By\" = 'rita'"));
    }

    [Fact]
    public async Task A_change_of_role_counts_at_once_and_what_was_being_typed_is_handed_back()
    {
        using var rita = await Site.SignInAsync("rita");
        var before = Site.Content.Read(Article);
        var open = await rita.OpenAsync("/editor/articles/heat-or-ice");

        Assert.Null(await SetRoleAsync("RITA", EditorRole.Reviewer));
        using var refused = await rita.PostFormAsync(open, "form#editor", ("text", before.Replace("pleasant", "lovely & <warm>", StringComparison.Ordinal)), ("do", "save"));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var page = await refused.ReadPageAsync();
        Assert.Equal("Only editors can do this", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("It is lovely & <warm>.", page.QuerySelector("textarea[name=text]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, Site.Content.Read(Article));

        Assert.Null(await SetRoleAsync("rita", EditorRole.Editor));
        using var saved = await rita.PostFormAsync("/editor/articles/heat-or-ice", "form#editor", ("text", before.Replace("pleasant", "lovely", StringComparison.Ordinal)), ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
    }

    [Fact]
    public async Task Accounts_from_before_there_were_roles_are_editors()
    {
        using var ready = await Site.SignInAsync("rita");
        Site.Database.Run("INSERT INTO Editors (Id, UserName, NormalizedUserName, SecurityStamp, EmailConfirmed, PhoneNumberConfirmed, TwoFactorEnabled, LockoutEnabled, AccessFailedCount) VALUES ('old', 'old', 'OLD', 'stamp', 0, 0, 0, 0, 0)");

        using var old = await Site.SignInAsync("old");

        Assert.NotNull((await old.OpenAsync("/editor/articles/heat-or-ice")).QuerySelector("form#editor"));
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    /// <summary>The account of the small site's reviewer.</summary>
    private async Task<HttpClient> SignInAsReviewerAsync()
    {
        var browser = await Site.SignInAsync("rita");
        Assert.Null(await SetRoleAsync("rita", EditorRole.Reviewer));
        return browser;
    }

    private async Task<string?> SetRoleAsync(string name, EditorRole role)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<EditorAccounts>().SetRoleAsync(name, role)).Refusal;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
