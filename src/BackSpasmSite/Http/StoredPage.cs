using System.Buffers;
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

    /// <summary>More would count as much as the pages: the heads of a page that is read in many ways are made again and again.</summary>
    private const int MostHeads = 3;

    /// <summary>Approximate size of the objects without the bytes, with as many heads as may be kept, of about 800 bytes each.</summary>
    private const int Overhead = 1024 + (MostHeads * 800);

    private Representation _identity;
    private Representation? _brotli;
    private Representation? _gzip;
    private (string Tag, int Status, byte[] Head)[] _heads = [];

    private StoredPage(Representation identity, Representation? gzip, Representation? brotli) => (_identity, _gzip, _brotli) = (identity, gzip, brotli);

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

    public long Size => Overhead + _identity.Kept + (_gzip?.Kept ?? 0) + (_brotli?.Kept ?? 0);

    /// <summary>What the store has counted for it. Its size changes when it is compressed, which may be at any moment.</summary>
    public long Counted { get; set; }

    /// <param name="before">The page at this address in an earlier edition. If the bytes are the same, everything made from them is kept.</param>
    /// <param name="modified">When the edition was published.</param>
    public static StoredPage Of(byte[] body, PageFacts facts, StoredPage? before, DateTimeOffset? modified)
    {
        var identity = new Representation(null, body);
        if (before?._identity.Tag == identity.Tag)
        {
            // Asked first, because it may be compressed at this moment: it is the last that changes.
            var isBest = before.IsBest;
            return new StoredPage(before._identity, before._gzip, before._brotli) { Facts = facts, Modified = before.Modified ?? modified, IsBest = isBest };
        }

        var gzip = Smaller(body, Gzip(body, CompressionLevel.Optimal));
        return new StoredPage(identity.KeptAs(gzip), gzip, Smaller(body, Brotli(body, QuickQuality))) { Facts = facts, Modified = modified };
    }

    /// <summary>What the client likes best, the smallest if it likes several equally; null if it accepts none.</summary>
    public Representation? Select(AcceptedCodings accepted)
    {
        var (best, quality) = (null as Representation, 0.0);
        Offer(Volatile.Read(ref _brotli), accepted.Brotli);
        Offer(Volatile.Read(ref _gzip), accepted.Gzip);
        Offer(Volatile.Read(ref _identity), accepted.Identity);
        return best;

        void Offer(Representation? offered, double wanted)
        {
            if (offered is not null && wanted > quality) (best, quality) = (offered, wanted);
        }
    }

    /// <summary>The head of an answer (<see cref="PageAnswer.Head"/>), which is made once.</summary>
    public byte[] HeadOf(PageAnswer answer, bool isHttps)
    {
        var heads = _heads;
        foreach (var (tag, status, head) in heads)
            if (ReferenceEquals(tag, answer.Tag) && status == answer.Status) return head;
        var made = answer.Head(isHttps);
        // If two come at once, one of theirs is made again.
        _heads = [.. heads.TakeLast(MostHeads - 1), (answer.Tag, answer.Status, made)];
        return made;
    }

    /// <summary>Takes up to a second.</summary>
    public void CompressBest()
    {
        var body = _identity.Bytes;
        if (_brotli is { } brotli) Volatile.Write(ref _brotli, Better(brotli, Brotli(body, BestQuality)));
        if (_gzip is { } gzip)
        {
            var best = Better(gzip, Gzip(body, CompressionLevel.SmallestSize));
            Volatile.Write(ref _gzip, best);
            Volatile.Write(ref _identity, _identity.KeptAs(best));
        }

        // Of representations that are no longer sent.
        _heads = [];
        IsBest = true;
    }

    private static Representation? Smaller(byte[] body, Representation coded) => coded.Length < body.Length ? coded : null;

    private static Representation Better(Representation quick, Representation best) =>
        best.Length < quick.Length ? new Representation(best.Coding, best.Bytes) { QuickTag = quick.Tag } : quick;

    private static Representation Gzip(byte[] body, CompressionLevel level) => Coded("gzip", body.Length + (body.Length >> 8) + 64, buffer =>
    {
        // Bytes that can't be compressed are stored, with five more for every block of them.
        using var coded = new MemoryStream(buffer);
        using (var gzip = new GZipStream(coded, level, leaveOpen: true)) gzip.Write(body);
        return (int)coded.Position;
    });

    private static Representation Brotli(byte[] body, int quality) => Coded("br", BrotliEncoder.GetMaxCompressedLength(body.Length), buffer =>
        BrotliEncoder.TryCompress(body, buffer, out var length, quality, Window)
            ? length
            : throw new InvalidOperationException("Brotli did not compress the page."));

    /// <summary>Buffers larger than the result are used again, because they would be most of the garbage of a page.</summary>
    private static Representation Coded(string coding, int most, Func<byte[], int> code)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            return new Representation(coding, buffer[..code(buffer)]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>What a response says besides its bytes.</summary>
/// <param name="Type">The media type.</param>
/// <param name="Disposition">The header that names the file to save it as; null for a page.</param>
/// <param name="CacheControl">What other caches may do with it; null for what they may do with a page.</param>
/// <param name="IsKept">Whether it may be kept for other requests.</param>
/// <param name="HasPages">Whether <c>?page=</c> asks for another part of it.</param>
/// <param name="Route">How its requests are logged.</param>
internal sealed record PageFacts(string Type, string? Disposition, string? CacheControl, bool IsKept, bool HasPages, LoggedRoute Route);

/// <summary>Its strong ETag is made from its bytes, so that two machines with the same content agree.</summary>
internal sealed class Representation
{
    private readonly byte[]? _bytes;
    private readonly Representation? _gzip;

    /// <summary>The bytes as they were last unpacked, until the garbage collector needs the memory.</summary>
    private readonly WeakReference<byte[]>? _unpacked;

    /// <param name="coding">Null for the plain bytes.</param>
    /// <param name="bytes">What is sent.</param>
    public Representation(string? coding, byte[] bytes)
    {
        (Coding, _bytes, Length) = (coding, bytes, bytes.Length);
        Tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"";
    }

    private Representation(Representation plain, Representation gzip)
    {
        (Tag, Length, _gzip) = (plain.Tag, plain.Length, gzip);
        _unpacked = new WeakReference<byte[]>(plain.Bytes);
    }

    public string? Coding { get; }

    public string Tag { get; }

    public int Length { get; }

    public byte[] Bytes => _bytes ?? Unpack();

    /// <summary>How many bytes stay in memory.</summary>
    public int Kept => _bytes?.Length ?? 0;

    /// <summary>The ETag of larger bytes that this replaced: a client that has those has the same page and need not load it again.</summary>
    public string? QuickTag { get; init; }

    /// <summary>
    /// The plain bytes are larger than both compressed forms together, and nearly every client takes a compressed one. So they are unpacked
    /// for the few that don't.
    /// </summary>
    /// <param name="gzip">The same bytes, compressed; null if that saves nothing.</param>
    public Representation KeptAs(Representation? gzip) => gzip is null ? this : new Representation(this, gzip);

    private byte[] Unpack()
    {
        if (_unpacked!.TryGetTarget(out var there)) return there;
        var bytes = new byte[Length];
        using (var gzip = new GZipStream(new MemoryStream(_gzip!.Bytes), CompressionMode.Decompress)) gzip.ReadExactly(bytes);
        _unpacked.SetTarget(bytes);
        return bytes;
    }
}
