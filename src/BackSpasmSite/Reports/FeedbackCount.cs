using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports;

/// <summary>How many reports and votes a database holds.</summary>
internal sealed record FeedbackCount(int Reports, int Votes)
{
    public static async Task<FeedbackCount> OfAsync(SiteDatabase open, CancellationToken cancellation) =>
        new(await open.Set<Report>().CountAsync(cancellation), await open.Set<Vote>().CountAsync(cancellation));
}
