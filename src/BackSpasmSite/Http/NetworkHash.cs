using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace BackSpasmSite.Http;

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
