using BackSpasmSite.Content;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Intake;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>
/// What the desk's layout asks of every page below <c>/editor</c>. Who is let in, and that nothing is kept by a cache,
/// is settled before a page runs.
/// </summary>
internal abstract class DeskPage(CurrentEdition current, IOptions<SiteOptions> options) : PrivatePage(current, options)
{
    /// <summary>The name of the editor who is signed in; null on the pages that lead there.</summary>
    public string? SignedIn => User.Identity is { IsAuthenticated: true, Name: var name } ? name : null;

    /// <summary>429: too many texts are being tried out.</summary>
    protected void SayBusy()
    {
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = PreviewQueue.RetryAfterSeconds;
    }
}

/// <summary>What stands above a form that is shown again: each mistake leads to its field.</summary>
/// <param name="Title">What did not happen.</param>
/// <param name="All">In the order of the fields, whose ids begin with <c>f-</c>.</param>
internal sealed record ErrorSummary(string Title, IReadOnlyList<ValidationError> All)
{
    /// <summary>Those of one field.</summary>
    public IEnumerable<string> In(string field) => All.Where(error => error.Field == field).Select(error => error.Words);

    /// <summary>The ids that describe a field: its hint and its mistake.</summary>
    public string Describes(string field) => In(field).Any() ? $"f-{field}-hint f-{field}-error" : $"f-{field}-hint";
}
