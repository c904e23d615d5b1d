using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Queue;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

internal sealed class ArticlesModel(CurrentEdition current, IOptions<SiteOptions> options, ArticleTable table) : DeskPage(current, options)
{
    public override string Title => "Articles";

    public IReadOnlyList<ArticleRow> Rows { get; private set; } = [];

    public IReadOnlyList<Diagnostic> Elsewhere { get; private set; } = [];

    public IReadOnlyList<AffectedPaper> Affected { get; private set; } = [];

    public bool MaySign => ReviewerAccount.Of(SignedIn, Edition) is not null;

    public async Task<IActionResult> OnGetAsync()
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);

        Rows = await table.RowsAsync(Edition, HttpContext.RequestAborted);
        Elsewhere = [.. ContentCheck.Of(Edition).Where(problem => Rows.All(row => row.Path != problem.Path))];
        Affected = AffectedPaper.AllOf(Edition);
        return Page();
    }
}

internal static class VoteTrend
{
    public const int Width = 104;
    public const int Height = 24;

    private const int Step = Width / VoteHistory.WeekCount;

    /// <summary>Below this, one vote would move a percentage by more than ten points, and a bar would look like a trend.</summary>
    private const int Fewest = 10;

    /// <summary>Whether the bars would say anything.</summary>
    public static bool Shows(VoteHistory votes) => votes.Lately.All >= Fewest && votes.Weeks.Count(week => week.All > 0) > 1;

    /// <summary>One bar for each week with votes, as high as the share of helpful ones.</summary>
    public static IEnumerable<(int X, int Y, int Width, int Height)> Bars(VoteHistory votes) => votes.Weeks
        .Select((week, index) => (week, index))
        .Where(bar => bar.week.All > 0)
        .Select(bar => (bar, height: Math.Max(2, (int)Math.Round(bar.week.Share!.Value * Height))))
        .Select(bar => (bar.bar.index * Step, Height - bar.height, Step - 2, bar.height));

    public static string Share(VoteCount votes) => votes switch
    {
        { Share: null } => "no votes",
        { All: < Fewest } => $"{votes.Yes} of {votes.All}",
        { Share: { } share } => $"{Math.Round(share * 100)}% of {votes.All:N0}",
    };
}
