using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;

namespace BackSpasmSite.Options;

/// <summary>The framework reads these keys itself; they are validated here first, because its messages don't name the key.</summary>
internal static class ListenAddresses
{
    public const string Default = "http://localhost:5080";

    private const string Endpoints = "Kestrel:Endpoints";

    public static bool AreConfigured(IConfiguration configuration) =>
        configuration["urls"] is { Length: > 0 } || configuration["http_ports"] is { Length: > 0 } ||
        configuration["https_ports"] is { Length: > 0 } || configuration.GetSection(Endpoints).GetChildren().Any();

    /// <summary>The program itself serves HTTPS, without a proxy.</summary>
    public static bool SpeakHttps(IConfiguration configuration) =>
        configuration["https_ports"] is { Length: > 0 } ||
        Split(configuration["urls"]).Concat(configuration.GetSection(Endpoints).GetChildren().Select(endpoint => endpoint["Url"] ?? ""))
            .Any(address => address.StartsWith("https:", StringComparison.OrdinalIgnoreCase));

    public static IEnumerable<string> Validate(IConfiguration configuration)
    {
        foreach (var address in Split(configuration["urls"]).Where(address => !IsAddress(address)))
            yield return BadAddress("urls", address);

        foreach (var key in (string[])["http_ports", "https_ports"])
            foreach (var port in Split(configuration[key]).Where(port => !IsPort(port)))
                yield return $"{key}: “{port}” is not a port from 0 to 65535";

        foreach (var endpoint in configuration.GetSection(Endpoints).GetChildren())
            if (!IsAddress(endpoint["Url"] ?? ""))
                yield return BadAddress($"{endpoint.Path}:Url", endpoint["Url"] ?? "");
    }

    /// <summary>One line; null if something else failed.</summary>
    public static string? WhyNot(Exception failure, IConfiguration configuration)
    {
        var all = All(configuration);
        var where = string.Join(" or ", all);
        return failure switch
        {
            AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
                $"urls: {where} is in use by another program. Stop that program, or choose another address with --urls",
            SocketException { SocketErrorCode: SocketError.AccessDenied } =>
                $"urls: this user is not allowed to listen on {where}. Ports below 1024 need special rights: use a higher port with --urls, behind a proxy",
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported } =>
                $"urls: {where} is not an address of this machine. Choose another with --urls, such as {Default}",
            SocketException other => $"urls: the site can't listen on {where} ({other.SocketErrorCode}). Choose another address with --urls",
            CryptographicException => $"Kestrel:Certificates: the certificate can't be read: {failure.Message.ReplaceLineEndings(" ").Trim()}",
            // Kestrel throws no type of its own for a missing certificate.
            InvalidOperationException { Source: { } source } when source.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal) && all.Any(address => address.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) =>
                "urls: an https address needs a certificate. Set Kestrel:Certificates:Default:Path, or listen on http behind a proxy that handles https.",
            { InnerException: { } inner } => WhyNot(inner, configuration),
            _ => null,
        };
    }

    /// <summary>Where a program on the same machine reaches the site.</summary>
    public static Uri OnThisMachine(IConfiguration configuration)
    {
        var address = BindingAddress.Parse(All(configuration) is [var first, ..] ? first : Default);
        // Any address, in the ways in which that can be written.
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new Uri($"{address.Scheme}://{host}:{address.Port.ToString(CultureInfo.InvariantCulture)}");
    }

    private static List<string> All(IConfiguration configuration) =>
        configuration.GetSection(Endpoints).GetChildren().Select(endpoint => endpoint["Url"] ?? "").ToList() is { Count: > 0 } endpoints ? endpoints
        : Split(configuration["urls"]) is { Length: > 0 } urls ? [.. urls]
        :
        [
            .. Split(configuration["http_ports"]).Select(port => $"http://*:{port}"),
            .. Split(configuration["https_ports"]).Select(port => $"https://*:{port}"),
        ];

    private static string BadAddress(string key, string address) =>
        $"{key}: “{address}” is not an address to listen on. It should look like {Default}";

    private static string[] Split(string? list) =>
        (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsPort(string text) => ushort.TryParse(text, NumberStyles.None, null, out _);

    public static bool IsAddress(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            return address is { Scheme: "http" or "https", PathBase.Length: 0 } &&
                   (address.IsUnixPipe || address.IsNamedPipe || (address.Host.Length > 0 && address.Port is >= 0 and <= 65535));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
