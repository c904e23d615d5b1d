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

/// <summary>Registers reading and watching the content.</summary>
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

/// <summary>Registers editing the content at the desk.</summary>
internal static class EditingServices
{
    public static IServiceCollection AddEditing(this IServiceCollection services) => services
        .AddSingleton(provider => new PreviewBuilder(
            provider.GetRequiredService<ContentFolder>(),
            provider.GetRequiredService<IHostEnvironment>().IsDevelopment(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<PreviewQueue>()
        .AddSingleton<ArticleEditor>()
        .AddSingleton<PaperEditor>()
        .AddSingleton<ReviewSigner>();
}
