using System.Collections.Frozen;
using System.Security.Cryptography;
using BackSpasmSite.Articles;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BackSpasmSite.Delivery;

/// <summary>Serves the pictures of the current edition, and nothing else that lies in the content folder.</summary>
internal static class Images
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
        app.MapMethods("/images/{**path}", ReadingMethods.All, Serve);

    private static IResult Serve(HttpContext context, CurrentEdition current, IOptions<SiteOptions> options, string? path = null)
    {
        if (current.Edition?.Images.GetValueOrDefault($"images/{path}") is not { } image) return Results.NotFound();
        if (!Types.TryGetValue(Path.GetExtension(image.Path), out var type)) return Results.NotFound();
        if (Open(Path.Combine(options.Value.ContentPath, image.Path), image.Fingerprint) is not { } file) return Results.NotFound();

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        // An address with the fingerprint never shows another picture; the bare one may.
        headers.CacheControl = context.Request.Query["v"] == image.Fingerprint ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Stream(file, type, entityTag: new EntityTagHeaderValue($"\"{image.Fingerprint}\""), enableRangeProcessing: true);
    }

    /// <summary>
    /// The file, when it still is the picture that the edition knows. A newer one has to wait for its edition: under
    /// this address, caches would keep it for a year.
    /// </summary>
    private static FileStream? Open(string path, string fingerprint)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (Convert.ToHexStringLower(SHA256.HashData(file)).StartsWith(fingerprint, StringComparison.Ordinal))
            {
                file.Position = 0;
                return file;
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // As good as deleted; the next edition will say so.
        }

        file?.Dispose();
        return null;
    }
}
