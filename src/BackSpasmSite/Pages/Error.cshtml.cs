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

    /// <summary>Without a handler for it, Razor Pages would answer OPTIONS with an empty 200.</summary>
    public IActionResult OnOptions() => Page();

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (Asked.Length is 0 && HttpContext.Features.Get<IExceptionHandlerFeature>() is null) context.Result = NotFound();
        Text = ErrorText.Of(int.TryParse(RouteData.Values["status"] as string, out var status) ? status : 500);
        if (Edition is null || !Text.Lists) return;

        var all = Edition.Lists.NewestFirst;
        Articles = [.. all.Take(IndexModel.Newest)];
        var meant = Nearest.To(Asked.Split('/')[^1], all.Select(article => article.Slug.ToString()));
        Meant = all.FirstOrDefault(article => article.Slug.ToString() == meant);
    }
}
