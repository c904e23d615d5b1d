using System.Net;
using BackSpasmSite.Content.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BackSpasmSite.Options;

/// <summary>Reads the settings and judges them: each mistake is one line that begins with the key.</summary>
internal static class Settings
{
    private const int MostOfFeedback = 100_000;

    private static readonly string[] KnownProviders = ["Sqlite"];

    public static IServiceCollection AddSettings(this IServiceCollection services)
    {
        services.AddOptions<SiteOptions>()
            .Configure<IConfiguration>((site, configuration) => Read(site, configuration.GetSection(SiteOptions.Section)))
            .ValidateOnStart();
        services.AddOptions<DatabaseOptions>()
            .BindConfiguration(DatabaseOptions.Section)
            .Configure<IConfiguration>((database, configuration) => database.ConnectionString =
                ConnectionString(configuration.GetConnectionString(DatabaseOptions.Connection), DataPath(configuration.GetSection(SiteOptions.Section))))
            .ValidateOnStart();
        services.AddOptions<FeedbackOptions>().BindConfiguration(FeedbackOptions.Section).ValidateOnStart();
        services.AddOptions<SmtpOptions>()
            .BindConfiguration(SmtpOptions.Section)
            .Configure<IConfiguration>((smtp, configuration) => smtp.To = List(configuration.GetSection(SmtpOptions.Section).GetSection(nameof(SmtpOptions.To)), ',', ';'))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<SiteOptions>>(new Judge<SiteOptions>(Validate));
        services.AddSingleton<IValidateOptions<DatabaseOptions>>(new Judge<DatabaseOptions>(Validate));
        services.AddSingleton<IValidateOptions<FeedbackOptions>>(new Judge<FeedbackOptions>(Validate));
        services.AddSingleton<IValidateOptions<SmtpOptions>>(new Judge<SmtpOptions>(Validate));
        return services;
    }

    /// <summary>An address or a network; “1” is an address to .NET, and surely not to who wrote it.</summary>
    public static bool IsAddressOrNetwork(string text) =>
        text.AsSpan().IndexOfAny('.', ':') >= 0 &&
        (IPAddress.TryParse(text, out _) || IPNetwork.TryParse(text, out _));

    private static void Read(SiteOptions site, IConfigurationSection section)
    {
        site.ContentPath = Path.GetFullPath(section[nameof(SiteOptions.ContentPath)] is { Length: > 0 } path ? path : site.ContentPath);
        site.DataPath = DataPath(section);
        site.BaseUrl = (section[nameof(SiteOptions.BaseUrl)] is { Length: > 0 } address ? address : site.BaseUrl).TrimEnd('/');

        site.ShutdownSeconds = section.GetValue(nameof(SiteOptions.ShutdownSeconds), site.ShutdownSeconds);
        site.TrustedProxies = List(section.GetSection(nameof(SiteOptions.TrustedProxies)), ',', ' ', ';');
    }

    /// <summary>A list in a file, or one line with commas, which is easier to write in an environment variable.</summary>
    private static string[] List(IConfigurationSection section, params char[] separators) =>
    [
        .. section.GetChildren().Select(entry => entry.Value).Prepend(section.Value)
            .SelectMany(line => (line ?? "").Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];

    private static string DataPath(IConfigurationSection site) =>
        Path.GetFullPath(site[nameof(SiteOptions.DataPath)] is { Length: > 0 } path ? path : new SiteOptions().DataPath);

    /// <summary>
    /// As written, with a full path and a limit on waiting; text that is no connection string stays, to be judged.
    /// </summary>
    private static string ConnectionString(string? written, string dataPath)
    {
        if (written is null or "") return ConnectionString($"Data Source={Path.Combine(dataPath, "site.db")}", dataPath);
        if (WhatIsWrongWithConnection(written) is not null) return written;
        // Beginning and ending a change have no limit of their own, and take the connection's.
        var connection = new SqliteConnectionStringBuilder(written) { DefaultTimeout = 3 };
        connection.DataSource = Path.GetFullPath(connection.DataSource);
        return connection.ConnectionString;
    }

    private static IEnumerable<string> Validate(SiteOptions site)
    {
        if (!Directory.Exists(site.ContentPath))
            yield return $"Site:ContentPath: there is no folder {site.ContentPath}. Name the folder with the content, such as --Site:ContentPath=content";
        else if (!Directory.Exists(Path.Combine(site.ContentPath, "articles")))
            yield return $"Site:ContentPath: {site.ContentPath} has no folder named articles, so it is not a content folder.";

        if (WhatIsWrongWith(site.BaseUrl) is { } reason)
            yield return $"Site:BaseUrl: “{site.BaseUrl}” {reason}. It should look like https://www.example.org";

        if (site.ShutdownSeconds is < 1 or > 3600)
            yield return $"Site:ShutdownSeconds: {site.ShutdownSeconds} is not a number from 1 to 3600";

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

    private static IEnumerable<string> Validate(DatabaseOptions database)
    {
        if (!KnownProviders.Contains(database.Provider, StringComparer.OrdinalIgnoreCase))
            yield return $"Database:Provider: “{database.Provider}” is not known.{DidYouMean.Hint(database.Provider, KnownProviders)} Known: {string.Join(", ", KnownProviders)}";
        if (WhatIsWrongWithConnection(database.ConnectionString) is { } reason)
            yield return $"ConnectionStrings:Database: {reason} It should look like “Data Source=/srv/data/site.db”, or be left out.";
    }

    private static string? WhatIsWrongWithConnection(string text)
    {
        try
        {
            var connection = new SqliteConnectionStringBuilder(text);
            return connection.DataSource is "" ? "It names no file (Data Source)."
                : connection.Mode == SqliteOpenMode.Memory || connection.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
                    ? "A database in memory would lose every report."
                // SQLite would read options out of it that change what the rest of this string says.
                : connection.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? "Name the file by its path and not as file:…"
                : Path.EndsInDirectorySeparator(connection.DataSource) ? "It names a folder and no file in it."
                : null;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or OverflowException)
        {
            return unreadable.Message;
        }
    }

    private static IEnumerable<string> Validate(FeedbackOptions feedback)
    {
        (string Key, int Value)[] numbers =
        [
            (nameof(feedback.ReportsPerHour), feedback.ReportsPerHour),
            (nameof(feedback.VotesPerHour), feedback.VotesPerHour),
            (nameof(feedback.NetworkReportsPerDay), feedback.NetworkReportsPerDay),
            (nameof(feedback.NetworkKilobytesPerDay), feedback.NetworkKilobytesPerDay),
            (nameof(feedback.SiteReportsPerDay), feedback.SiteReportsPerDay),
            (nameof(feedback.SiteVotesPerDay), feedback.SiteVotesPerDay),
            (nameof(feedback.SiteMegabytesPerDay), feedback.SiteMegabytesPerDay),
            (nameof(feedback.KeepReportsDays), feedback.KeepReportsDays),
            (nameof(feedback.KeepSpamDays), feedback.KeepSpamDays),
            (nameof(feedback.KeepVotesDays), feedback.KeepVotesDays),
        ];
        return numbers.Where(number => number.Value is < 0 or > MostOfFeedback)
            .Select(number => $"Feedback:{number.Key}: {number.Value} is not a number from 0 to {MostOfFeedback}; 0 means no limit")
            .Concat(feedback.LeastFreeMegabytes < 0 ? [$"Feedback:LeastFreeMegabytes: {feedback.LeastFreeMegabytes} is less than 0; 0 means no limit"] : []);
    }

    private static IEnumerable<string> Validate(SmtpOptions smtp)
    {
        if (!smtp.IsConfigured) yield break;
        if (!MailboxAddress.TryParse(smtp.From ?? "", out var from) || !from.Address.Contains('@'))
            yield return $"Smtp:From: “{smtp.From}” is not an address that mail can come from. It should look like editors@example.org";
        foreach (var to in smtp.To.Where(to => !MailboxAddress.TryParse(to, out var editor) || !editor.Address.Contains('@')))
            yield return $"Smtp:To: “{to}” is not an address that mail can be sent to. It should look like editors@example.org";
        if (smtp.Port is < 1 or > 65535) yield return $"Smtp:Port: {smtp.Port} is not a port from 1 to 65535";
        if (!Enum.IsDefined(smtp.Security)) yield return $"Smtp:Security: {smtp.Security} is none of {string.Join(", ", Enum.GetNames<SmtpSecurity>())}";
        if (smtp.UserName is { Length: > 0 } && smtp.Password is null or "") yield return "Smtp:Password: there is a user name and no password.";
    }

    private sealed class Judge<TOptions>(Func<TOptions, IEnumerable<string>> errors) : IValidateOptions<TOptions>
        where TOptions : class
    {
        public ValidateOptionsResult Validate(string? name, TOptions options) =>
            errors(options).ToList() is { Count: > 0 } found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;
    }
}
