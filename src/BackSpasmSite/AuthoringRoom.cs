using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Http;

namespace BackSpasmSite;

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
