using System.Net;
using System.Net.Sockets;

namespace BackSpasmSite.Http;

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
