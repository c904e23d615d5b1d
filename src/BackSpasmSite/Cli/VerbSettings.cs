using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Cli;

/// <summary>
/// The settings of a verb: from the same sources and validated by the same rules as when the site is served.
/// </summary>
internal static class VerbSettings
{
    /// <summary>Reads one section, so that a verb fails only on an error in what it needs.</summary>
    /// <param name="settings">From the command line, as <c>--Key=value</c>.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public static TOptions Read<TOptions>(string[] settings)
        where TOptions : class
    {
        using var services = Services(settings).BuildServiceProvider();
        return services.GetRequiredService<IOptions<TOptions>>().Value;
    }

    /// <summary>All settings, for a verb that uses the site's services.</summary>
    /// <param name="settings">From the command line, as <c>--Key=value</c>.</param>
    public static IServiceCollection Services(string[] settings) =>
        new ServiceCollection().AddSingleton(Configuration(settings)).AddSettings();

    /// <summary>Validates all settings, and the addresses to listen on.</summary>
    /// <exception cref="OptionsValidationException">Has every error that can be found at once.</exception>
    public static void ThrowOnMistakes(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var addresses = ListenAddresses.Validate(configuration).Concat(OtlpSettings.Validate(configuration)).ToList();
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

    /// <summary>Also what the framework reads to decide where the site listens, such as <c>ASPNETCORE_HTTP_PORTS</c>.</summary>
    public static IConfiguration HostConfiguration(string[] settings) =>
        new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddConfiguration(Configuration(settings)).Build();

    /// <summary>Reads the same sources as when the site is served.</summary>
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

/// <summary>Separates settings from a verb's own options: only the names of settings, apart from the host's, contain a colon.</summary>
internal static class SettingArguments
{
    private static readonly string[] OfTheHost = ["environment", "urls", "http_ports", "https_ports"];

    /// <summary>Splits the arguments into settings, as <c>--Key=value</c>, and others, both in their order.</summary>
    public static (string[] Settings, string[] Others) Split(string[] args)
    {
        var settings = new List<string>();
        var others = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--")
            {
                others.AddRange(args[i..]);
                break;
            }

            if (!IsSetting(args[i])) others.Add(args[i]);
            else if (args[i].Contains('=')) settings.Add(args[i]);
            else if (i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal)) settings.Add($"{args[i]}={args[++i]}");
            else others.Add(args[i]);
        }

        return ([.. settings], [.. others]);
    }

    /// <summary>The first argument that serve doesn't understand: one that is not an option, or an option without a value.</summary>
    public static string? FirstStray(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || args[i].Length == 2) return args[i];
            if (args[i].Contains('=')) continue;
            if (++i == args.Length || args[i].StartsWith("--", StringComparison.Ordinal)) return args[i - 1];
        }

        return null;
    }

    private static bool IsSetting(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal)) return false;
        var name = argument.Split('=', 2)[0][2..];
        return name.Contains(':') || OfTheHost.Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
