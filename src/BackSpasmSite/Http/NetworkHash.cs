using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace BackSpasmSite.Http;

/// <summary>
/// Names the networks that an address lies in by keyed hashes. The key is random and lives only as long as this object, so
/// nobody can turn a hash back into an address, and hashes of two objects cannot be compared. Unlike the key of
/// <see cref="ClientKeys"/> it does not change at midnight: a limit must not start anew then.
/// </summary>
internal sealed class NetworkHash
{
    private static readonly int[] IPv6Bytes = [64 / 8, 56 / 8, 48 / 8];

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>
    /// The narrowest network first: an IPv4 address; of IPv6 the /64, within which a subscriber changes the address at will
    /// (RFC 8981), then the /56 and /48 that providers hand out (RFC 6177), each with as many /64 as somebody likes.
    /// </summary>
    /// <param name="address">Null where there is no network, which counts as one of its own.</param>
    public string[] Of(IPAddress? address)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        var bytes = plain?.GetAddressBytes() ?? [];
        int[] lengths = plain?.AddressFamily is AddressFamily.InterNetworkV6 ? IPv6Bytes : [bytes.Length];
        return Array.ConvertAll(lengths, length => Convert.ToHexStringLower(HMACSHA256.HashData(_key, bytes.AsSpan(0, length))));
    }
}
