using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Feeds;
using BackSpasmSite.Hosting;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite;

/// <summary>Registers this room.</summary>
internal static class ContentServices
{
    /// <summary>The current edition of the content, and the watcher that keeps it current.</summary>
    public static IServiceCollection AddContent(this IServiceCollection services) => services
        .AddSingleton(provider => new ContentFolder(provider.GetRequiredService<IOptions<SiteOptions>>().Value.ContentPath))
        .AddSingleton(provider => new EditionBuilder(
            provider.GetRequiredService<ContentFolder>(),
            provider.GetRequiredService<IHostEnvironment>().IsDevelopment()))
        .AddSingleton<CurrentEdition>()
        .AddSingleton<FeedHistoryFile>()
        .AddSupervised<ContentWatcher>();
}

/// <summary>Registers this room.</summary>
internal static class EditingServices
{
    /// <summary>Changing articles' files from the desk.</summary>
    public static IServiceCollection AddEditing(this IServiceCollection services) => services
        .AddSingleton(provider => new PreviewBuilder(
            provider.GetRequiredService<ContentFolder>(),
            provider.GetRequiredService<IHostEnvironment>().IsDevelopment(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<PreviewQueue>()
        .AddSingleton<ArticleEditor>()
        .AddSingleton<ReviewSigner>();
}
