using System.Collections.Frozen;
using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;
using Microsoft.Net.Http.Headers;

namespace BackSpasmSite.Http;

/// <summary>Serves images of the current edition only, no other files of the content folder.</summary>
internal static class ImageEndpoint
{
    /// <summary>An SVG can contain scripts: opened by itself, it may not run or load anything.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private const string Drawing = "image/svg+xml";

    private const int MostCompressedBytes = 1024 * 1024;

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".webp"] = "image/webp",
        [".avif"] = "image/avif",
        [".gif"] = "image/gif",
        [".svg"] = Drawing,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static void MapImages(this IEndpointRouteBuilder app) =>
        app.MapMethods("/images/{**path}", AllowedMethods.Reading, ServeAsync);

    private static async Task<IResult> ServeAsync(HttpContext context, CurrentEdition current, VerifiedImages images, PageStore store, string? path = null)
    {
        var edition = RequestEdition.Of(context, current);
        if (edition?.Images.GetValueOrDefault(UnicodeText.Normalized($"images/{path}", NormalizationForm.FormC)) is not { } image) return Results.NotFound();
        if (!Types.TryGetValue(Path.GetExtension(image.Path), out var type)) return Results.NotFound();

        var tag = $"\"{image.Fingerprint}\"";
        var isPart = AsksForPart(context.Request, tag);
        // A drawing is text, so it is compressed; a part of it is served uncompressed.
        if (type == Drawing && !isPart && await CompressedAsync(image, edition, images, store) is { } drawing)
        {
            AddHeaders(context, image, type);
            await PageDelivery.AnswerAsync(context, drawing);
            return Results.Empty;
        }

        // Follows from the edition, without opening a file.
        var modified = images.Modified(image);
        var condition = Preconditions.In(context.Request.Headers).Evaluate(tag, modified);
        if (condition == Precondition.Failed) return Results.StatusCode(StatusCodes.Status412PreconditionFailed);
        if (condition == Precondition.NotModified)
        {
            AddHeaders(context, image, type);
            context.Response.Headers.ETag = tag;
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        if (images.Open(image) is not { } bytes) return Results.NotFound();
        AddHeaders(context, image, type);
        await Results.Stream(bytes, type, lastModified: modified, entityTag: new EntityTagHeaderValue(tag), enableRangeProcessing: isPart).ExecuteAsync(context);
        // No cache may keep it for those who want the image.
        if (context.Response.StatusCode == StatusCodes.Status416RangeNotSatisfiable) context.Response.Headers.CacheControl = default;
        return Results.Empty;
    }

    /// <summary>RFC 9110, 13.1.5 and 14.2. The framework alone would take any unit for bytes, and HEAD for GET, and compare dates.</summary>
    private static bool AsksForPart(HttpRequest request, string tag) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Range is [{ } range] && range.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase)
        && (request.Headers.IfRange.Count == 0 || request.Headers.IfRange == tag);

    private static void AddHeaders(HttpContext context, ImageFile image, string type)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        // The feed contains whole articles, which feed readers show on their own pages.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        // The image at an address with a fingerprint never changes; at the bare address it may.
        headers.CacheControl = context.Request.Query["v"] == image.Fingerprint ? "max-age=31536000, immutable" : "no-cache";
        headers.AcceptRanges = "bytes";
        if (type == Drawing) headers.Vary = HeaderNames.AcceptEncoding;
    }

    /// <summary>Where the store keeps a drawing, whichever version of it an edition has. Not at its path: who asks for that gets the policy of images.</summary>
    public static string AddressInStore(ImageFile image) => $"/{image.Path}\0";

    /// <summary>Null if the file is large, deleted, or another one by now.</summary>
    private static Task<StoredPage?> CompressedAsync(ImageFile image, Edition edition, VerifiedImages images, PageStore store)
    {
        var address = AddressInStore(image);
        return store.GetOrRenderAsync(address, edition, async () =>
        {
            await using var file = images.Open(image);
            if (file is not { Length: <= MostCompressedBytes }) return null;
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes);
            // The policy and the caching are those of the request, which the endpoint sets.
            var facts = new PageFacts(Drawing, null, "no-cache", IsKept: true, HasPages: false, LoggedRoute.None);
            return StoredPage.Of(bytes, facts, store.FindAny(address), images.Modified(image));
        });
    }
}
