using BackSpasmSite.Accounts;
using BackSpasmSite.Audit;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Reports.Queue;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>For a flood of reports: shows how much comes in, pauses the form, and blocks networks for a while.</summary>
internal sealed class FormModel(
    CurrentEdition current, IOptions<SiteOptions> options, IOptions<FeedbackOptions> feedback, FormPauses pauses, NetworkBlocks blocks, ReportQueue queue, IntakeCapacity capacity, AuditLog audit)
    : DeskPage(current, options)
{
    private const string Here = "/editor/form";

    /// <summary>For blocking a network. Not longer, because addresses change hands.</summary>
    public static IReadOnlyList<int> Hours { get; } = [1, 6, 24];

    public FormPause? Pause { get; private set; }
    public FeedbackDay Day { get; private set; } = null!;
    public IReadOnlyList<NetworkBlock> Blocks { get; private set; } = [];
    public FeedbackOptions Limits { get; } = feedback.Value;
    public CapacityLimit? Reached { get; private set; }
    public long? FreeMegabytes { get; private set; }

    public override string Title => "Readers’ form";

    public async Task<PageResult> OnGetAsync()
    {
        Pause = await pauses.FindAsync(HttpContext.RequestAborted);
        Day = await queue.LastDayAsync(HttpContext.RequestAborted);
        Reached = capacity.Reached(Day, isVote: false) ?? capacity.Reached(Day, isVote: true);
        FreeMegabytes = capacity.FreeBytes() / 1_000_000;
        Blocks = blocks.All;
        return Page();
    }

    public async Task<IActionResult> OnPostPauseAsync()
    {
        await pauses.PauseAsync(SignedIn!);
        return SeeOther(Here);
    }

    public async Task<IActionResult> OnPostResumeAsync()
    {
        await pauses.ResumeAsync(SignedIn!);
        return SeeOther(Here);
    }

    /// <param name="report">A report that came from the network.</param>
    public async Task<IActionResult> OnPostBlockAsync([FromForm] long report, [FromForm] int hours, [FromForm] string? back)
    {
        if (!Hours.Contains(hours)) return BadRequest();
        // If the network has been forgotten, the report's page says so.
        if (blocks.Block(report, TimeSpan.FromHours(hours), SignedIn!)) await audit.TryRecordAsync(SignedIn, "blocked a network", $"the network of report {report}, for {hours} h");
        return SeeOther(ReturnAddress.Of(back));
    }

    /// <param name="report">The report that the network was blocked for.</param>
    public async Task<IActionResult> OnPostUnblockAsync([FromForm] long report, [FromForm] string? back)
    {
        if (blocks.Lift(report)) await audit.TryRecordAsync(SignedIn, "unblocked a network", $"the network of report {report}");
        return SeeOther(ReturnAddress.Of(back));
    }
}
