using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BackSpasmSite.Tests;

/// <summary>What somebody with a browser does with the small site's one article.</summary>
internal static class Reader
{
    public const string Article = "heat-or-ice";

    /// <summary>Sends a report about the article.</summary>
    public static Task<HttpResponseMessage> ReportAsync(this HttpClient browser, string message, params (string Name, string Value)[] more) =>
        browser.FillInAsync([("article", Article), ("message", message), .. more]);

    /// <summary>Sends a report, again if the site of a busy machine asks for that, and returns the address it leads to.</summary>
    public static async Task<string> ReportPatientlyAsync(this HttpClient browser, string message, params (string Name, string Value)[] more)
    {
        var target = "";
        await Polling.UntilAsync(async () =>
        {
            using var answer = await browser.ReportAsync(message, more);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) return false;
            target = answer.Target();
            return true;
        });
        return target;
    }

    /// <summary>Sends these fields and no others.</summary>
    public static Task<HttpResponseMessage> FillInAsync(this HttpClient browser, params (string Name, string Value)[] fields) =>
        browser.PostAsync("/feedback", UrlEncoded(fields), TestContext.Current.CancellationToken);

    /// <summary>Sends bytes that may not be a form at all.</summary>
    public static async Task<HttpResponseMessage> SendAsync(this HttpClient browser, byte[] body, string? type, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/feedback") { Content = new ByteArrayContent(body) };
        if (type is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static FormUrlEncodedContent UrlEncoded(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    /// <summary>As browsers write it: without a content type for each part.</summary>
    public static MultipartFormDataContent Multipart(params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            var part = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(value));
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"" };
            form.Add(part);
        }

        return form;
    }

    /// <summary>Where a response redirects to.</summary>
    public static string Target(this HttpResponseMessage answer) => answer.Headers.Location?.OriginalString ?? $"nowhere ({(int)answer.StatusCode})";

    public static async Task<IHtmlDocument> PageAsync(this HttpClient browser, string address) =>
        await PageAsync(await browser.GetAsync(address, TestContext.Current.CancellationToken));

    public static async Task<IHtmlDocument> PageAsync(this HttpResponseMessage answer)
    {
        using (answer) return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
