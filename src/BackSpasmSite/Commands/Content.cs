using BackSpasmSite.Articles;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Commands;

/// <summary>The content a verb works on, found by the same settings and read by the same rules as when the site is served.</summary>
/// <param name="Path">The content folder's full path.</param>
internal sealed record Content(string Path, Edition Edition)
{
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public static Content Read(string[] settings, Caller caller)
    {
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
            ?? Environments.Production;
        environment = new ConfigurationBuilder().AddCommandLine(settings).Build()["environment"] ?? environment;
        var configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(settings)
            .Build();

        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSettings()
            .BuildServiceProvider();
        var path = services.GetRequiredService<IOptions<SiteOptions>>().Value.ContentPath;
        return new Content(path, new EditionBuilder(new ContentFolder(path), drafts: false).Build(caller.Time.GetUtcNow()));
    }
}
