using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Holds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

internal sealed class HoldsModel(CurrentEdition current, IOptions<SiteOptions> options, HoldKeeper keeper) : DeskPage(current, options)
{
    private const string Here = "/editor/holds";

    public IReadOnlyList<HoldView> Views { get; private set; } = [];

    public IReadOnlyList<Article> Shown => Edition is null ? [] :
    [
        .. Edition.Articles.Values.Where(article => !Views.Any(view => view.IsDown && view.Article == article.Slug.ToString()))
            .OrderBy(article => article.Title, StringComparer.OrdinalIgnoreCase),
    ];

    public override string Title => "Content being checked";

    public string NameOf(HoldView view) =>
        Edition?.Find(view.Article)?.Title ?? view.Article;

    public async Task<PageResult> OnGetAsync()
    {
        var holds = await keeper.ListAsync(HttpContext.RequestAborted);
        Views = [.. holds.Select(hold => hold.Article).Distinct().Select(article => HoldView.Of(article, holds, Here))];
        return Page();
    }

    /// <param name="kind"><c>passage</c>, which needs a report, or <c>article</c>.</param>
    /// <param name="lift">The number of a hold to remove instead.</param>
    public async Task<IActionResult> OnPostAsync(string? kind, long? report, string? article, long? lift, string? back)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        var done = (kind, report, lift) switch
        {
            (null, _, { } id) => await LiftAsync(id),
            ("passage" or "article", { } id, null) => await keeper.PlaceAsync(id, kind == "article", Edition, SignedIn!),
            ("article", null, null) => await PlaceAsync(article),
            _ => false,
        };
        return done ? SeeOther(ReturnAddress.Of(back)) : BadRequest();
    }

    private async Task<bool> LiftAsync(long id)
    {
        await keeper.LiftAsync(id, SignedIn!);
        return true;
    }

    private async Task<bool> PlaceAsync(string? article)
    {
        if (Edition!.Find(article) is not { } found) return false;
        await keeper.PlaceAsync(found.Slug, SignedIn!);
        return true;
    }
}
