using BackSpasmSite.Audit;
using BackSpasmSite.Email;
using BackSpasmSite.Hosting;
using BackSpasmSite.Http;
using BackSpasmSite.Reports.Corrections;
using BackSpasmSite.Reports.Emails;
using BackSpasmSite.Reports.Holds;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Reports.Queue;

namespace BackSpasmSite.Reports;

internal static class ReportServices
{
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<IntakeHealthCheck>("intake", tags: [HealthEndpoints.Reports]);
        return services
            .AddSingleton<ReportStore>()
            .AddSingleton<IntakeCapacity>()
            .AddSingleton<NetworkBlocks>()
            .AddSupervised<FormPauses>()
            .AddSingleton<ReportIntake>()
            .AddSingleton<EditorNotifications>()
            .AddSingleton<EmailTemplate, ReportClosedEmail>()
            .AddSupervised<EditorNotificationsCheck>()
            .AddSupervised<Retention>();
    }

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
        .AddSingleton<ReportPlaces>()
        .AddSingleton<HoldsFile>()
        .AddSupervised<HoldKeeper>();
}
