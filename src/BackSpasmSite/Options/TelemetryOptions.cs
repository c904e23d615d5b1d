using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Options;

/// <summary>The section <c>Telemetry</c> of the settings.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>Where Prometheus fetches <c>/metrics</c>, such as <c>http://127.0.0.1:9464</c>. The default is none.</summary>
    public string? PrometheusAddress { get; set; }
}

/// <summary>The standard variables of OpenTelemetry, which its library reads itself. It ignores wrong values, so they are validated here.</summary>
internal static class OtlpSettings
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    private const string LogsPrefix = $"{Prefix}LOGS_";

    /// <summary>A slip that looks right.</summary>
    private const string SwappedPrefix = "OTEL_EXPORTER_OLTP_";

    private static readonly string[] Protocols = ["grpc", "http/protobuf"];

    private static readonly string[] Names =
    [
        .. from signal in (string[])["", "TRACES_", "METRICS_"]
           from name in (string[])["ENDPOINT", "PROTOCOL", "HEADERS", "TIMEOUT", "COMPRESSION", "INSECURE", "CERTIFICATE", "CLIENT_KEY", "CLIENT_CERTIFICATE"]
           select signal + name,
        "METRICS_TEMPORALITY_PREFERENCE", "METRICS_DEFAULT_HISTOGRAM_AGGREGATION",
    ];

    public static bool SendsTraces(IConfiguration configuration) => IsSet(configuration, "ENDPOINT") || IsSet(configuration, "TRACES_ENDPOINT");

    public static bool SendsMetrics(IConfiguration configuration) => IsSet(configuration, "ENDPOINT") || IsSet(configuration, "METRICS_ENDPOINT");

    /// <summary>Each line begins with the key.</summary>
    public static IEnumerable<string> Validate(IConfiguration configuration)
    {
        foreach (var key in Names.Select(name => Prefix + name))
        {
            if (configuration[key] is not { Length: > 0 } value) continue;
            if (key.EndsWith("ENDPOINT", StringComparison.Ordinal) && !(Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
                yield return $"{key}: “{value}” is not the address of a collector. It should look like http://localhost:4317";
            if (key.EndsWith("PROTOCOL", StringComparison.Ordinal) && !Protocols.Contains(value))
                yield return $"{key}: “{value}” is not one of {string.Join(", ", Protocols)}";
        }
    }

    /// <summary>The name that was probably meant; null for any other variable.</summary>
    public static string? Meant(string key) =>
        key.StartsWith(SwappedPrefix, StringComparison.OrdinalIgnoreCase) ? Prefix + key[SwappedPrefix.Length..].ToUpperInvariant()
        : !key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || Names.Contains(key[Prefix.Length..], StringComparer.OrdinalIgnoreCase) ? null
        : DidYouMean.To(key[Prefix.Length..], Names) is { } name ? Prefix + name
        : null;

    /// <summary>Whether it is a variable about logs, which are not exported.</summary>
    public static bool IsAboutLogs(string key, string? value) =>
        key.StartsWith(LogsPrefix, StringComparison.OrdinalIgnoreCase) ||
        // Its other values ask for nothing.
        (key.Equals("OTEL_LOGS_EXPORTER", StringComparison.OrdinalIgnoreCase) && "otlp".Equals(value, StringComparison.OrdinalIgnoreCase));

    private static bool IsSet(IConfiguration configuration, string name) => configuration[Prefix + name] is { Length: > 0 };
}
