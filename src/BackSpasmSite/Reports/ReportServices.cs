using BackSpasmSite.Email;
using BackSpasmSite.Hosting;
using BackSpasmSite.Reports.Emails;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Reports;

/// <summary>Registers this room.</summary>
internal static class ReportServices
{
    /// <summary>Taking reports and votes in, telling what became of them, and keeping them no longer than is said.</summary>
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
}
