using System.ComponentModel;
using System.Net;
using BackSpasmSite.Content.Diagnostics;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BackSpasmSite.Options;

/// <summary>Each error is one line that begins with the key.</summary>
internal static class Settings
{
    private const int MostOfFeedback = 100_000;
    private const int MostOfSearch = 100_000;
    private const int MostPageMemory = 100_000;
    private const int MostOfDesk = 1_000_000;

    private static readonly string[] KnownProviders = [DatabaseOptions.Sqlite, DatabaseOptions.PostgreSql];

    public static IServiceCollection AddSettings(this IServiceCollection services)
    {
        services.AddChecked<SiteOptions>(SiteOptions.Section)
            .Configure<IConfiguration>((site, configuration) => Read(site, configuration.GetSection(SiteOptions.Section)))
            .ValidateOnStart();
        services.AddChecked<DatabaseOptions>(DatabaseOptions.Section)
            .BindConfiguration(DatabaseOptions.Section)
            .Configure<IConfiguration>((database, configuration) => database.ConnectionString = DatabaseConnection.Complete(
                database.IsPostgreSql, configuration.GetConnectionString(DatabaseOptions.Connection), DataPath(configuration.GetSection(SiteOptions.Section))))
            .ValidateOnStart();
        services.AddChecked<FeedbackOptions>(FeedbackOptions.Section).BindConfiguration(FeedbackOptions.Section).ValidateOnStart();
        services.AddChecked<DeskOptions>(DeskOptions.Section).BindConfiguration(DeskOptions.Section).ValidateOnStart();
        services.AddChecked<SearchOptions>(SearchOptions.Section).BindConfiguration(SearchOptions.Section).ValidateOnStart();
        services.AddChecked<SmtpOptions>(SmtpOptions.Section)
            .BindConfiguration(SmtpOptions.Section)
            .Configure<IConfiguration>((smtp, configuration) => smtp.To = List(configuration.GetSection(SmtpOptions.Section).GetSection(nameof(SmtpOptions.To)), ',', ';'))
            .ValidateOnStart();
        services.AddChecked<LookupOptions>(LookupOptions.Section).BindConfiguration(LookupOptions.Section).ValidateOnStart();
        services.AddChecked<TelemetryOptions>(TelemetryOptions.Section).BindConfiguration(TelemetryOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelemetryOptions>>(new Validator<TelemetryOptions>(Validate));
        services.AddSingleton<IValidateOptions<LookupOptions>>(new Validator<LookupOptions>(Validate));
        services.AddSingleton<IValidateOptions<SiteOptions>>(new Validator<SiteOptions>(Validate));
        services.AddSingleton<IValidateOptions<DatabaseOptions>>(new Validator<DatabaseOptions>(Validate));
        services.AddSingleton<IValidateOptions<FeedbackOptions>>(new Validator<FeedbackOptions>(Validate));
        services.AddSingleton<IValidateOptions<DeskOptions>>(new Validator<DeskOptions>(Validate));
        services.AddSingleton<IValidateOptions<SearchOptions>>(new Validator<SearchOptions>(Validate));
        services.AddSingleton<IValidateOptions<SmtpOptions>>(new Validator<SmtpOptions>(Validate));
        return services;
    }

    /// <summary>“1” is an address to .NET, but surely not what was meant.</summary>
    public static bool IsAddressOrNetwork(string text) =>
        text.AsSpan().IndexOfAny('.', ':') >= 0 &&
        (IPAddress.TryParse(text, out _) || IPNetwork.TryParse(text, out _));

    /// <summary>The binder stops at the first wrong value, so the types of all are checked before.</summary>
    private static OptionsBuilder<TOptions> AddChecked<TOptions>(this IServiceCollection services, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().Configure<IConfiguration>((_, configuration) =>
        {
            if (WrongTypes(typeof(TOptions), configuration.GetSection(section)).ToList() is { Count: > 0 } errors)
                throw new OptionsValidationException(section, typeof(TOptions), errors);
        });

    private static IEnumerable<string> WrongTypes(Type options, IConfigurationSection section) =>
        from property in options.GetProperties()
        let value = section[property.Name]
        let type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
        where property.SetMethod is not null && value is not null && !Converts(type, value)
        select $"{section.Key}:{property.Name}: “{value}” is not {(type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}" : type == typeof(bool) ? "true or false" : "a whole number")}";

    private static bool Converts(Type type, string value)
    {
        var converter = TypeDescriptor.GetConverter(type);
        try
        {
            return !converter.CanConvertFrom(typeof(string)) || converter.ConvertFromInvariantString(value) is not null;
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            return false;
        }
    }

    private static void Read(SiteOptions site, IConfigurationSection section)
    {
        site.ContentPath = ContentPath(section);
        site.DataPath = DataPath(section);
        site.BaseUrl = (section[nameof(SiteOptions.BaseUrl)] is { Length: > 0 } address ? address : site.BaseUrl).TrimEnd('/');

        site.ShutdownSeconds = section.GetValue(nameof(SiteOptions.ShutdownSeconds), site.ShutdownSeconds);
        site.PageMemoryMegabytes = section.GetValue(nameof(SiteOptions.PageMemoryMegabytes), site.PageMemoryMegabytes);
        site.LogPagesFromMemory = section.GetValue(nameof(SiteOptions.LogPagesFromMemory), site.LogPagesFromMemory);
        site.LogFormat = section.GetValue<LogFormat?>(nameof(SiteOptions.LogFormat));
        site.TrustedProxies = List(section.GetSection(nameof(SiteOptions.TrustedProxies)), ',', ' ', ';');
    }

    /// <summary>One value with separators is easier to write in an environment variable than a list.</summary>
    private static string[] List(IConfigurationSection section, params char[] separators) =>
    [
        .. section.GetChildren().Select(entry => entry.Value).Prepend(section.Value)
            .SelectMany(line => (line ?? "").Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];

    /// <summary>Before the settings are validated.</summary>
    public static string ContentPath(IConfiguration configuration) => ContentPath(configuration.GetSection(SiteOptions.Section));

    private static string ContentPath(IConfigurationSection site) =>
        Path.GetFullPath(site[nameof(SiteOptions.ContentPath)] is { Length: > 0 } path ? path : new SiteOptions().ContentPath);

    private static string DataPath(IConfigurationSection site) =>
        Path.GetFullPath(site[nameof(SiteOptions.DataPath)] is { Length: > 0 } path ? path : new SiteOptions().DataPath);

    private static IEnumerable<string> Validate(SiteOptions site)
    {
        if (!Directory.Exists(site.ContentPath))
            yield return $"Site:ContentPath: the folder {site.ContentPath} does not exist. Set it to the content folder, such as --Site:ContentPath=content";
        else if (!Directory.Exists(Path.Combine(site.ContentPath, "articles")))
            yield return $"Site:ContentPath: {site.ContentPath} is not a content folder, because it contains no folder named articles.";

        if (WhatIsWrongWith(site.BaseUrl) is { } reason)
            yield return $"Site:BaseUrl: “{site.BaseUrl}” {reason}. It should look like https://www.example.org";

        if (site.ShutdownSeconds is < 1 or > 3600)
            yield return $"Site:ShutdownSeconds: {site.ShutdownSeconds} is not a number from 1 to 3600";

        if (site.PageMemoryMegabytes is < 0 or > MostPageMemory)
            yield return $"Site:PageMemoryMegabytes: {site.PageMemoryMegabytes} is not a number from 0 to {MostPageMemory}; 0 keeps no page in memory";

        if (site.LogFormat is { } format && !Enum.IsDefined(format))
            yield return $"Site:LogFormat: {format} is not one of {string.Join(", ", Enum.GetNames<LogFormat>())}";

        foreach (var proxy in site.TrustedProxies.Where(proxy => !IsAddressOrNetwork(proxy)))
            yield return $"Site:TrustedProxies: “{proxy}” is neither an address such as 10.0.0.7 nor a network such as 10.0.0.0/8";
    }

    private static string? WhatIsWrongWith(string address) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var url) ? "is not an absolute address"
        : url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps ? "is neither http nor https"
        : url.Host.Length == 0 ? "has no host"
        : url.UserInfo.Length > 0 || address.Contains('?') || address.Contains('#') ? "contains more than scheme, host and port"
        // Links inside pages begin at the root of the host.
        : url.AbsolutePath != "/" ? "has a path, but the site can only be at the root of its host"
        : null;

    private static IEnumerable<string> Validate(DatabaseOptions database)
    {
        if (!KnownProviders.Contains(database.Provider, StringComparer.OrdinalIgnoreCase))
            yield return $"Database:Provider: “{database.Provider}” is not supported.{DidYouMean.Hint(database.Provider, KnownProviders)} Supported: {string.Join(", ", KnownProviders)}";
        else if (DatabaseConnection.Validate(database) is { } reason)
            yield return $"ConnectionStrings:{DatabaseOptions.Connection}: {reason}";
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

    private static IEnumerable<string> Validate(DeskOptions desk)
    {
        if (desk.VersionsPerArticle is < 0 or > MostOfDesk)
            yield return $"Desk:VersionsPerArticle: {desk.VersionsPerArticle} is not a number from 0 to {MostOfDesk}; 0 means no limit";
        if (desk.HistoryMegabytes is < 0 or > MostOfDesk)
            yield return $"Desk:HistoryMegabytes: {desk.HistoryMegabytes} is not a number from 0 to {MostOfDesk}; 0 means no limit";
    }

    private static IEnumerable<string> Validate(SearchOptions search)
    {
        if (search.RequestsPerMinute is < 0 or > MostOfSearch)
            yield return $"Search:RequestsPerMinute: {search.RequestsPerMinute} is not a number from 0 to {MostOfSearch}; 0 means no limit";
    }

    private static IEnumerable<string> Validate(SmtpOptions smtp)
    {
        if (!smtp.IsConfigured) yield break;
        if (!MailboxAddress.TryParse(smtp.From ?? "", out var from) || !from.Address.Contains('@'))
            yield return $"Smtp:From: “{smtp.From}” is not an e-mail address. It should look like editors@example.org";
        foreach (var to in smtp.To.Where(to => !MailboxAddress.TryParse(to, out var editor) || !editor.Address.Contains('@')))
            yield return $"Smtp:To: “{to}” is not an e-mail address. It should look like editors@example.org";
        if (smtp.Port is < 1 or > 65535) yield return $"Smtp:Port: {smtp.Port} is not a port from 1 to 65535";
        if (!Enum.IsDefined(smtp.Security)) yield return $"Smtp:Security: {smtp.Security} is not one of {string.Join(", ", Enum.GetNames<SmtpSecurity>())}";
        if (smtp.UserName is { Length: > 0 } && smtp.Password is null or "") yield return "Smtp:Password: Smtp:UserName is set, but there is no password.";
    }

    private static IEnumerable<string> Validate(LookupOptions lookup)
    {
        foreach (var (key, address) in new[] { (nameof(lookup.Crossref), lookup.Crossref), (nameof(lookup.PubMed), lookup.PubMed), (nameof(lookup.Doi), lookup.Doi) })
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
                yield return $"Lookup:{key}: “{address}” is not the address of a service. It should look like https://api.example.org";
        }

        if (lookup.Contact is { Length: > 0 } contact && (!MailboxAddress.TryParse(contact, out var mailbox) || mailbox.Address != contact || !contact.Contains('@')))
            yield return $"Lookup:Contact: “{contact}” is not an e-mail address. It should look like editors@example.org";
        if (lookup.TimeoutSeconds is < 1 or > 300) yield return $"Lookup:TimeoutSeconds: {lookup.TimeoutSeconds} is not a number from 1 to 300";
        if (lookup.RequestsPerSecond is < 1 or > 50) yield return $"Lookup:RequestsPerSecond: {lookup.RequestsPerSecond} is not a number from 1 to 50";
        if (lookup.CacheDays is < 0 or > 3650) yield return $"Lookup:CacheDays: {lookup.CacheDays} is not a number from 0 to 3650; 0 keeps no record";
    }

    private static IEnumerable<string> Validate(TelemetryOptions telemetry)
    {
        if (telemetry.PrometheusAddress is { Length: > 0 } address && !(ListenAddresses.IsAddress(address) && address.StartsWith("http:", StringComparison.OrdinalIgnoreCase)))
            yield return $"Telemetry:PrometheusAddress: “{address}” is not an address to listen on. It should look like http://127.0.0.1:9464";
    }

    private sealed class Validator<TOptions>(Func<TOptions, IEnumerable<string>> errors) : IValidateOptions<TOptions>
        where TOptions : class
    {
        public ValidateOptionsResult Validate(string? name, TOptions options) =>
            errors(options).ToList() is { Count: > 0 } found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;
    }
}
