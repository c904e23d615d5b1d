using BackSpasmSite.Email;
using BackSpasmSite.Hosting;
using BackSpasmSite.Reports.Emails;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Reports;

/// <summary>Registers this room.</summary>
internal static class FeedbackRoom
{
    /// <summary>Taking reports and votes in, telling what became of them, and keeping them no longer than is said.</summary>
    public static IServiceCollection AddFeedback(this IServiceCollection services) => services
        .AddSingleton<FeedbackStore>()
        .AddSingleton<IntakeCapacity>()
        .AddSingleton<NetworkBlocks>()
        .AddSupervised<FormPauses>()
        .AddSingleton<FeedbackIntake>()
        .AddSingleton<EditorsMail>()
        .AddSingleton<Letter, ClosingLetter>()
        .AddSupervised<EditorsMailCheck>()
        .AddSupervised<Retention>();
}
