using BackSpasmSite.Audit;
using BackSpasmSite.Email;
using BackSpasmSite.Hosting;
using BackSpasmSite.Reports.Corrections;
using BackSpasmSite.Reports.Emails;
using BackSpasmSite.Reports.Holds;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Reports.Queue;

namespace BackSpasmSite.Reports;

/// <summary>Registers the services for readers' reports and for the desk.</summary>
internal static class ReportServices
{
    /// <summary>Taking in reports and votes, telling readers the outcome, and erasing what is old.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<ReportStore>()
        .AddSingleton<IntakeCapacity>()
        .AddSingleton<NetworkBlocks>()
        .AddSupervised<FormPauses>()
        .AddSingleton<ReportIntake>()
        .AddSingleton<EditorNotifications>()
        .AddSingleton<EmailTemplate, ReportClosedEmail>()
        .AddSupervised<EditorNotificationsCheck>()
        .AddSupervised<Retention>();

    /// <summary>What editors see and do at the desk, and the e-mails that tell them about new reports.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddAudit()
        .AddSingleton<VoteCounts>()
        .AddSingleton<ReportNumbers>()
        .AddSingleton<ArticleTable>()
        .AddSingleton<ReportQueue>()
        .AddSingleton<ReportFiles>()
        .AddSingleton<ReportActions>()
        .AddSingleton<BulkSpam>()
        .AddSingleton<CorrectionDrafts>()
        .AddSingleton<RecordedCorrections>()
        .AddSingleton<CorrectionClosing>()
        .AddSingleton<CorrectionSaver>()
        .AddSingleton<CorrectedHolds>()
        .AddSupervised<CorrectionWatcher>()
        .AddSingleton<EmailTemplate, HarmfulReportEmail>()
        .AddSingleton<EmailTemplate, DigestEmail>()
        .AddSingleton<PassageLookup>()
        .AddSingleton<SignedReviews>()
        .AddSupervised<HoldKeeper>();
}
