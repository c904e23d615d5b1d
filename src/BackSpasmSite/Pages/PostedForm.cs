using System.Net;
using System.Text.Unicode;
using BackSpasmSite.Feedback;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace BackSpasmSite.Pages;

/// <summary>Reads a reader's form from a request, and refuses what no form of ours can have sent.</summary>
/// <param name="Form">The form, or null.</param>
/// <param name="Refused">Why there is none: 400, 413 or 415.</param>
internal sealed record PostedForm(FeedbackForm? Form, int Refused = 0)
{
    private const int MostBytes = 64 * 1024;

    /// <summary>Ours has eleven.</summary>
    private const int MostFields = 64;

    private static readonly FormOptions Limits = new() { ValueCountLimit = MostFields, KeyLengthLimit = 256 };

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

    public static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static async Task<PostedForm> ReadFormAsync(HttpRequest request)
    {
        if (KindOf(request) is not { } type) return new PostedForm(null, StatusCodes.Status415UnsupportedMediaType);

        var cancellation = request.HttpContext.RequestAborted;
        using var body = new MemoryStream();
        var part = new byte[8192];
        int length;
        while ((length = await request.Body.ReadAsync(part, cancellation)) > 0)
        {
            body.Write(part, 0, length);
            if (body.Length > MostBytes) return new PostedForm(null, StatusCodes.Status413PayloadTooLarge);
        }

        var isMultipart = !IsUrlEncoded(type);
        if (!IsText(body.ToArray(), isEncoded: !isMultipart)) return new PostedForm(null, StatusCodes.Status400BadRequest);
        body.Position = 0;
        if (isMultipart) return new PostedForm(FeedbackForm.Of(await PostedParts.ReadAsync(type, body, MostFields, cancellation)));

        request.Body = body;
        var form = await request.ReadFormAsync(Limits, cancellation);
        return new PostedForm(FeedbackForm.Of(form.Select(field => KeyValuePair.Create(field.Key, field.Value.Select(value => value ?? "").ToArray()))));
    }

    /// <summary>Either encoding that a browser gives a form, in UTF-8 and not compressed; null for anything else.</summary>
    private static MediaTypeHeaderValue? KindOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && IsUtf8(type) && request.Headers.ContentEncoding.Count == 0 &&
        (IsUrlEncoded(type) || type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            ? type
            : null;

    private static bool IsUrlEncoded(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the bytes are UTF-8 without NUL. The framework would put a replacement character in the place of what is
    /// not, and so change a report.
    /// </summary>
    private static bool IsText(byte[] bytes, bool isEncoded)
    {
        if (isEncoded && !IsPercentEncoded(bytes)) return false;
        var plain = isEncoded ? WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length) : bytes;
        return Utf8.IsValid(plain) && !plain.AsSpan().Contains((byte)0);
    }

    /// <summary>Whether each percent sign begins a byte. One that does not can mean anything, and no browser sends it.</summary>
    private static bool IsPercentEncoded(ReadOnlySpan<byte> body)
    {
        while (body.IndexOf((byte)'%') is >= 0 and var sign)
        {
            if (body.Length < sign + 3 || !char.IsAsciiHexDigit((char)body[sign + 1]) || !char.IsAsciiHexDigit((char)body[sign + 2])) return false;
            body = body[(sign + 3)..];
        }

        return true;
    }
}
