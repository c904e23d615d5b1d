using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Reports.Queue;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>Adds a comment to a report's history. The form is on the report's page; this one shows it again after a mistake.</summary>
[ReviewersMay]
[KeepsWords]
internal sealed class CommentModel(CurrentEdition current, IOptions<SiteOptions> options, ReportFiles files, ReportActions desk) : DeskPage(current, options)
{
    public CommentForm Form { get; private set; } = new(0);

    public ErrorSummary ErrorSummary => new("Not saved yet", Form.Error is { } error ? [new ValidationError("comment", error)] : []);

    public override string Title => $"{(Form.Error is null ? "" : "Error: ")}Comment on report {Form.Report}";

    public async Task<IActionResult> OnGetAsync(long id)
    {
        Form = new CommentForm(id);
        return await files.FindAsync(id, HttpContext.RequestAborted) is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, string? comment)
    {
        var typed = comment ?? "";
        Form = new CommentForm(id, typed, DeskForm.Typed(typed) is null ? "Write the comment first." : DeskForm.TooLong(typed));
        if (Form.Error is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        return await desk.CommentAsync(id, DeskForm.Typed(typed)!, SignedIn!) ? SeeOther($"/editor/reports/{id}?saved") : NotFound();
    }
}

internal sealed record CommentForm(long Report, string Typed = "", string? Error = null);
