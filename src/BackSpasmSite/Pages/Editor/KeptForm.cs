using BackSpasmSite.Accounts;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace BackSpasmSite.Pages.Editor;

/// <summary>
/// A form submitted after its session had ended. The sign-in pages carry it, field by field, until its editor submits it again; the site
/// stores nothing of it.
/// </summary>
internal sealed record KeptForm(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>Distinguishes these fields from those of the sign-in form.</summary>
    public const string Prefix = "kept.";

    public const string Token = "__RequestVerificationToken";

    /// <summary>Of the fields with an editor's words.</summary>
    private static readonly Dictionary<string, string> Labels = new()
    {
        ["text"] = "The text",
        ["answer"] = "Public answer",
        ["note"] = "Note",
        ["comment"] = "Comment",
        ["was"] = "It said",
        ["now"] = "It says now",
        ["title"] = "Title",
        ["description"] = "Description",
        ["topics"] = "Topics",
        ["alt"] = "What it shows",
        ["caption"] = "Caption",
        ["image-alt"] = "What the picture shows",
        ["image-caption"] = "Caption",
        ["evidence"] = "Kind of evidence",
        ["finding"] = "What it found",
    };

    /// <summary>The page the form was written on.</summary>
    public string Page => Address.Split('?')[0];

    /// <summary>As submitted by its own page, without the token, which ended with the session.</summary>
    public static KeptForm Sent(IFormCollection form, string? back) =>
        new(ReturnAddress.Of(back), [.. Pairs(form).Where(field => field.Key != Token)]);

    /// <summary>As a sign-in page carries it; null if there is none.</summary>
    public static KeptForm? Carried(IFormCollection form, string? back) =>
        Pairs(form).Where(field => field.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(field => KeyValuePair.Create(field.Key[Prefix.Length..], field.Value)).ToList() is { Count: > 0 } fields
            ? new KeptForm(ReturnAddress.Of(back), fields)
            : null;

    /// <summary>Null for a sign-in that carries nothing.</summary>
    public static KeptForm? Of(RefusedForm refused) =>
        Carried(refused.Fields, refused.Address) ?? (refused.IsSignIn ? null : Sent(refused.Fields, refused.Address));

    /// <summary>Null for a field that the page added.</summary>
    public static string? Label(KeyValuePair<string, string> field) => field.Value.Length > 0 ? Labels.GetValueOrDefault(field.Key) : null;

    private static IEnumerable<KeyValuePair<string, string>> Pairs(IFormCollection form) =>
        form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")));
}

/// <summary>
/// A form whose token does not go with the browser's cookie, as when another window has fetched a newer one, is handed back with a new token
/// if it holds an editor's words: submitting it again is the editor's decision. A form without a token never came from here and stays refused.
/// </summary>
internal sealed class StaleFormFilter : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (context.Result is not IAntiforgeryValidationFailedResult || !request.HasFormContentType || request.Form[KeptForm.Token].Count == 0) return;
        var isCarried = KeptForm.Carried(request.Form, null) is not null;
        if (isCarried || context.ActionDescriptor.EndpointMetadata.OfType<KeepsWordsAttribute>().Any())
            context.Result = new RedirectResult(ReturnAddress.After("/editor/sign-in-again", isCarried ? request.Query["return"] : request.GetEncodedPathAndQuery()), permanent: false, preserveMethod: true);
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
