using System.Text;
using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Corrections;
using BackSpasmSite.Reports.Queue;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

[KeepsWords]
[LargestBody(EditorBox.MostBytes)]
[EditorsOnly]
internal sealed class CorrectModel(
    CurrentEdition current,
    IOptions<SiteOptions> options,
    ReportFiles files,
    CorrectionDrafts drafts,
    CorrectionSaver desk,
    PassageLookup passages,
    PreviewQueue queue) : DeskPage(current, options)
{
    public ReportFile Reports { get; private set; } = null!;
    public CorrectionForm Typed { get; private set; } = null!;
    public CorrectionDraft? Draft { get; private set; }
    public CorrectionResult? Outcome { get; private set; }

    /// <summary>Null if the passage is no longer in the file.</summary>
    public SourcePlace? Place { get; private set; }

    public EditorBox Box { get; private set; } = null!;

    /// <summary>The filter that the editor came with, for the way on.</summary>
    public InboxQuery Inbox => InboxQuery.Of(Request.Query);

    public override string Title => $"Correct report {Reports.Report.Id}";
    public Report Report => Reports.Report;
    public string Heading => Edition?.Articles.GetValueOrDefault(Box.Slug)?.Title ?? Report.Article;

    public ErrorSummary ErrorSummary => new("Nothing is saved yet", Outcome is CorrectionResult.Invalid ? Draft!.Errors : []);

    public string? Invalid(string field) => ErrorSummary.In(field).Any() ? "true" : null;

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (await FindAsync(id) is { } other) return other;
        // A closed report has to be reopened first, on its own page.
        if (!ReportStates.Queue.Contains(Report.State)) return SeeOther($"/editor/reports/{id}");
        if (drafts.Begin(Reports, Edition!) is not { } form) return NotFound();
        Show(form);
        Box = Box with { Line = Place?.Line };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id)
    {
        if (await FindAsync(id) is { } other) return other;
        var form = CorrectionPost.Read(Request.Form);
        Show(form);
        var wanted = Request.Form["do"].ToString();
        using (var turn = await queue.EnterAsync(HttpContext.RequestAborted))
        {
            if (turn is null)
            {
                Box = Box with { IsBusy = true };
                SayBusy();
                return Page();
            }

            Draft = drafts.Look(Reports, form, Edition!);
        }

        if (Draft is null) return Answer(new CorrectionResult.NotSaved(new SaveResult.Gone()));
        Typed = form with { Now = Draft.Now };
        // Somebody else has closed it meanwhile. What was typed is handed back, even for a check.
        if (!ReportStates.Queue.Contains(Report.State) && wanted != "download") return Answer(new CorrectionResult.Overtaken([Report]));
        if (wanted == "save") return Answer(await desk.SaveAsync(Draft, form, SignedIn!, HttpContext.RequestAborted));

        // A text that may not be saved may not be downloaded either: it could be put in place by hand.
        var error = Draft.Error ?? ArticleEditor.RefuseText(Draft.File, Draft.Text, Draft.Preview, known: Edition!.FindAny(Draft.Slug)?.FrontMatter.Review);
        if (wanted == "download" && Draft.Errors.Count == 0 && error is null)
            return File(Encoding.UTF8.GetBytes(Draft.Text), "text/markdown; charset=utf-8", $"{Draft.Slug}.md");
        if (wanted == "download" && (Draft.Errors.Count > 0 || Draft.Error is not null)) return Answer(new CorrectionResult.Invalid());

        Box = Box with { Preview = Draft.Preview, ShowsPreview = wanted == "preview", Error = error };
        return Page();
    }

    private async Task<IActionResult?> FindAsync(long id)
    {
        if (await files.FindAsync(id, HttpContext.RequestAborted) is not { } found) return NotFound();
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        Reports = found;
        Place = (await passages.LookAsync(found.Report, Edition, HttpContext.RequestAborted)).Place;
        return null;
    }

    private void Show(CorrectionForm form)
    {
        Typed = form;
        _ = Slug.TryParse(Report.Article, out var slug);
        Box = new EditorBox(slug, TypedText.Shown(form.Text), form.Hash) { Anyway = form.ErrorsAnyway, Renumber = form.RenumbersAnyway };
    }

    private IActionResult Answer(CorrectionResult outcome)
    {
        if (outcome is CorrectionResult.Done { Open: var open }) return SeeOther(ReportModel.SavedAddress(Inbox, Report.Id, isOpen: open.Count > 0));
        Outcome = outcome;
        if (outcome is CorrectionResult.NotSaved { Saving: var saving }) Box = Box.With(saving);
        if (outcome is CorrectionResult.Invalid) Box = Box with { Error = Draft?.Error };
        Response.StatusCode = outcome is CorrectionResult.Invalid or CorrectionResult.NotSaved { Saving: SaveResult.HeldBack or SaveResult.Refused }
            ? StatusCodes.Status400BadRequest
            : StatusCodes.Status409Conflict;
        return Page();
    }
}

internal static class CorrectionPost
{
    public static CorrectionForm Read(IFormCollection form) => new()
    {
        Text = form["text"].ToString(),
        Hash = form["hash"].ToString(),
        Note = form["note"].ToString(),
        Was = form["was"].ToString(),
        Now = form["now"].ToString(),
        Guess = form["guess"].ToString(),
        Modified = form["modified"].ToString(),
        Seen = ReportForm.SeenIn(form),
        Chosen = form["chosen"].Select(ReportForm.Number).OfType<long>().ToHashSet(),
        StandsAnyway = form["stands"] == "yes",
        ErrorsAnyway = form["anyway"] == "yes",
        RenumbersAnyway = form["renumber"] == "yes",
    };
}
