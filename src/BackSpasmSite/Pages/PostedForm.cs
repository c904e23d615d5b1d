using System.Net;
using System.Net.Http.Headers;
using System.Text.Unicode;
using BackSpasmSite.Feedback;
using Microsoft.AspNetCore.Http.Features;

namespace BackSpasmSite.Pages;

/// <summary>Reads a reader's form from a request, and refuses what no form of ours can have sent.</summary>
/// <param name="Form">The form, or null.</param>
/// <param name="Refused">Why there is none: 400, 413 or 415.</param>
internal sealed record PostedForm(FeedbackForm? Form, int Refused = 0)
{
    private const int MostBytes = 64 * 1024;

    private static readonly FormOptions Limits = new()
    {
        // Ours has eleven fields.
        ValueCountLimit = 64,
        KeyLengthLimit = 256,
        MultipartHeadersCountLimit = 8,
    };

    public static async Task<PostedForm> ReadAsync(HttpRequest request)
    {
        try
        {
            return await ReadFormAsync(request);
        }
        catch (BadHttpRequestException bad)
        {
            return new PostedForm(null, bad.StatusCode);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            return new PostedForm(null, StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<PostedForm> ReadFormAsync(HttpRequest request)
    {
        if (!IsKind(request, out var isUrlEncoded)) return new PostedForm(null, StatusCodes.Status415UnsupportedMediaType);

        using var body = new MemoryStream();
        var part = new byte[8192];
        int length;
        while ((length = await request.Body.ReadAsync(part, request.HttpContext.RequestAborted)) > 0)
        {
            body.Write(part, 0, length);
            if (body.Length > MostBytes) return new PostedForm(null, StatusCodes.Status413PayloadTooLarge);
        }

        // The framework would put a replacement character in the place of what is not UTF-8, and so change a report.
        var bytes = body.ToArray();
        var plain = isUrlEncoded ? WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length) : bytes;
        if (!Utf8.IsValid(plain) || plain.AsSpan().Contains((byte)0)) return new PostedForm(null, StatusCodes.Status400BadRequest);

        body.Position = 0;
        request.Body = body;
        var form = await request.ReadFormAsync(Limits, request.HttpContext.RequestAborted);
        return form.Files.Count > 0
            ? new PostedForm(null, StatusCodes.Status400BadRequest)
            : new PostedForm(FeedbackForm.Of(form.Select(field => KeyValuePair.Create(field.Key, field.Value.Select(value => value ?? "").ToArray()))));
    }

    /// <summary>Either encoding that a browser gives a form, in UTF-8 and not compressed.</summary>
    private static bool IsKind(HttpRequest request, out bool isUrlEncoded)
    {
        isUrlEncoded = false;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return false;
        if (type.CharSet is { } charset && !charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return false;
        if (request.Headers.ContentEncoding.Count > 0) return false;
        isUrlEncoded = "application/x-www-form-urlencoded".Equals(type.MediaType, StringComparison.OrdinalIgnoreCase);
        return isUrlEncoded || "multipart/form-data".Equals(type.MediaType, StringComparison.OrdinalIgnoreCase);
    }
}
