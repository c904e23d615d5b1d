using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;
using Microsoft.Net.Http.Headers;
using Microsoft.Win32.SafeHandles;

namespace BackSpasmSite.Http;

/// <summary>Serves images of the current edition only, no other files of the content folder.</summary>
internal static class ImageEndpoint
{
    /// <summary>An SVG can contain scripts: opened by itself, it may not run or load anything.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private const int MostCompressedBytes = 1024 * 1024;

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".webp"] = "image/webp",
        [".avif"] = "image/avif",
        [".gif"] = "image/gif",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static void MapImages(this IEndpointRouteBuilder app) =>
        app.MapMethods("/images/{**path}", AllowedMethods.Reading, ServeAsync);

    private static async Task<IResult> ServeAsync(HttpContext context, CurrentEdition current, VerifiedImages pictures, PageStore store, string? path = null)
    {
        var edition = RequestEdition.Of(context, current);
        if (edition?.Images.GetValueOrDefault(UnicodeText.Normalized($"images/{path}", System.Text.NormalizationForm.FormC)) is not { } image) return Results.NotFound();
        if (!Types.TryGetValue(Path.GetExtension(image.Path), out var type)) return Results.NotFound();

        // 304 follows from the edition's hash, without opening the file.
        var tag = new EntityTagHeaderValue($"\"{image.Fingerprint}\"");
        var isKnown = IsKnown(context.Request, tag);
        var file = isKnown ? null : pictures.Open(image.FullPath, image);
        if (!isKnown && file is null) return Results.NotFound();

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        // The feed contains whole articles, which feed readers show on their own pages.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        // The image at an address with a fingerprint never changes; at the bare address it may.
        headers.CacheControl = context.Request.Query["v"] == image.Fingerprint ? "public, max-age=31536000, immutable" : "no-cache";
        // A drawing is text, so it is compressed; a range of it is served uncompressed.
        if (file is { Length: <= MostCompressedBytes } && type == Types[".svg"] && context.Request.Headers.Range.Count == 0)
        {
            await using (file)
            {
                if (await store.GetOrRenderAsync($"/{image.Path}\0{image.Fingerprint}", edition, () => CompressedAsync(file, type)) is { } drawing)
                    await PageDelivery.AnswerAsync(context, drawing);
            }

            return Results.Empty;
        }

        if (file is not null) return Results.Stream(file, type, entityTag: tag, enableRangeProcessing: true);
        headers.ETag = tag.ToString();
        return Results.StatusCode(StatusCodes.Status304NotModified);
    }

    private static async Task<StoredPage?> CompressedAsync(Stream file, string type)
    {
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes);
        // The policy and the caching are those of the request, which the endpoint has set.
        return StoredPage.Of(bytes, new PageFacts(type, null, "no-cache", IsKept: true, HasPages: false, LoggedRoute.None), before: null, modified: null);
    }

    /// <summary>A weak comparison; If-Match takes precedence (RFC 9110, 13.1.2).</summary>
    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        request.Headers.IfMatch.Count == 0 &&
        request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
}

/// <summary>Opens images only while they are unchanged since the edition was built. Hashes a file again only if its stamp changed.</summary>
internal sealed class VerifiedImages(TimeProvider time)
{
    /// <summary>File systems round times, some to two seconds: a file that has just changed may change again with the same stamp.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);

    /// <summary>For all pictures together; beyond it, they are not kept.</summary>
    private const long MostKeptBytes = 16 * 1024 * 1024;

    /// <summary>By fingerprint. While a file is being overwritten in place, this is the only copy of what the edition shows.</summary>
    private FrozenDictionary<string, byte[]> _kept = FrozenDictionary<string, byte[]>.Empty;

    private readonly ConcurrentDictionary<string, (Stamp Stamp, string Hash)> _hashes = new(StringComparer.Ordinal);

    /// <summary>Not thread-safe.</summary>
    public void Keep(IEnumerable<ImageFile> pictures)
    {
        var kept = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var room = MostKeptBytes;
        foreach (var picture in pictures.OrderBy(picture => picture.Path, StringComparer.Ordinal).DistinctBy(picture => picture.Fingerprint))
        {
            if ((_kept.GetValueOrDefault(picture.Fingerprint) ?? Read(picture, room)) is not { } bytes || bytes.Length > room) continue;
            kept[picture.Fingerprint] = bytes;
            room -= bytes.Length;
        }

        Volatile.Write(ref _kept, kept.ToFrozenDictionary());
    }

    private byte[]? Read(ImageFile picture, long most)
    {
        using var file = OpenFile(picture.FullPath, picture);
        if (file is null || file.Length > most) return null;
        var bytes = new byte[file.Length];
        return file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length ? bytes : null;
    }

    /// <summary>
    /// Opens the file or, while that is being overwritten, the copy in memory; null if there is neither. A newer file is not served before
    /// its edition, because caches keep what is at this address for a year.
    /// </summary>
    public Stream? Open(string path, ImageFile picture) =>
        OpenFile(path, picture) ?? (File.Exists(path) && RegularFile.OtherKind(path) is null && Volatile.Read(ref _kept).TryGetValue(picture.Fingerprint, out var bytes) ? new MemoryStream(bytes, writable: false) : (Stream?)null);

    private FileStream? OpenFile(string path, ImageFile picture)
    {
        FileStream? file = null;
        // After a symbolic link was switched, another file with the same length and time may be there.
        path = RealPath.Of(path);
        try
        {
            file = RegularFile.Open(path);
            if (HashOf(path, file).StartsWith(picture.Fingerprint, StringComparison.Ordinal)) return file;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Treated as deleted; the next edition will report it.
        }

        file?.Dispose();
        return null;
    }

    private string HashOf(string path, FileStream file)
    {
        // Taken from the open file before it is read, so that a change in between gives the next request another stamp.
        var stamp = Stamp.Of(file.SafeFileHandle);
        if (_hashes.TryGetValue(path, out var known) && known.Stamp == stamp) return known.Hash;

        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        file.Position = 0;
        if (time.GetUtcNow().UtcDateTime - stamp.Written > Settled) _hashes[path] = (stamp, hash);
        return hash;
    }

    private readonly record struct Stamp(long Length, DateTime Written, DateTime Born)
    {
        public static Stamp Of(SafeFileHandle file) => new(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file), File.GetCreationTimeUtc(file));
    }
}
