using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Data;
using BackSpasmSite.History;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>For editors whose account's name is a reviewer's key in <c>people.yaml</c>.</summary>
[ReviewersMay]
internal sealed class SignReviewModel(CurrentEdition current, IOptions<SiteOptions> options, ReviewSigner reviews, SignedReviews signed, PreviewQueue queue)
    : DeskPage(current, options)
{
    public Article Shown { get; private set; } = null!;
    public Person Reviewer { get; private set; } = null!;
    public string? Error { get; private set; }

    /// <summary>The box is ticked, for exactly the text that is shown.</summary>
    public bool IsConfirmed { get; private set; }

    /// <summary>Null if this account may sign.</summary>
    public string? NoReviewer { get; private set; }

    public override string Title => "Sign a review";

    public async Task<IActionResult> OnGetAsync(string slug)
    {
        using var turn = await queue.EnterAsync(HttpContext.RequestAborted);
        return turn is null ? Busy() : Show(slug, null);
    }

    public async Task<IActionResult> OnPostAsync(string slug, string? stamp, string? confirm)
    {
        using var turn = await queue.EnterAsync(HttpContext.RequestAborted);
        if (turn is null) return Busy();
        if (!MayReview() || !Slug.TryParse(slug, out var key)) return Show(slug, null);
        if (confirm != "yes") return Show(slug, "Confirm below the text that you have read it.", StatusCodes.Status400BadRequest);

        IsConfirmed = true;
        try
        {
            return After(key, await signed.SignAsync(key, stamp ?? "", Reviewer.Key));
        }
        catch (DatabaseUnavailableException failure)
        {
            var reason = DatabaseUnavailableException.PlainReason(failure);
            return Show(slug, $"The database can’t record it now: {reason} Nothing is signed, and the text is as it was. Sign again in a minute.", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private IActionResult After(Slug key, SaveResult result)
    {
        var slug = key.ToString();
        if (result is SaveResult.Conflict) IsConfirmed = false;
        return result switch
        {
            SaveResult.Done => SeeOther($"/editor/articles/{key}?done=signed"),
            SaveResult.Conflict => Show(slug, "The text has changed since it was shown to you. Read it again below, then sign.", StatusCodes.Status409Conflict),
            SaveResult.Refused refused => Show(slug, refused.Reason, StatusCodes.Status409Conflict),
            SaveResult.NotWritable refused => Show(slug, $"The file can’t be written. {refused.Reason} Or run “review sign” on a machine where it can be written.", StatusCodes.Status409Conflict),
            _ => Show(slug, "The article has errors. Fix them before signing.", StatusCodes.Status409Conflict),
        };
    }

    private IActionResult Show(string slug, string? error, int status = StatusCodes.Status200OK)
    {
        if (!MayReview())
        {
            NoReviewer = ReviewerAccount.WhyNot(SignedIn, Edition);
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return Page();
        }

        if (!Slug.TryParse(slug, out var key) || reviews.Show(key) is not { } preview) return NotFound();
        // What can't be shown can't be signed; the editor box says what is wrong.
        if (preview.Article is null) return SeeOther($"/editor/articles/{key}");
        Shown = preview.Article;
        Error = error;
        Response.StatusCode = status;
        return Page();
    }

    private EmptyResult Busy()
    {
        SayBusy();
        return new EmptyResult();
    }

    private bool MayReview()
    {
        if (ReviewerAccount.Of(SignedIn, Edition) is not { } person) return false;
        Reviewer = person;
        return true;
    }
}
