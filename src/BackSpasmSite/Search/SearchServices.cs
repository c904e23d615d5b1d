using BackSpasmSite.Hosting;

namespace BackSpasmSite.Search;

internal static class SearchServices
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddSingleton<SearchIndex>()
        .AddSingleton<SiteSearch>()
        .AddSingleton<SearchQueue>()
        .AddSingleton<SearchLimit>()
        .AddSingleton<SearchMisses>()
        .AddSupervised<SearchIndexer>();
}
