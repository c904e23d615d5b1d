using BackSpasmSite.Audit;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

internal sealed class AuditModel(CurrentEdition current, IOptions<SiteOptions> options, AuditLog log) : DeskPage(current, options)
{
    private const string Here = "/editor/audit";

    public IReadOnlyList<AuditEntry> Records { get; private set; } = [];
    public PageLinks Links { get; private set; } = new(Here, 1, 1);
    public string? Who { get; private set; }
    public string? What { get; private set; }
    public IReadOnlyList<string> AllWho { get; private set; } = [];
    public IReadOnlyList<string> AllWhat { get; private set; } = [];

    public override string Title => "Audit log";

    public async Task<IActionResult> OnGetAsync(string? who, string? what)
    {
        (Who, What) = (who is "" ? null : who, what is "" ? null : what);
        (AllWho, AllWhat) = await log.ChoicesAsync(HttpContext.RequestAborted);
        var (_, count) = await log.ReadAsync(Who, What, 1, HttpContext.RequestAborted);
        var last = Math.Max(1, (count + AuditLog.PageSize - 1) / AuditLog.PageSize);
        if (PageLinks.Asked(Request.Query["page"], last) is not { } page) return NotFound();
        (Records, _) = await log.ReadAsync(Who, What, page, HttpContext.RequestAborted);
        var query = new QueryString();
        if (Who is not null) query = query.Add("who", Who);
        if (What is not null) query = query.Add("what", What);
        Links = new PageLinks($"{Here}{query}", page, last);
        return Page();
    }
}
