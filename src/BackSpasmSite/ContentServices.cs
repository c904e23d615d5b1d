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
        .AddSingleton(provider => provider.GetService<ContentReadAhead>() is { } ahead && ahead.Path == provider.GetRequiredService<ContentFolder>().Path
            ? ahead.Builder
            : new EditionBuilder(provider.GetRequiredService<ContentFolder>(), provider.GetRequiredService<IHostEnvironment>().IsDevelopment()))
        .AddSingleton<CurrentEdition>()
        .AddSingleton<FeedHistoryFile>()
        .AddSupervised<ContentWatcher>();

    /// <summary>
    /// Begins to read the content while the site is being put together, which takes as long and uses one core. The settings are not validated
    /// yet: if the folder turns out to be another one, it is read as if nothing had been read before.
    /// </summary>
    public static void ReadAhead(this WebApplicationBuilder builder)
    {
        var folder = new ContentFolder(Settings.ContentPath(builder.Configuration));
        var editions = new EditionBuilder(folder, builder.Environment.IsDevelopment());
        editions.ReadAhead(ContentWatcher.Many);
        builder.Services.AddSingleton(new ContentReadAhead(folder.Path, editions));
    }

    private sealed record ContentReadAhead(string Path, EditionBuilder Builder);
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
