using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace BackSpasmSite.Http;

/// <summary>
/// Keyed hashes (HMAC-SHA-256) of a client and what it did. The key is random and changes every day (UTC), so that later not even somebody
/// with the database can tell who sent what. It lives only in memory, unless several replicas share a server's database.
/// </summary>
internal sealed class ClientKeys(TimeProvider time)
{
    /// <summary>Yesterday's key is kept this long after midnight, to recognise what is sent a second time.</summary>
    public static readonly TimeSpan OverMidnight = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private DailyKey _today = new(default, []);
    private DailyKey? _yesterday;

    /// <param name="change">The purpose, and what was sent. Hashes for different purposes can't be compared.</param>
    public string Of(Client client, params ReadOnlySpan<string> change) => Hash(Keys().Today, client, change);

    /// <summary>By yesterday's key, in the first minutes of the day; null later.</summary>
    public string? BeforeMidnight(Client client, params ReadOnlySpan<string> change) =>
        Keys().Yesterday is { } key ? Hash(key, client, change) : null;

    /// <summary>Call this before hashing, so that every replica has the same key.</summary>
    /// <param name="share">Gets a day and the key proposed for it, and returns the one to use.</param>
    public async Task ShareAsync(Func<DateOnly, byte[], Task<byte[]>> share)
    {
        Keys();
        var mine = _today;
        var shared = await share(mine.Day, mine.Key);
        lock (_lock)
            if (_today.Day == mine.Day) _today = mine with { Key = shared };
    }

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

    /// <summary>Prefixes each part with its length, so that “a”, “bc” differs from “ab”, “c”.</summary>
    private static void Append(IncrementalHash hash, byte[] part)
    {
        hash.AppendData(BitConverter.GetBytes(part.Length));
        hash.AppendData(part);
    }

    private sealed record DailyKey(DateOnly Day, byte[] Key);
}

/// <summary>A sender. Only hashes of it are kept (<see cref="ClientKeys"/>).</summary>
internal sealed record Client(IPAddress? Address, string UserAgent, string AcceptLanguage)
{
    public byte[] Network() => NetworkHash.Prefixes(Address)[0];
}

internal static class ClientServices
{
    public static IServiceCollection AddClients(this IServiceCollection services) => services.AddSingleton<ClientKeys>();
}

/// <summary>
/// Identifies the networks that contain an address by keyed hashes. The key is random and lives only as long as this object: no hash can be
/// turned back into an address, and hashes of two objects can't be compared. Unlike the key of <see cref="ClientKeys"/> it does not
/// change at midnight, because limits must not start over then.
/// </summary>
internal sealed class NetworkHash
{
    private static readonly int[] IPv6Bytes = [64 / 8, 56 / 8, 48 / 8];

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public string[] Of(IPAddress? address) =>
        Array.ConvertAll(Prefixes(address), prefix => Convert.ToHexStringLower(HMACSHA256.HashData(_key, prefix)));

    /// <summary>
    /// The narrowest network first. For IPv4 there is one, the address; for IPv6 the /64, within which a subscriber changes address at will
    /// (RFC 4291, 2.5.4; RFC 8981), and the /56 and /48 that providers hand out (RFC 6177).
    /// </summary>
    /// <param name="address">Null, where there is no network, counts as one network.</param>
    public static byte[][] Prefixes(IPAddress? address)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        var bytes = plain?.GetAddressBytes() ?? [];
        return plain?.AddressFamily is AddressFamily.InterNetworkV6 ? Array.ConvertAll(IPv6Bytes, length => bytes[..length]) : [bytes];
    }
}
