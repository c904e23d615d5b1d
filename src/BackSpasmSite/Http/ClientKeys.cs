using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace BackSpasmSite.Http;

/// <summary>
/// Turns a client, and what it did, into a keyed hash (HMAC-SHA-256). The key is random, lives only in memory and changes
/// with the day (UTC), so that nobody, not even who holds the database, can tell who sent what.
/// </summary>
internal sealed class ClientKeys(TimeProvider time)
{
    /// <summary>How long after midnight yesterday's key is kept: as long as a repetition of what was done before has to be found.</summary>
    public static readonly TimeSpan OverMidnight = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private DailyKey _today = new(default, []);
    private DailyKey? _yesterday;

    /// <summary>The hash by today's key.</summary>
    /// <param name="client">Who.</param>
    /// <param name="change">What for, so that hashes for one purpose can't be compared with those for another.</param>
    public string Of(Client client, params ReadOnlySpan<string> change) => Hash(Keys().Today, client, change);

    /// <summary>The hash by yesterday's key, while a repetition over midnight still has to be found; null later.</summary>
    public string? BeforeMidnight(Client client, params ReadOnlySpan<string> change) =>
        Keys().Yesterday is { } key ? Hash(key, client, change) : null;

    private (byte[] Today, byte[]? Yesterday) Keys()
    {
        var now = time.GetUtcNow().UtcDateTime;
        var day = DateOnly.FromDateTime(now);
        lock (_lock)
        {
            if (_today.Day != day)
            {
                _yesterday = _today.Day.AddDays(1) == day ? _today : null;
                _today = new DailyKey(day, RandomNumberGenerator.GetBytes(32));
            }

            if (now.TimeOfDay >= OverMidnight) _yesterday = null;
            return (_today.Key, _yesterday?.Key);
        }
    }

    private static string Hash(byte[] key, Client client, ReadOnlySpan<string> change)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Append(hash, client.Network());
        Append(hash, Encoding.UTF8.GetBytes(client.UserAgent));
        Append(hash, Encoding.UTF8.GetBytes(client.AcceptLanguage));
        foreach (var part in change) Append(hash, Encoding.UTF8.GetBytes(part));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>With its length before it, so that “a” and “bc” are not “ab” and “c”.</summary>
    private static void Append(IncrementalHash hash, byte[] part)
    {
        hash.AppendData(BitConverter.GetBytes(part.Length));
        hash.AppendData(part);
    }

    private sealed record DailyKey(DateOnly Day, byte[] Key);
}

/// <summary>What tells one sender from another. It is hashed (<see cref="ClientKeys"/>) and never kept.</summary>
/// <param name="Address">Where it comes from; null where there is no network.</param>
internal sealed record Client(IPAddress? Address, string UserAgent, string AcceptLanguage)
{
    /// <summary>
    /// The address as far as it names one subscriber: all of IPv4, and the first 64 bits of IPv6, within which a
    /// subscriber changes it at will (RFC 4291, 2.5.4; RFC 8981).
    /// </summary>
    public byte[] Network()
    {
        if (Address is null) return [];
        var address = Address.IsIPv4MappedToIPv6 ? Address.MapToIPv4() : Address;
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? bytes[..8] : bytes;
    }
}

/// <summary>Registers this room.</summary>
internal static class ClientServices
{
    public static IServiceCollection AddClients(this IServiceCollection services) => services.AddSingleton<ClientKeys>();
}
