using BackSpasmSite.Feedback;

namespace BackSpasmSite.Desk;

/// <summary>Registers this room.</summary>
internal static class DeskRoom
{
    /// <summary>What editors see of reports, and do with them.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddSingleton<VoteCounts>()
        .AddSingleton<ArticleTable>();
}
