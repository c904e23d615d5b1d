using System.IO.Compression;
using System.Security.Cryptography;
using BackSpasmSite.Content;
using Microsoft.Net.Http.Headers;

namespace BackSpasmSite.Http;

internal sealed class StoredPage
{
    /// <summary>Fast enough while the first reader waits.</summary>
    private const int QuickQuality = 5;

    /// <summary>A tenth smaller, and fifty times as slow.</summary>
    private const int BestQuality = 11;

    /// <summary>The largest window that every decoder supports.</summary>
    private const int Window = 22;

    /// <summary>Approximate size of the objects without the bytes.</summary>
    private const int Overhead = 1024;

    private Representation? _brotli;
    private Representation? _gzip;

    private StoredPage(Representation identity, Representation? gzip, Representation? brotli) => (Identity, _gzip, _brotli) = (identity, gzip, brotli);

    public Representation Identity { get; }

    public required PageFacts Facts { get; init; }

    /// <summary>When the bytes changed, in whole seconds; null if unknown.</summary>
    public DateTimeOffset? Modified
    {
        get;
        private init
        {
            field = value;
            ModifiedHeader = value is { } known ? HeaderUtilities.FormatDate(known) : null;
        }
    }

    public string? ModifiedHeader { get; private init; }

    /// <summary>Null if the edition it was last rendered from has been replaced.</summary>
    public Edition? Edition { get; set; }

    /// <summary>A running number among all readings of the store.</summary>
    public long LastRead { get; set; }

    public bool IsBest { get; private set; }

    public long Size => Overhead + Identity.Bytes.Length + (_gzip?.Bytes.Length ?? 0) + (_brotli?.Bytes.Length ?? 0);

    /// <param name="before">The page at this address in an earlier edition. If the bytes are the same, everything made from them is kept.</param>
    /// <param name="modified">When the edition was published.</param>
    public static StoredPage Of(byte[] body, PageFacts facts, StoredPage? before, DateTimeOffset? modified)
    {
        var identity = new Representation(null, body);
        return before?.Identity.Tag == identity.Tag
            ? new StoredPage(before.Identity, before._gzip, before._brotli) { Facts = facts, Modified = before.Modified, IsBest = before.IsBest }
            : new StoredPage(identity, Smaller(body, Gzip(body, CompressionLevel.Optimal)), Smaller(body, Brotli(body, QuickQuality))) { Facts = facts, Modified = modified };
    }

    /// <summary>What the client likes best, the smallest if it likes several equally; null if it accepts none.</summary>
    public Representation? Select(AcceptedCodings accepted)
    {
        var (best, quality) = (null as Representation, 0.0);
        Offer(Volatile.Read(ref _brotli), accepted.Brotli);
        Offer(Volatile.Read(ref _gzip), accepted.Gzip);
        Offer(Identity, accepted.Identity);
        return best;

        void Offer(Representation? offered, double wanted)
        {
            if (offered is not null && wanted > quality) (best, quality) = (offered, wanted);
        }
    }

    /// <summary>Takes up to a second.</summary>
    public void CompressBest()
    {
        if (_gzip is { } gzip) Volatile.Write(ref _gzip, Better(gzip, Gzip(Identity.Bytes, CompressionLevel.SmallestSize)));
        if (_brotli is { } brotli) Volatile.Write(ref _brotli, Better(brotli, Brotli(Identity.Bytes, BestQuality)));
        IsBest = true;
    }

    private static Representation? Smaller(byte[] body, Representation coded) => coded.Bytes.Length < body.Length ? coded : null;

    private static Representation Better(Representation quick, Representation best) =>
        best.Bytes.Length < quick.Bytes.Length ? new Representation(best.Coding, best.Bytes) { QuickTag = quick.Tag } : quick;

    private static Representation Gzip(byte[] body, CompressionLevel level)
    {
        using var coded = new MemoryStream();
        using (var gzip = new GZipStream(coded, level)) gzip.Write(body);
        return new Representation("gzip", coded.ToArray());
    }

    private static Representation Brotli(byte[] body, int quality)
    {
        var coded = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        return BrotliEncoder.TryCompress(body, coded, out var length, quality, Window)
            ? new Representation("br", coded[..length])
            : throw new InvalidOperationException("Brotli did not compress the page.");
    }
}

/// <summary>What a response says besides its bytes.</summary>
/// <param name="Type">The media type.</param>
/// <param name="Disposition">The header that names the file to save it as; null for a page.</param>
/// <param name="CacheControl">What other caches may do with it.</param>
/// <param name="IsKept">Whether it may be kept for other requests.</param>
/// <param name="HasPages">Whether <c>?page=</c> asks for another part of it.</param>
/// <param name="Route">How its requests are logged.</param>
internal sealed record PageFacts(string Type, string? Disposition, string CacheControl, bool IsKept, bool HasPages, LoggedRoute Route);

/// <summary>Its strong ETag is made from its bytes, so that two machines with the same content agree.</summary>
/// <param name="Coding">Null for the plain bytes.</param>
internal sealed record Representation(string? Coding, byte[] Bytes)
{
    public string Tag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes))[..16]}\"";

    /// <summary>The ETag of larger bytes that this replaced: a client that has those has the same page and need not load it again.</summary>
    public string? QuickTag { get; init; }
}
