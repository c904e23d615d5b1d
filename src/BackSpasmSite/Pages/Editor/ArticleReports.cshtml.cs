using BackSpasmSite.Content;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Queue;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>An article's text with the number of reports beside each part of it.</summary>
internal sealed class ArticleReportsModel(CurrentEdition current, IOptions<SiteOptions> options, ReportPlaces places, PreviewQueue queue) : DeskPage(current, options)
{
    /// <summary>From this many on, the mark is as wide as it gets.</summary>
    private const int Widest = 20;

    public Article Article { get; private set; } = null!;

    /// <summary>Null while other costly work is going on.</summary>
    public ReportsInText? Reports { get; private set; }

    public override string Title => $"Reports on {Article.Title}";

    public string InboxHref => new InboxQuery { Article = Article.Slug.ToString(), State = InboxQuery.All }.Address();

    public async Task<IActionResult> OnGetAsync(string slug)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (!Slug.TryParse(slug, out var key) || Edition.FindAny(key) is not { } article) return NotFound();
        Article = article;
        using var turn = await queue.EnterAsync(HttpContext.RequestAborted);
        if (turn is null) SayBusy();
        else Reports = await places.FindAsync(article, HttpContext.RequestAborted);
        return Page();
    }

    /// <summary>The width of the mark in CSS pixels.</summary>
    public static int Width(int reports) => 4 + (Math.Min(reports, Widest) * 2);

    public static string Words(int count, int waiting) => $"{ReadableNumbers.Reports(count)}{(waiting == 0 ? ", none waiting" : waiting == count ? count == 1 ? ", waiting" : ", all waiting" : $", {waiting:N0} waiting")}";
}
