using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Intake;
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
