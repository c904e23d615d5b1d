using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Io;

namespace BackSpasmSite.Tests.Accounts;

/// <summary>Pages and forms as a browser without scripts uses them.</summary>
internal static class Forms
{
    /// <summary>Requests a page, whatever its status.</summary>
    public static async Task<IHtmlDocument> OpenAsync(this HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address, TestContext.Current.CancellationToken);
        return await answer.ReadPageAsync();
    }

    public static async Task<IHtmlDocument> ReadPageAsync(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var address = answer.RequestMessage!.RequestUri!.AbsoluteUri;
        return (IHtmlDocument)await BrowsingContext.New().OpenAsync(page => page.Content(text).Address(address), TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// Opens a page, fills in one of its forms and submits it, including its hidden fields, its token and the values it
    /// already has.
    /// </summary>
    /// <param name="browser">With its cookies.</param>
    /// <param name="address">The page.</param>
    /// <param name="formSelector">Finds the form, such as <c>main form</c>.</param>
    /// <param name="fields">What is typed, and the name and value of the button if it has them. A name that the form does not have is an error.</param>
    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient browser, string address, string formSelector, params (string Name, string Value)[] fields) =>
        await browser.PostFormAsync(await browser.OpenAsync(address), formSelector, fields);

    /// <summary>The same for a page that is already open.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient browser, IHtmlDocument page, string formSelector, params (string Name, string Value)[] fields)
    {
        var form = page.QuerySelector(formSelector) as IHtmlFormElement ?? throw new InvalidOperationException($"There is no form {formSelector} in: {page.Title}");
        foreach (var (name, _) in fields)
            Assert.True(form.Elements.Any(element => element.GetAttribute("name") == name), $"{formSelector} has no field named {name}");

        var typed = fields.Select(field => field.Name).ToHashSet();
        var all = Held(form).Where(field => !typed.Contains(field.Name)).Concat(fields);
        HttpContent content = form.Enctype == MimeTypeNames.MultipartForm ? Parts(all) : new FormUrlEncodedContent(all.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using (content) return await browser.PostAsync(form.Action, content, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends what a button of the desk sends, with its page's token.</summary>
    public static async Task<HttpResponseMessage> PressAsync(this HttpClient editor, string address, params (string Name, string Value)[] fields)
    {
        var token = (await editor.OpenAsync(address)).QuerySelector<IHtmlInputElement>("[name=__RequestVerificationToken]")!.Value;
        using var form = new FormUrlEncodedContent(Enumerable.Append(fields, (Name: "__RequestVerificationToken", Value: token)).Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await editor.PostAsync(address, form, TestContext.Current.CancellationToken);
    }

    /// <summary>What the form would send as it is, without a button.</summary>
    private static IEnumerable<(string Name, string Value)> Held(IHtmlFormElement form) => form.Elements
        .Where(element => element.GetAttribute("name") is { Length: > 0 } && !element.HasAttribute("disabled"))
        .SelectMany<IHtmlElement, (string, string)>(element => element switch
        {
            IHtmlInputElement { Type: "checkbox" or "radio" } choice => choice.IsChecked ? [(choice.Name!, choice.Value)] : [],
            IHtmlInputElement { Type: "submit" or "button" or "image" or "reset" or "file" } => [],
            IHtmlInputElement input => [(input.Name!, input.Value)],
            IHtmlTextAreaElement area => [(area.Name!, area.Value)],
            IHtmlSelectElement select => select.Options.Where(option => option.IsSelected).Select(option => (select.Name!, option.Value)),
            _ => [],
        });

    private static MultipartFormDataContent Parts(IEnumerable<(string Name, string Value)> fields)
    {
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in fields) parts.Add(new StringContent(value), name);
        return parts;
    }
}
