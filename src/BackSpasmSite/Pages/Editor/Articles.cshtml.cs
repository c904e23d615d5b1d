using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Queue;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>All articles with what an editor has to know of each.</summary>
internal sealed class ArticlesModel(CurrentEdition current, IOptions<SiteOptions> options, ArticleTable table) : DeskPage(current, options)
{
    public override string Title => "Articles";

    public IReadOnlyList<ArticleRow> Rows { get; private set; } = [];

    /// <summary>What is wrong outside of the articles: in pages, people, references, pictures.</summary>
    public IReadOnlyList<Problem> Elsewhere { get; private set; } = [];

    public bool MaySign => ReviewerAccount.Of(SignedIn, Edition) is not null;

    public async Task<IActionResult> OnGetAsync()
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);

        Rows = await table.RowsAsync(Edition, HttpContext.RequestAborted);
        Elsewhere = [.. ContentCheck.Of(Edition).Where(problem => Rows.All(row => row.Path != problem.Path))];
        return Page();
    }
}
