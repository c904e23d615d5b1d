using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Options;
using BackSpasmSite.Pages.Editor;
using BackSpasmSite.Search;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

/// <summary>Re-executed for every response without a body, so it needs no antiforgery token and leaves the status alone.</summary>
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel(CurrentEdition current, IOptions<SiteOptions> options, SiteSearch search, SearchQueue queue) : SitePage(current, options)
{
    private const int MostWords = 12;

    public ErrorText Text { get; private set; } = ErrorText.Of(StatusCodes.Status404NotFound);
    public Article? Meant { get; private set; }
    public IReadOnlyList<Article> Articles { get; private set; } = [];

    /// <summary>What the words of the address find.</summary>
    public IReadOnlyList<SearchHit> Near { get; private set; } = [];

    /// <summary>The words of the last part of the address.</summary>
    public string Words { get; private set; } = "";

    /// <summary>What was typed into a form at the desk that was refused or could not be saved.</summary>
    public KeptForm? Refused => HttpContext.Features.Get<RefusedForm>() is { } refused ? KeptForm.Of(refused) : null;

    /// <summary>The same form may be accepted in a moment.</summary>
    public bool MayPass => Response.StatusCode is StatusCodes.Status429TooManyRequests or >= StatusCodes.Status500InternalServerError;

    public override string Title => Text.Title;
    public override string? Source => Asked.Split('/') is ["", "articles", var slug] ? $"articles/{slug}.md" : null;

    private string Asked => HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? "";

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (Asked.Length is 0 && HttpContext.Features.Get<IExceptionHandlerFeature>() is null) context.Result = NotFound();
        Text = ErrorText.Of(int.TryParse(RouteData.Values["status"] as string, out var status) ? status : 500);
        if (status == StatusCodes.Status403Forbidden && User.IsInRole(EditorRoles.Reviewer)) Text = ErrorText.Reviewer;
        if (Edition is null || !Text.Lists) return;

        var all = Edition.Lists.NewestFirst;
        Articles = [.. all.Take(IndexModel.Newest)];
        var meant = DidYouMean.To(Asked.Split('/')[^1], all.Select(article => article.Slug.ToString()));
        Meant = all.FirstOrDefault(article => article.Slug.ToString() == meant);
        Words = string.Join(' ', SearchWords.In(Asked.TrimEnd('/').Split('/')[^1]).Where(word => word is not ("html" or "htm" or "php" or "md")).Take(MostWords));
        if (Words.Length > SearchQuery.LongestText) Words = "";
        if (Meant is not null || Words.Length == 0) return;

        // Without waiting: most addresses that don't exist are asked for by programs.
        using var turn = queue.TryEnter();
        if (turn is not null && search.Find(Words, Edition) is { } found) Near = [.. found.Hits.Where(hit => !hit.IsPaper).Take(IndexModel.Newest)];
    }
}

/// <param name="Lists">Articles are listed, because the reader was looking for a page.</param>
internal sealed record ErrorText(string Title, string Words, bool Lists = false)
{
    public static ErrorText Reviewer { get; } = new(
        "Only editors can do this",
        "You are signed in to the desk as a reviewer: you can read everything, comment on reports and sign reviews. Nothing was changed. Ask an editor to do it, or the site’s administrator to make you one.");

    public static ErrorText Of(int status) => status switch
    {
        400 => new("We could not read that request", "Please go back and try again."),
        403 => new("This request was not accepted", "It seems to come from another site. Please open the page on this site and try again."),
        404 => new("Page not found", "The address may be mistyped, or the page may have moved.", Lists: true),
        405 => new("That does not work at this address", "If you were sending a report, go back: what you typed may still be there."),
        406 => new("We can’t send this page in that form", "The request excludes every form in which we have the page. Please ask for “identity”, “gzip” or “br”."),
        410 => new("This page was withdrawn", "It used to be here, and was removed on purpose.", Lists: true),
        412 => new("This page has changed", "The request was for a version that we no longer have. Please load the page again."),
        413 => new("That was too long", "Go back: what you typed should still be there. Please shorten it and send it again."),
        415 => new("We could not read that request", "It was not sent by one of our forms."),
        429 => new("Too many requests", "Please wait a moment and try again."),
        503 => new("Temporarily unavailable", "The site can’t do that right now. Please try again in a minute."),
        >= 500 => new("Something went wrong on our side", "It was not your fault, and the error has been logged. Please try again in a moment."),
        _ => new("That did not work", "Please go back and try again."),
    };
}
