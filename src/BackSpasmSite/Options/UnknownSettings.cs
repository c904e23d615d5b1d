using System.Reflection;
using BackSpasmSite.Content.Diagnostics;
using Microsoft.Extensions.Configuration.CommandLine;

namespace BackSpasmSite.Options;

/// <summary>Finds settings that have no effect, nearly always because their names are misspelt.</summary>
internal static class UnknownSettings
{
    private const string Connections = "ConnectionStrings";

    /// <summary>Named one by one, because looking through all types of the program takes a tenth of a start.</summary>
    public static readonly IReadOnlyDictionary<string, Type> Sections = new Dictionary<string, Type>
    {
        [SiteOptions.Section] = typeof(SiteOptions),
        [DatabaseOptions.Section] = typeof(DatabaseOptions),
        [FeedbackOptions.Section] = typeof(FeedbackOptions),
        [DeskOptions.Section] = typeof(DeskOptions),
        [SearchOptions.Section] = typeof(SearchOptions),
        [SmtpOptions.Section] = typeof(SmtpOptions),
        [LookupOptions.Section] = typeof(LookupOptions),
        [TelemetryOptions.Section] = typeof(TelemetryOptions),
    };

    private static readonly Dictionary<string, PropertyInfo[]> Properties = Sections.ToDictionary(
        section => section.Key,
        section => section.Value.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null)
            // Set as ConnectionStrings:Database.
            .Where(property => (section.Value, property.Name) != (typeof(DatabaseOptions), nameof(DatabaseOptions.ConnectionString)))
            .ToArray(),
        StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string[]> Known =
        Properties.ToDictionary(section => section.Key, section => section.Value.Select(property => property.Name).ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that other programs use for these sections.</summary>
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Mail"] = SmtpOptions.Section,
        ["Email"] = SmtpOptions.Section,
        ["MailServer"] = SmtpOptions.Section,
        ["Website"] = SiteOptions.Section,
        ["Reports"] = FeedbackOptions.Section,
        ["Db"] = DatabaseOptions.Section,
        ["Sqlite"] = DatabaseOptions.Section,
        ["Prometheus"] = TelemetryOptions.Section,
        ["Metrics"] = TelemetryOptions.Section,
        ["OpenTelemetry"] = TelemetryOptions.Section,
    };

    private static readonly string[] OfTheHost = ["urls", "http_ports", "https_ports", "environment"];

    /// <summary>Read by the framework, and similar to a name above.</summary>
    private const string HttpsPort = "https_port";

    /// <summary>Each line begins with the key as written.</summary>
    public static IEnumerable<string> Of(IConfiguration configuration) =>
        OfCommandLine(configuration).Concat(configuration.GetChildren().OrderBy(section => section.Key, StringComparer.Ordinal).SelectMany(OfSection));

    private static IEnumerable<string> OfSection(IConfigurationSection section)
    {
        if (Known.TryGetValue(section.Key, out var names))
        {
            foreach (var setting in section.GetChildren())
            {
                if (!names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
                    yield return $"{setting.Path}: this setting does not exist and has no effect. {InSection(section.Key, setting.Key, names)}";
                else if (TooDeep(section.Key, setting) is { } deep)
                    yield return deep;
            }
        }
        else if (section.Key.Equals(Connections, StringComparison.OrdinalIgnoreCase))
        {
            // Other programs on the machine may have connection strings of their own.
            foreach (var setting in section.GetChildren().Where(setting => IsSlip(setting.Key)))
                yield return $"{setting.Path}: this setting does not exist and has no effect. Did you mean “{Connections}:{DatabaseOptions.Connection}”?";
        }
        else if (OtlpSettings.IsAboutLogs(section.Key, section.Value))
        {
            yield return $"{section.Key}: this setting has no effect, because only metrics and traces are exported. The log goes to standard output.";
        }
        else if ((Meant(section) ?? MeantForHost(section.Key) ?? MeantForTelemetry(section.Key)) is { } meant)
        {
            yield return $"{meant.Key}: this setting does not exist and has no effect. Did you mean “{meant.Likely}”?";
        }
    }

    /// <summary>A list where a single value is expected, or something nested in an entry of a list.</summary>
    private static string? TooDeep(string section, IConfigurationSection setting)
    {
        var isList = Properties[section].Single(property => property.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase)).PropertyType == typeof(IReadOnlyList<string>);
        var unread = isList ? setting.GetChildren().SelectMany(entry => entry.GetChildren()).FirstOrDefault() : setting.GetChildren().FirstOrDefault();
        return unread is null ? null
            : isList ? $"{unread.Path}: this setting does not exist and has no effect. Each entry of {setting.Path} is a single value."
            : $"{unread.Path}: this setting does not exist and has no effect. {setting.Path} is a single value: write {setting.Path}=…";
    }

    /// <summary>Such as <c>ASPNETCORE_URL</c>.</summary>
    private static (string Key, string Likely)? MeantForHost(string key)
    {
        foreach (var prefix in (string[])["ASPNETCORE_", "DOTNET_"])
        {
            if (!key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) continue;
            if (HostSlip(key[prefix.Length..]) is { } name) return (key, $"{prefix}{name.ToUpperInvariant()}");
        }

        return null;
    }

    /// <summary>Such as <c>OTEL_EXPORTER_OTLP_ENDPONT</c>.</summary>
    private static (string Key, string Likely)? MeantForTelemetry(string key) => OtlpSettings.Meant(key) is { } meant ? (key, meant) : null;

    /// <summary>Such as <c>--url</c>. On the command line only: in the environment such a name may belong to any program.</summary>
    private static IEnumerable<string> OfCommandLine(IConfiguration configuration)
    {
        if (configuration is not IConfigurationRoot root) yield break;
        foreach (var key in root.Providers.OfType<CommandLineConfigurationProvider>().SelectMany(provider => provider.GetChildKeys([], null)).Distinct(StringComparer.OrdinalIgnoreCase))
            if (HostSlip(key) is { } name) yield return $"{key}: this setting does not exist and has no effect. Did you mean “{name}”?";
    }

    private static string? HostSlip(string key) =>
        OfTheHost.Append(HttpsPort).Contains(key, StringComparer.OrdinalIgnoreCase) ? null : DidYouMean.To(key, OfTheHost);

    private static string InSection(string section, string key, string[] names)
    {
        if (section.Equals(DatabaseOptions.Section, StringComparison.OrdinalIgnoreCase) && Likely(key, [nameof(DatabaseOptions.ConnectionString)]) is not null)
            return $"Did you mean “{Connections}:{DatabaseOptions.Connection}”?";
        return Likely(key, names) is { } meant
            ? $"Did you mean “{SectionName(section)}:{meant}”?"
            : $"{SectionName(section)} has the settings {string.Join(", ", names.Order(StringComparer.Ordinal))}.";
    }

    /// <summary>
    /// A misspelt section that contains one of our settings, or a key with <c>_</c>, <c>.</c> or <c>-</c> instead of <c>__</c> or <c>:</c>.
    /// Section and name both have to match, because this looks at the whole environment.
    /// </summary>
    private static (string Key, string Likely)? Meant(IConfigurationSection section)
    {
        string[] ours = [.. Known.Keys, Connections];
        if ((OtherNames.GetValueOrDefault(section.Key) ?? DidYouMean.To(section.Key, ours)) is { } name)
        {
            string[] names = name == Connections ? [DatabaseOptions.Connection] : Known[name];
            foreach (var setting in section.GetChildren())
                if (Likely(setting.Key, names) is { } meant) return (setting.Path, $"{name}:{meant}");
        }

        if (section.Value is null) return null;
        foreach (var known in ours.Where(known => section.Key.Length > known.Length + 1 && section.Key.StartsWith(known, StringComparison.OrdinalIgnoreCase) && section.Key[known.Length] is '_' or '.' or '-'))
        {
            string[] names = known == Connections ? [DatabaseOptions.Connection] : Known[known];
            if (Likely(section.Key[(known.Length + 1)..].Trim('_'), names) is { } meant) return (section.Key, $"{known}__{meant}");
        }

        return null;
    }

    private static bool IsSlip(string key) =>
        !key.Equals(DatabaseOptions.Connection, StringComparison.OrdinalIgnoreCase) && Likely(key, [DatabaseOptions.Connection]) is not null;

    private static string? Likely(string key, string[] names) =>
        Array.Find(names, name => name.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? DidYouMean.To(key, names);

    private static string SectionName(string section) => Known.Keys.First(known => known.Equals(section, StringComparison.OrdinalIgnoreCase));
}
