using BackSpasmSite.Feedback;

namespace BackSpasmSite.Desk;

/// <summary>Registers this room.</summary>
internal static class DeskRoom
{
    /// <summary>What editors see of reports, and do with them.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddSingleton<VoteCounts>()
        .AddSingleton<ArticleTable>()
        .AddSingleton<ReportQueue>()
        .AddSingleton<ReportFiles>()
        .AddSingleton<ReportDesk>()
        .AddSingleton<BulkSpam>()
        .AddSingleton<CorrectionDrafts>()
        .AddSingleton<CorrectionClosing>()
        .AddSingleton<CorrectionDesk>()
        .AddSingleton<MendedHolds>()
        .AddHostedService<CorrectionWatcher>()
        .AddSingleton<PassageDesk>()
        .AddSingleton<HoldKeeper>()
        .AddHostedService(provider => provider.GetRequiredService<HoldKeeper>());
}
