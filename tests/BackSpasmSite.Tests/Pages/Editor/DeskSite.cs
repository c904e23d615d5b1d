using AngleSharp.Html.Dom;
using BackSpasmSite.Data;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Tests.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Pages.Editor;

/// <summary>The small site with signed-in editors, and reports put into its database.</summary>
internal sealed class DeskSite : IAsyncDisposable
{
    public TestSite Site { get; } = new();

    public Task<HttpClient> SignInAsync(string name = "ann") => Site.SignInAsync(name);

    /// <summary>Stores reports, each received as many minutes ago as there are reports after it, and returns their numbers.</summary>
    public async Task<long[]> KeepAsync(params Report[] reports)
    {
        // Starting the site opens the database.
        using var browser = Site.Browser();
        using var ready = await browser.GetAsync("/healthz/ready", TestContext.Current.CancellationToken);
        await Site.Services.GetRequiredService<SerializedDatabase>().WriteAsync(open =>
        {
            open.AddRange(reports);
            return Task.FromResult(true);
        });
        return [.. reports.Select(report => report.Id)];
    }

    public Report Report(string? message = "What I wrote.", string? quote = null, Concern concern = Concern.Inaccurate, ReportState state = ReportState.New, Suspicion? suspicion = null, string article = "heat-or-ice")
    {
        var at = Site.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.AddHours(-5);
        return new Report
        {
            Receipt = Guid.NewGuid().ToString("N"),
            Article = article,
            ArticleText = "sha256:text",
            Section = "s-heat",
            Quote = quote,
            Passage = PassageKey.Of(article, quote),
            Concern = concern,
            Message = message,
            State = state,
            Suspicion = suspicion,
            ReceivedAt = at,
            ChangedAt = at,
            Version = Guid.NewGuid(),
        };
    }

    public Task<Report> ReadAsync(long id) => Site.Services.GetRequiredService<SerializedDatabase>().ReadAsync(
        open => open.Set<Report>().AsNoTracking().SingleAsync(report => report.Id == id), TestContext.Current.CancellationToken);

    public async Task<IHtmlDocument> ReceiptAsync(long id)
    {
        using var browser = Site.Browser();
        return await browser.OpenAsync($"/feedback/{(await ReadAsync(id)).Receipt}");
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
