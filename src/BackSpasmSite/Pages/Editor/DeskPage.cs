using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Intake;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>Authorization and caching are settled before a page of the desk runs.</summary>
internal abstract class DeskPage(CurrentEdition current, IOptions<SiteOptions> options) : PrivatePage(current, options)
{
    /// <summary>Null on the sign-in pages.</summary>
    public string? SignedIn => User.Identity is { IsAuthenticated: true, Name: var name } ? name : null;

    /// <summary>Reviewers may read everything, comment on reports and sign reviews.</summary>
    public bool MayEdit => User.IsInRole(EditorRoles.Editor);

    /// <summary>429: too many previews are waiting.</summary>
    protected void SayBusy()
    {
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = PreviewQueue.RetryAfterSeconds;
    }
}

/// <summary>Above a form that is shown again; each error links to its field.</summary>
/// <param name="All">In the order of the fields, whose ids begin with <c>f-</c>.</param>
internal sealed record ErrorSummary(string Title, IReadOnlyList<ValidationError> All)
{
    public IEnumerable<string> In(string field) => All.Where(error => error.Field == field).Select(error => error.Words);

    public string Describes(string field) => In(field).Any() ? $"f-{field}-hint f-{field}-error" : $"f-{field}-hint";
}

/// <summary>
/// Takes a larger body than readers may send, and answers 413 to one that is larger still; the framework alone would report an invalid
/// antiforgery token.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LargestBodyAttribute(int bytes) : Attribute, IRequestSizeLimitMetadata, IAuthorizationFilter, IOrderedFilter
{
    public int Bytes => bytes;

    /// <summary>Raises the server's own limit.</summary>
    public long? MaxRequestBodySize => bytes;

    /// <summary>Before the antiforgery filter, which reads the body.</summary>
    public int Order => 900;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (context.HttpContext.Request.ContentLength > bytes) context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
    }
}
