using BackSpasmSite.Feedback;
using BackSpasmSite.Mail;

namespace BackSpasmSite.Desk;

/// <summary>Registers this room.</summary>
internal static class DeskRoom
{
    /// <summary>What editors see of reports and do with them, and the mail that tells of new ones.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddSingleton<VoteCounts>()
        .AddSingleton<ArticleTable>()
        .AddSingleton<ReportQueue>()
        .AddSingleton<ReportFiles>()
        .AddSingleton<ReportDesk>()
        .AddSingleton<DeskAudit>()
        .AddSingleton<BulkSpam>()
        .AddSingleton<CorrectionDrafts>()
        .AddSingleton<CorrectionClosing>()
        .AddSingleton<CorrectionDesk>()
        .AddSingleton<MendedHolds>()
        .AddSupervised<CorrectionWatcher>()
        .AddSingleton<Letter, HarmfulLetter>()
        .AddSingleton<Letter, DigestLetter>()
        .AddSingleton<PassageDesk>()
        .AddSupervised<HoldKeeper>();
}
