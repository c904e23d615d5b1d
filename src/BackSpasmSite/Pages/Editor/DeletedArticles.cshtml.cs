using BackSpasmSite.Content;
using BackSpasmSite.History;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>Articles whose file was deleted, and whose versions are kept.</summary>
internal sealed class DeletedArticlesModel(CurrentEdition current, IOptions<SiteOptions> options, RevisionHistory history) : DeskPage(current, options)
{
    public override string Title => "Deleted articles";

    public IReadOnlyList<Revision> Shown { get; private set; } = [];

    public async Task<PageResult> OnGetAsync()
    {
        Shown = [.. (await history.NewestAsync(HttpContext.RequestAborted)).Where(revision => revision.Text is null)];
        return Page();
    }
}
