using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Hosting;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite;

/// <summary>Registers this room.</summary>
internal static class ArticlesRoom
{
    /// <summary>The current edition of the content, and the watcher that keeps it current.</summary>
    public static IServiceCollection AddArticles(this IServiceCollection services) => services
        .AddSingleton(provider => new ContentFolder(provider.GetRequiredService<IOptions<SiteOptions>>().Value.ContentPath))
        .AddSingleton(provider => new EditionBuilder(
            provider.GetRequiredService<ContentFolder>(),
            provider.GetRequiredService<IHostEnvironment>().IsDevelopment()))
        .AddSingleton<CurrentEdition>()
        .AddSupervised<ContentWatcher>();
}

/// <summary>Registers this room.</summary>
internal static class AuthoringRoom
{
    /// <summary>Changing articles' files from the desk.</summary>
    public static IServiceCollection AddAuthoring(this IServiceCollection services) => services
        .AddSingleton(provider => new TrialPress(
            provider.GetRequiredService<ContentFolder>(),
            provider.GetRequiredService<IHostEnvironment>().IsDevelopment(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<TrialQueue>()
        .AddSingleton<ArticleDesk>()
        .AddSingleton<ReviewDesk>();
}
