using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Cli;

/// <summary>
/// The settings of a verb: the same ones, from the same places and judged by the same rules, as when the site is served.
/// </summary>
internal static class VerbSettings
{
    /// <summary>Reads one section, so that a verb stops only at a mistake in what it needs.</summary>
    /// <param name="settings">Those that were typed, as <c>--Key=value</c>.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public static TOptions Read<TOptions>(string[] settings)
        where TOptions : class
    {
        using var services = Services(settings).BuildServiceProvider();
        return services.GetRequiredService<IOptions<TOptions>>().Value;
    }

    /// <summary>All of them, for a verb that works with a room of the house.</summary>
    /// <param name="settings">Those that were typed, as <c>--Key=value</c>.</param>
    public static IServiceCollection Services(string[] settings) =>
        new ServiceCollection().AddSingleton(Configuration(settings)).AddSettings();

    /// <summary>Judges all of them, and where to listen.</summary>
    /// <exception cref="OptionsValidationException">One or more are wrong: every one that can be named at once.</exception>
    public static void ThrowOnMistakes(IServiceProvider services)
    {
        var addresses = ListenAddresses.Validate(services.GetRequiredService<IConfiguration>()).ToList();
        if (addresses.Count > 0) throw new OptionsValidationException("urls", typeof(ListenAddresses), addresses);
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (AggregateException several)
        {
            throw new OptionsValidationException("settings", typeof(Settings),
                several.InnerExceptions.OfType<OptionsValidationException>().SelectMany(one => one.Failures));
        }
    }

    /// <summary>From the same places as when the site is served.</summary>
    public static IConfiguration Configuration(string[] settings)
    {
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
            ?? Environments.Production;
        environment = new ConfigurationBuilder().AddCommandLine(settings).Build()["environment"] ?? environment;
        return new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(settings)
            .Build();
    }
}

/// <summary>The content a verb works on, read by the same rules as when the site is served.</summary>
/// <param name="Path">The content folder's full path.</param>
internal sealed record LoadedContent(string Path, Edition Edition)
{
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public static LoadedContent Read(string[] settings, CommandContext commandContext)
    {
        var path = VerbSettings.Read<SiteOptions>(settings).ContentPath;
        return new LoadedContent(path, new EditionBuilder(new ContentFolder(path), drafts: false).Build(commandContext.Time.GetUtcNow()));
    }
}
