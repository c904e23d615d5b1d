using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

internal sealed class PaperModel(CurrentEdition current, IOptions<SiteOptions> options) : SitePage(current, options)
{
    public Reference Paper { get; private set; } = null!;
    public IReadOnlyList<CitingArticle> Citing { get; private set; } = [];

    public override string Title => Paper.Title;
    public override string? Description => Paper.Finding is { } finding ? $"What it found: {finding}" : null;

    /// <summary>A paper that no article cites has a page, and no search engine lists it.</summary>
    public override string? Address => Citing.Count == 0 ? null : PaperAddress.Of(Paper.Id);
    public override Trail? Trail => Address is { } address ? Trail.To(Title, address) : null;

    public IActionResult OnGet(string id)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (Edition.Bibliography.FindNamed(id) is not { } paper) return NotFound();

        Paper = paper;
        Citing = CitingArticle.AllOf(paper, Edition);
        return Page();
    }
}
