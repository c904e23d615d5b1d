using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

/// <summary>
/// The page behind every bare status: re-executed with the method of the first try, whatever that was. So it
/// needs no handler, asks for no token and leaves the status alone.
/// </summary>
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel(CurrentEdition current, IOptions<SiteOptions> options) : SitePage(current, options)
{
    public ErrorText Text { get; private set; } = ErrorText.Of(StatusCodes.Status404NotFound);
    public Article? Meant { get; private set; }
    public IReadOnlyList<Article> Articles { get; private set; } = [];

    public override string Title => Text.Title;
    public override string? Source => Asked.Split('/') is ["", "articles", var slug] ? $"articles/{slug}.md" : null;

    private string Asked => HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? "";

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (Asked.Length is 0 && HttpContext.Features.Get<IExceptionHandlerFeature>() is null) context.Result = NotFound();
        Text = ErrorText.Of(int.TryParse(RouteData.Values["status"] as string, out var status) ? status : 500);
        if (Edition is null || !Text.Lists) return;

        var all = Edition.Lists.NewestFirst;
        Articles = [.. all.Take(IndexModel.Newest)];
        var meant = DidYouMean.To(Asked.Split('/')[^1], all.Select(article => article.Slug.ToString()));
        Meant = all.FirstOrDefault(article => article.Slug.ToString() == meant);
    }
}

/// <summary>What to say for a status, in plain words.</summary>
/// <param name="Lists">Whether a list of articles helps: the reader was looking for a page.</param>
internal sealed record ErrorText(string Title, string Words, bool Lists = false)
{
    public static ErrorText Of(int status) => status switch
    {
        400 => new("We could not read that request", "Something in it was not as the site expects. Going back and trying again may help."),
        403 => new("This is not open to you", "The site does not allow that request from here."),
        404 => new("There is no page here", "The address may be mistyped, or the page has moved.", Lists: true),
        405 => new("That does not work at this address", "If you were sending a report, go back: your words may still be there."),
        410 => new("This page was withdrawn", "It stood here once and was taken away on purpose.", Lists: true),
        413 => new("That was too much at once", "Go back: your words should still be there. Make them shorter, and send them again."),
        415 => new("We could not read that request", "It was not sent by a form of this site."),
        429 => new("Too many tries", "Please wait a little and try again."),
        503 => new("Not just now", "The site can’t do that at the moment. Please try again in a minute."),
        >= 500 => new("Something went wrong on our side", "It is not your fault, and we keep a record of such faults. Please try again in a moment."),
        _ => new("That did not work", "The site could not do what was asked. Going back and trying again may help."),
    };
}
