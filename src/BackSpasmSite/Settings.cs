using System.Net;
using BackSpasmSite.Problems;
using Microsoft.Extensions.Options;

namespace BackSpasmSite;

/// <summary>Reads the settings and judges them: each mistake is one line that begins with the key.</summary>
internal static class Settings
{
    private static readonly string[] KnownProviders = ["Sqlite"];

    public static IServiceCollection AddSettings(this IServiceCollection services)
    {
        services.AddOptions<SiteOptions>()
            .Configure<IConfiguration>((site, configuration) => Read(site, configuration.GetSection(SiteOptions.Section)))
            .ValidateOnStart();
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SiteOptions>>(new Judge<SiteOptions>(Mistakes));
        services.AddSingleton<IValidateOptions<DatabaseOptions>>(new Judge<DatabaseOptions>(Mistakes));
        return services;
    }

    /// <summary>An address or a network; “1” is an address to .NET, and surely not to who wrote it.</summary>
    public static bool IsAddressOrNetwork(string text) =>
        text.AsSpan().IndexOfAny('.', ':') >= 0 &&
        (IPAddress.TryParse(text, out _) || IPNetwork.TryParse(text, out _));

    private static void Read(SiteOptions site, IConfigurationSection section)
    {
        site.ContentPath = Path.GetFullPath(section[nameof(SiteOptions.ContentPath)] is { Length: > 0 } path ? path : site.ContentPath);
        site.BaseUrl = (section[nameof(SiteOptions.BaseUrl)] is { Length: > 0 } address ? address : site.BaseUrl).TrimEnd('/');

        // A list in a file, or one line with commas, which is easier to write in an environment variable.
        var proxies = section.GetSection(nameof(SiteOptions.TrustedProxies));
        site.TrustedProxies =
        [
            .. proxies.GetChildren().Select(proxy => proxy.Value).Prepend(proxies.Value)
                .SelectMany(line => (line ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries)),
        ];
    }

    private static IEnumerable<string> Mistakes(SiteOptions site)
    {
        if (!Directory.Exists(site.ContentPath))
            yield return $"Site:ContentPath: there is no folder {site.ContentPath}. Name the folder with the content, such as --Site:ContentPath=content";
        else if (!Directory.Exists(Path.Combine(site.ContentPath, "articles")))
            yield return $"Site:ContentPath: {site.ContentPath} has no folder named articles, so it is not a content folder.";

        if (WhatIsWrongWith(site.BaseUrl) is { } reason)
            yield return $"Site:BaseUrl: “{site.BaseUrl}” {reason}. It should look like https://www.example.org";

        foreach (var proxy in site.TrustedProxies.Where(proxy => !IsAddressOrNetwork(proxy)))
            yield return $"Site:TrustedProxies: “{proxy}” is neither an address such as 10.0.0.7 nor a network such as 10.0.0.0/8";
    }

    private static string? WhatIsWrongWith(string address) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var url) ? "is not an absolute address"
        : url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps ? "is neither http nor https"
        : url.Host.Length == 0 ? "names no host"
        : url.UserInfo.Length > 0 || address.Contains('?') || address.Contains('#') ? "says more than scheme, host and port"
        // Links inside pages begin at the root of the host, so a site cannot live below it.
        : url.AbsolutePath != "/" ? "has a path, and the site lives at the root of its host"
        : null;

    private static IEnumerable<string> Mistakes(DatabaseOptions database)
    {
        if (!KnownProviders.Contains(database.Provider, StringComparer.OrdinalIgnoreCase))
            yield return $"Database:Provider: “{database.Provider}” is not known.{Nearest.Hint(database.Provider, KnownProviders)} Known: {string.Join(", ", KnownProviders)}";
    }

    private sealed class Judge<TOptions>(Func<TOptions, IEnumerable<string>> mistakes) : IValidateOptions<TOptions>
        where TOptions : class
    {
        public ValidateOptionsResult Validate(string? name, TOptions options) =>
            mistakes(options).ToList() is { Count: > 0 } found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;
    }
}
