using System.Net;
using System.Text.Unicode;
using BackSpasmSite.Content;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BackSpasmSite.Pages;

/// <summary>
/// Needs no antiforgery token: a reader has no account whose authority another site could misuse, and <see cref="CrossOriginPostGuard"/>
/// refuses what another site sends.
/// </summary>
[IgnoreAntiforgeryToken]
internal sealed class FeedbackModel(CurrentEdition current, IOptions<SiteOptions> options, ReportIntake intake) : PrivatePage(current, options)
{
    public FeedbackView Again { get; private set; } = null!;

    public string Heading => Again.Typed.IsVote ? "Your answer has not been counted yet" : "Your report has not been sent yet";

    public override string Title => Again.SubmitReportResult is SubmitReportResult.Invalid ? $"Error: {Heading}" : Heading;

    public async Task<IActionResult> OnPostAsync()
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        var client = new Client(HttpContext.Connection.RemoteIpAddress, Request.Headers.UserAgent.ToString(), Request.Headers.AcceptLanguage.ToString());
        var (form, refused) = await PostedForm.ReadAsync(Request);
        if (form is null && intake.CountFailure(client) is null) return StatusCode(refused);

        form ??= FeedbackForm.Empty;
        var submitReportResult = await intake.TakeAsync(form, client, Edition);
        Again = new FeedbackView(FormCheck.ArticleOf(form, Edition), Edition.Site, intake.TakesEmail) { Typed = form, SubmitReportResult = submitReportResult, IsPaused = submitReportResult is SubmitReportResult.Paused };
        return submitReportResult switch
        {
            SubmitReportResult.Kept kept => SeeOther($"/feedback/{kept.Receipt}"),
            SubmitReportResult.Voted voted => SeeOther($"/feedback/thanks?article={voted.Article}&helpful={(voted.Helpful ? "yes" : "no")}{(voted.Reason is { } reason ? $"&reason={MissingReasons.Token(reason)}" : "")}"),
            SubmitReportResult.TooMany tooMany => Show(StatusCodes.Status429TooManyRequests, tooMany.Wait),
            SubmitReportResult.Paused or SubmitReportResult.Full => Show(StatusCodes.Status503ServiceUnavailable, TimeSpan.FromHours(1)),
            SubmitReportResult.Invalid => Show(StatusCodes.Status400BadRequest),
            SubmitReportResult.Personal => Show(StatusCodes.Status422UnprocessableEntity),
            SubmitReportResult.Failed => Show(StatusCodes.Status500InternalServerError),
            _ => Show(StatusCodes.Status503ServiceUnavailable, TimeSpan.FromMinutes(1)),
        };
    }

    private PageResult Show(int status, TimeSpan? wait = null)
    {
        Response.StatusCode = status;
        if (wait is { } time) Response.Headers.RetryAfter = Math.Ceiling(time.TotalSeconds).ToString();
        return Page();
    }
}

/// <summary>Refuses anything that our form can't have sent.</summary>
/// <param name="Refused">Without a form, the status: 400, 413 or 415.</param>
internal sealed record PostedForm(FeedbackForm? Form, int Refused = 0)
{
    private const int MostBytes = 64 * 1024;

    /// <summary>The form has eleven fields; a boundary has at most 70 characters (RFC 2046, 5.1.1).</summary>
    private static readonly FormOptions Limits = new() { ValueCountLimit = 64, KeyLengthLimit = 256, MultipartBoundaryLengthLimit = 70, MultipartHeadersCountLimit = 8 };

    public static async Task<PostedForm> ReadAsync(HttpRequest request)
    {
        // Both encodings that browsers use for forms, in UTF-8 and not compressed.
        if (!request.HasFormContentType || !IsUtf8(request.GetTypedHeaders().ContentType!) || request.Headers.ContentEncoding.Count > 0)
            return new PostedForm(null, StatusCodes.Status415UnsupportedMediaType);
        try
        {
            // The framework's limits apply to each part of a form; this one applies to the whole.
            if (await ReadBodyAsync(request) is not { } body) return new PostedForm(null, StatusCodes.Status413PayloadTooLarge);
            request.Body = new MemoryStream(body);
            var form = await request.ReadFormAsync(Limits, request.HttpContext.RequestAborted);
            var isMultipart = request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);
            return form.Files.Count == 0 && IsText(body, isEncoded: !isMultipart)
                ? new PostedForm(FeedbackForm.Of(form.Select(field => KeyValuePair.Create(field.Key, field.Value.Select(value => value ?? "").ToArray()))))
                : new PostedForm(null, StatusCodes.Status400BadRequest);
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

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request)
    {
        var body = new byte[MostBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        return length > MostBytes ? null : body[..length];
    }

    /// <summary>UTF-8 without NUL. The framework would insert replacement characters, and so change a report.</summary>
    private static bool IsText(byte[] bytes, bool isEncoded)
    {
        if (isEncoded && !IsPercentEncoded(bytes)) return false;
        var plain = isEncoded ? WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length) : bytes;
        return Utf8.IsValid(plain) && !plain.AsSpan().Contains((byte)0);
    }

    /// <summary>Browsers never send a percent sign that does not begin a byte.</summary>
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
