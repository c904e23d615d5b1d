using BackSpasmSite.Hosting;

namespace BackSpasmSite.History;

internal static class HistoryServices
{
    public static IServiceCollection AddHistory(this IServiceCollection services) => services
        .AddSingleton<RevisionStore>()
        .AddSingleton<RevisionHistory>()
        .AddSingleton<SecondPairOfEyes>()
        .AddSingleton<SignedReviews>()
        .AddSingleton<ArticleSaver>()
        .AddSupervised<RevisionWatcher>();
}
