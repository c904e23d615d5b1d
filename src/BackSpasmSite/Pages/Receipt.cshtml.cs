using BackSpasmSite.Articles;
using BackSpasmSite.Feedback;
using BackSpasmSite.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

/// <summary>Where a reader sees what became of a report, and may take it back.</summary>
[IgnoreAntiforgeryToken]
internal sealed class ReceiptModel(CurrentEdition current, IOptions<SiteOptions> options, FeedbackStore store) : PrivatePage(current, options)
{
    public Report Report { get; private set; } = null!;
    public Standing Standing { get; private set; } = null!;
    public Article? Article { get; private set; }

    /// <summary>The receipt's whole address, to keep. Not the page's canonical address: nobody else should learn it.</summary>
    public Uri Link => new(BaseUrl, $"/feedback/{Report.Receipt}");

    public override string Title => "Your report";

    /// <summary>From the address alone: a body could name another, or be too broken to be read.</summary>
    private string Receipt => (string)RouteData.Values["receipt"]!;

    public Task<IActionResult> OnGetAsync() => TryAsync(async () =>
    {
        if (await store.FindAsync(Receipt, HttpContext.RequestAborted) is not { } report) return NotFound();
        Report = report;
        Standing = Standing.Of(report);
        Article = Slug.TryParse(report.Article, out var slug) ? Edition?.Articles.GetValueOrDefault(slug) : null;
        return Page();
    });

    public Task<IActionResult> OnPostAsync() => TryAsync(async () =>
        await store.EraseAsync(Receipt) ? SeeOther($"/feedback/{Receipt}") : NotFound());

    private async Task<IActionResult> TryAsync(Func<Task<IActionResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (DatabaseUnavailableException)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
