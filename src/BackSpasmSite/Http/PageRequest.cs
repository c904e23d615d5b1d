using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Internal.Http;
using Microsoft.Extensions.Primitives;
using HttpMethod = Microsoft.AspNetCore.Server.Kestrel.Core.Internal.Http.HttpMethod;
using HttpVersion = Microsoft.AspNetCore.Server.Kestrel.Core.Internal.Http.HttpVersion;

namespace BackSpasmSite.Http;

/// <summary>
/// A request for a page as nearly all clients write it. Anything unusual, including all that Kestrel would refuse, is left to Kestrel. One instance reads the requests of a
/// connection, one after the other.
/// </summary>
/// <remarks>
/// The parser is Kestrel's own, so that both always agree where a request ends. It is public but undocumented: if an update of .NET changes it, the compiler or
/// <c>StoredPageConnectionMiddlewareTests</c> will say so.
/// </remarks>
internal sealed class PageRequest : IHttpRequestLineHandler, IHttpHeadersHandler
{
    /// <summary>A longer address is left to Kestrel.</summary>
    private const int LongestAddress = 256;

    private static readonly HttpParser<PageRequest> Parser = new();
    private static readonly SearchValues<byte> OfHosts = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"u8);

    private readonly char[] _address = new char[LongestAddress];
    private readonly Header _acceptEncoding = new(), _ifNoneMatch = new(), _ifModifiedSince = new();
    private int _length, _headers;
    private bool _isUsual, _hasHost;

    /// <summary>The path. There is no query.</summary>
    public ReadOnlySpan<char> Address => _address.AsSpan(0, _length);

    public bool IsHead { get; private set; }

    /// <summary>True if a proxy says how the client reached it.</summary>
    public bool IsForwarded { get; private set; }

    public AcceptedCodings Accepted => AcceptedCodings.Of(_acceptEncoding.Sent);

    public Preconditions Conditions => new(IfMatch: default, IfUnmodifiedSince: default, _ifNoneMatch.Sent, _ifModifiedSince.Sent);

    /// <param name="sent">What the client has sent.</param>
    /// <param name="limits">Kestrel's own.</param>
    /// <param name="next">Where the next request starts.</param>
    /// <returns>False if it is not whole, or unusual.</returns>
    public bool TryRead(in ReadOnlySequence<byte> sent, KestrelServerLimits limits, out SequencePosition next)
    {
        next = sent.Start;
        (_length, _headers, _isUsual, _hasHost, IsForwarded) = (0, 0, false, false, false);
        _acceptEncoding.IsThere = _ifNoneMatch.IsThere = _ifModifiedSince.IsThere = false;
        var reader = new SequenceReader<byte>(sent);
        try
        {
            if (!Parser.ParseRequestLine(this, ref reader) || !_isUsual || !Parser.ParseHeaders(this, ref reader)) return false;
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            return false;
        }

        if (!_isUsual || !_hasHost || _headers > limits.MaxRequestHeaderCount || reader.Consumed > limits.MaxRequestHeadersTotalSize) return false;
        next = reader.Position;
        return true;
    }

    void IHttpRequestLineHandler.OnStartLine(HttpVersionAndMethod versionAndMethod, TargetOffsetPathLength targetPath, Span<byte> startLine)
    {
        var path = startLine.Slice(targetPath.Offset, targetPath.Length);
        IsHead = versionAndMethod.Method == HttpMethod.Head;
        _isUsual = (IsHead || versionAndMethod.Method == HttpMethod.Get) && versionAndMethod.Version == HttpVersion.Http11
            && !targetPath.IsEncoded && !path.ContainsAnyExceptInRange((byte)'!', (byte)'~') && targetPath.Offset + targetPath.Length == startLine.Length
            && Ascii.ToUtf16(path, _address, out _length) == OperationStatus.Done;
    }

    void IHttpHeadersHandler.OnHeader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        _headers++;
        if (name.ContainsAnyExceptInRange((byte)'!', (byte)'~') || value.ContainsAnyExceptInRange((byte)' ', (byte)'~')) _isUsual = false;
        else if (Is(name, "Host"u8)) (_isUsual, _hasHost) = (_isUsual && !_hasHost && IsHost(value), true);
        else if (Is(name, "Accept-Encoding"u8)) _isUsual &= _acceptEncoding.TrySet(value);
        else if (Is(name, "If-None-Match"u8)) _isUsual &= _ifNoneMatch.TrySet(value);
        else if (Is(name, "If-Modified-Since"u8)) _isUsual &= _ifModifiedSince.TrySet(value);
        else if (Is(name, "X-Forwarded-Proto"u8)) IsForwarded = true;
        else if (Is(name, "Connection"u8)) _isUsual &= Is(value, "keep-alive"u8);
        else if (IsForKestrel(name)) _isUsual = false;
    }

    void IHttpHeadersHandler.OnHeadersComplete(bool endStream)
    {
    }

    void IHttpHeadersHandler.OnStaticIndexedHeader(int index) => throw new NotSupportedException("HTTP/1.1 has no such headers.");

    void IHttpHeadersHandler.OnStaticIndexedHeader(int index, ReadOnlySpan<byte> value) => throw new NotSupportedException("HTTP/1.1 has no such headers.");

    /// <summary>True if a request with this header may have a body, or asks for something rare.</summary>
    private static bool IsForKestrel(ReadOnlySpan<byte> name) =>
        Is(name, "Content-Length"u8) || Is(name, "Transfer-Encoding"u8) || Is(name, "Expect"u8) || Is(name, "Upgrade"u8) || Is(name, "If-Match"u8) || Is(name, "If-Unmodified-Since"u8);

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> other) => text.Length == other.Length && Ascii.EqualsIgnoreCase(text, other);

    /// <summary>True for a name or an IPv4 address, which a port may follow.</summary>
    private static bool IsHost(ReadOnlySpan<byte> value)
    {
        var end = value.IndexOf((byte)':');
        var name = end < 0 ? value : value[..end];
        return name.Length > 0 && !name.ContainsAnyExcept(OfHosts)
            && (end < 0 || (value[(end + 1)..] is { Length: > 0 and < 6 } port && !port.ContainsAnyExceptInRange((byte)'0', (byte)'9')));
    }

    /// <summary>A header that usually has the same value in all requests of a connection.</summary>
    private sealed class Header
    {
        private string _value = "";

        public bool IsThere { get; set; }

        public StringValues Sent => IsThere ? _value : default(StringValues);

        /// <returns>False if the request has it already.</returns>
        public bool TrySet(ReadOnlySpan<byte> value)
        {
            if (IsThere) return false;
            if (!Ascii.Equals(value, _value)) _value = Encoding.ASCII.GetString(value);
            return IsThere = true;
        }
    }
}
