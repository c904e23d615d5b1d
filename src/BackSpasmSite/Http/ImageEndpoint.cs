using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;
using Microsoft.Net.Http.Headers;
using Microsoft.Win32.SafeHandles;

namespace BackSpasmSite.Http;

/// <summary>Serves the pictures of the current edition, and nothing else that lies in the content folder.</summary>
internal static class ImageEndpoint
{
    /// <summary>A picture can be a program: an SVG opened by itself may not run, load or ask for anything.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

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
        app.MapMethods("/images/{**path}", AllowedMethods.Reading, Serve);

    private static IResult Serve(HttpContext context, CurrentEdition current, VerifiedImages pictures, string? path = null)
    {
        if (current.Edition?.Images.GetValueOrDefault(UnicodeText.Normalized($"images/{path}", System.Text.NormalizationForm.FormC)) is not { } image) return Results.NotFound();
        if (!Types.TryGetValue(Path.GetExtension(image.Path), out var type)) return Results.NotFound();

        // Who has the edition's picture has it, whatever lies on the disk by now.
        var tag = new EntityTagHeaderValue($"\"{image.Fingerprint}\"");
        var isKnown = IsKnown(context.Request, tag);
        var file = isKnown ? null : pictures.Open(image.FullPath, image);
        if (!isKnown && file is null) return Results.NotFound();

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        // The feed has whole articles, which are read in pages of other sites.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        // An address with the fingerprint never shows another picture; the bare one may.
        headers.CacheControl = context.Request.Query["v"] == image.Fingerprint ? "public, max-age=31536000, immutable" : "no-cache";
        if (file is not null) return Results.Stream(file, type, entityTag: tag, enableRangeProcessing: true);
        headers.ETag = tag.ToString();
        return Results.StatusCode(StatusCodes.Status304NotModified);
    }

    /// <summary>RFC 9110, 13.1.2: compared weakly, and If-Match is asked before it.</summary>
    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        request.Headers.IfMatch.Count == 0 &&
        request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
}

/// <summary>Opens pictures that still are what the edition says. A file is read for that only when it changed.</summary>
internal sealed class VerifiedImages(TimeProvider time)
{
    /// <summary>
    /// A file that changed just now may change again without a sign: file systems round the time, some to two seconds.
    /// </summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, (Stamp Stamp, string Hash)> _hashes = new(StringComparer.Ordinal);

    /// <summary>
    /// The file, or null when it is gone or another one. A newer one has to wait for its edition: under this address,
    /// caches would keep it for a year.
    /// </summary>
    public FileStream? Open(string path, ImageFile picture)
    {
        FileStream? file = null;
        // Behind a link that was switched lies another file, which may have the same length and time.
        path = RealPath.Of(path);
        try
        {
            file = RegularFile.Open(path);
            if (HashOf(path, file).StartsWith(picture.Fingerprint, StringComparison.Ordinal)) return file;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // As good as deleted; the next edition will say so.
        }

        file?.Dispose();
        return null;
    }

    private string HashOf(string path, FileStream file)
    {
        // Of the open file and before it is read: what is saved meanwhile gives the next one who asks another stamp.
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
