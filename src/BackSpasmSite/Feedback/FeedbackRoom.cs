namespace BackSpasmSite.Feedback;

/// <summary>Registers this room.</summary>
internal static class FeedbackRoom
{
    /// <summary>Taking reports and votes in, telling what became of them, and keeping them no longer than is said.</summary>
    public static IServiceCollection AddFeedback(this IServiceCollection services) => services
        .AddSingleton<ClientKeys>()
        .AddSingleton<FeedbackStore>()
        .AddSingleton<FeedbackIntake>()
        .AddSingleton<ClosedReports>()
        .AddHostedService<Retention>()
        .AddHostedService<ClosingMails>();
}
