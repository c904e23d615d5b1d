using BackSpasmSite.Articles;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

internal sealed class IndexModel(CurrentEdition current, IOptions<SiteOptions> options) : DeskPage(current, options)
{
    public override string Title => "Inbox";

    public PageResult OnGet() => Page();
}
