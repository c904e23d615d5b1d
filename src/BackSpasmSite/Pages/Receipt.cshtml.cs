using BackSpasmSite.Content;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

/// <summary>What became of a report, and a way to delete its text.</summary>
[IgnoreAntiforgeryToken]
internal sealed class ReceiptModel(CurrentEdition current, IOptions<SiteOptions> options, ReportStore store) : PrivatePage(current, options)
{
    public Report Report { get; private set; } = null!;
    public ReportStatusText ReportStatusText { get; private set; } = null!;
    public Article? Article { get; private set; }

    /// <summary>Also for a duplicate, by the correction for its original.</summary>
    public (Article Article, Correction Correction)? Corrected { get; private set; }

    /// <summary>For the reader to keep. Not a canonical address, because nobody else should learn it.</summary>
    public Uri Link => new(BaseUrl, $"/feedback/{Report.Receipt}");

    public override string Title => "Your report";

    /// <summary>Read from the address only: a body could name another receipt, or be malformed.</summary>
    private string Receipt => (string)RouteData.Values["receipt"]!;

    public Task<IActionResult> OnGetAsync() => TryAsync(async () =>
    {
        if (await store.FindAsync(Receipt, HttpContext.RequestAborted) is not { } report) return NotFound();
        Report = report;
        var original = await store.FindOriginalAsync(report, HttpContext.RequestAborted);
        ReportStatusText = ReportStatusText.Of(report, original);
        Article = ArticleOf(report);
        Corrected = CorrectionOf(original ?? report);
        return Page();
    });

    public Task<IActionResult> OnPostAsync() => TryAsync(async () =>
        await store.EraseAsync(Receipt) ? SeeOther($"/feedback/{Receipt}") : NotFound());

    private Article? ArticleOf(Report report) => Edition?.Find(report.Article);

    private (Article, Correction)? CorrectionOf(Report report) =>
        report.State is ReportState.Corrected && ArticleOf(report) is { } article &&
        article.FrontMatter.Corrections.LastOrDefault(correction => correction.Reports.Any(number => number == report.Id)) is { } correction
            ? (article, correction)
            : null;

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
