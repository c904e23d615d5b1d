using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Email;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Reports.Queue;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

internal sealed class IndexModel(CurrentEdition current, IOptions<SiteOptions> options, ReportQueue queue, BulkSpam spam, IntakeCapacity capacity)
    : DeskPage(current, options)
{
    public InboxQuery Query { get; private set; } = new();
    public QueuePage Queue { get; private set; } = null!;
    public ReportCounts Counts { get; private set; } = null!;

    /// <summary>A change made just now, and how much of it can still be undone.</summary>
    public (Guid Change, int Marked, int Untouched)? Marked { get; private set; }

    /// <summary>The last 24 hours, and the limit they have reached.</summary>
    public (FeedbackDay Day, CapacityLimit? Reached) Intake { get; private set; }

    /// <summary>Marking everything that matches needs a filter, all of which could be applied.</summary>
    public bool MayMarkAll => Query.IsNarrowed && Query.Errors.Count == 0;

    public override string Title => "Inbox";

    public string TitleOf(string article) => Edition?.Find(article)?.Title ?? article;

    /// <summary>How many selected reports were not marked because they are harmful.</summary>
    public int LeftOut { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery] Guid? marked, [FromQuery] string? harmful)
    {
        LeftOut = ReportForm.Number(harmful) is > 0 and <= int.MaxValue and var left ? (int)left : 0;
        Query = InboxQuery.Of(Request.Query);
        if (PageNumber() is not { } number) return NotFound();
        if (Request.Query.ContainsKey("page") && number == 1) return RedirectPermanent(Query.Address(marked: marked));
        if (await queue.ReadAsync(Query.Filter, number, HttpContext.RequestAborted) is not { } found) return NotFound();

        Queue = found;
        Counts = await queue.CountAsync(HttpContext.RequestAborted);
        var day = await queue.LastDayAsync(HttpContext.RequestAborted);
        Intake = (day, capacity.Reached(day, isVote: false) ?? capacity.Reached(day, isVote: true));
        if (marked is { } change)
        {
            var count = await spam.CountAsync(change, HttpContext.RequestAborted);
            Marked = (change, count.Marked, count.Untouched);
        }

        return Page();
    }

    /// <param name="all">Everything that matches the filter, on every page, instead of the selected rows.</param>
    /// <param name="seen">When the page was read, in ticks.</param>
    public async Task<IActionResult> OnPostSpamAsync([FromForm] string[] row, [FromForm] bool all, [FromForm] long seen)
    {
        Query = InboxQuery.Of(Request.Query);
        if (seen < 0 || seen > DateTime.MaxValue.Ticks || (all && !MayMarkAll)) return BadRequest();
        var rows = all ? null : RowChoice.Of(row);
        if (rows?.IsEmpty == true) return SeeOther(Query.Address(PageNumber() ?? 1));

        var at = new DateTime(seen, DateTimeKind.Utc);
        var leftOut = await spam.CountLeftOutAsync(Query.Filter, rows, at, HttpContext.RequestAborted);
        var change = await spam.MarkAsync(Query.Filter, rows, at, SignedIn!);
        // The last page may have become empty.
        var page = PageNumber() is { } number && await queue.ReadAsync(Query.Filter, number, HttpContext.RequestAborted) is not null ? number : 1;
        return SeeOther(Query.Address(page, change, leftOut: leftOut));
    }

    public async Task<IActionResult> OnPostUndoAsync([FromForm] Guid change)
    {
        await spam.UndoAsync(change, SignedIn!);
        return SeeOther(InboxQuery.Of(Request.Query).Address(PageNumber() ?? 1, change));
    }

    /// <param name="seen">The time of the newest e-mail listed, in ticks.</param>
    public async Task<IActionResult> OnPostMailSeenAsync([FromForm] long seen, [FromServices] EmailDeliveryProblems mail)
    {
        if (seen < 0 || seen > DateTime.MaxValue.Ticks) return BadRequest();
        await mail.SeenAsync(new DateTime(seen, DateTimeKind.Utc), SignedIn!);
        return SeeOther(InboxQuery.Of(Request.Query).Address(PageNumber() ?? 1));
    }

    private int? PageNumber() => Request.Query["page"] switch
    {
        [] => 1,
        [var one] when ReportForm.Number(one) is > 0 and <= int.MaxValue / QueuePage.Size and var number && one == number.ToString() => (int)number,
        _ => null,
    };
}

/// <param name="Href">Keeps the filter, so that the report can lead to the next one.</param>
internal sealed record InboxRow(QueueRow Row, DateTime At, string Title, string Href)
{
    private const int Most = 140;

    /// <summary>The passage, or else the message.</summary>
    public string? Words => (Row.First.Quote ?? Row.First.Message) is { } words ? TerminalText.OneLine(words, Most) : null;

    /// <summary>The message, if <see cref="Words"/> is the passage.</summary>
    public string? More => Row.First.Quote is not null && Row.First.Message is not null ? TerminalText.OneLine(Row.First.Message, Most) : null;

    public string? Suspicion => Row.Suspected switch
    {
        0 => null,
        1 when Row.Count == 1 => DeskWords.Of(Row.First.Suspicion!.Value),
        var some => $"Possible spam: {some:N0} of {Row.Count:N0}",
    };

    public string WithoutWords => Row.First.IsErased ? "The text was erased" : "No text, only a concern";
}
