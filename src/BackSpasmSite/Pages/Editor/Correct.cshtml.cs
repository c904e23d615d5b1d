using System.Text;
using BackSpasmSite.Articles;
using BackSpasmSite.Articles.Reading;
using BackSpasmSite.Authoring;
using BackSpasmSite.Desk;
using BackSpasmSite.Editors.Endpoints;
using BackSpasmSite.Feedback;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>Closes reports as corrected: the mended text, what was wrong, and the day, in one form.</summary>
[KeepsWords]
[LargestBody(EditorBox.MostBytes)]
internal sealed class CorrectModel(
    CurrentEdition current,
    IOptions<SiteOptions> options,
    ReportFiles files,
    CorrectionDrafts drafts,
    CorrectionDesk desk,
    PassageDesk passages) : DeskPage(current, options)
{
    public ReportFile Reports { get; private set; } = null!;
    public CorrectionForm Typed { get; private set; } = null!;
    public CorrectionDraft? Draft { get; private set; }
    public CorrectionOutcome? Outcome { get; private set; }

    /// <summary>Where the passage stands in the file; null where it does not.</summary>
    public SourcePlace? Place { get; private set; }

    public EditorBox Box { get; private set; } = null!;

    public override string Title => FormattableString.Invariant($"Correct report {Reports.Report.Id}");
    public Report Report => Reports.Report;
    public string Heading => Edition?.Articles.GetValueOrDefault(Box.Slug)?.Title ?? Report.Article;

    /// <summary>What has to be mended in the form; told when it was to be saved.</summary>
    public Mistakes Mistakes => new("Nothing is saved yet", Outcome is CorrectionOutcome.Mistaken ? Draft!.Mistakes : []);

    public string? Invalid(string field) => Mistakes.In(field).Any() ? "true" : null;

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (await FindAsync(id) is { } other) return other;
        if (drafts.Begin(Reports) is not { } form) return NotFound();
        Show(form);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id)
    {
        if (await FindAsync(id) is { } other) return other;
        var form = CorrectionPost.Read(Request.Form);
        Show(form);
        var wanted = Request.Form["do"].ToString();
        Draft = drafts.Look(Reports, form);
        if (Draft is null) return Answer(new CorrectionOutcome.NotSaved(new Saving.Gone()));
        Typed = form with { Now = Draft.Now };
        if (wanted == "save") return await AnswerAsync(await desk.SaveAsync(Draft, form, SignedIn!, HttpContext.RequestAborted));
        if (wanted == "download" && Draft is { Mistakes.Count: 0, Refusal: null })
            return File(Encoding.UTF8.GetBytes(Draft.Text), "text/markdown; charset=utf-8", $"{Draft.Slug}.md");
        if (wanted == "download") return Answer(new CorrectionOutcome.Mistaken());

        Box = Box with { Trial = Draft.Trial, ShowsPreview = wanted == "preview", Refusal = Draft.Refusal };
        return Page();
    }

    private async Task<IActionResult?> FindAsync(long id)
    {
        if (await files.FindAsync(id, HttpContext.RequestAborted) is not { } found) return NotFound();
        Reports = found;
        Place = Edition is null ? null : (await passages.LookAsync(found.Report, Edition, HttpContext.RequestAborted)).Place;
        // What is closed has to be opened again first, and its page can do that.
        return ReportStates.Queue.Contains(found.Report.State) ? null : SeeOther($"/editor/reports/{id}");
    }

    private void Show(CorrectionForm form)
    {
        Typed = form;
        _ = Slug.TryParse(Report.Article, out var slug);
        Box = new EditorBox(slug, TypedText.Shown(form.Text), form.Hash);
    }

    private async Task<IActionResult> AnswerAsync(CorrectionOutcome outcome)
    {
        if (outcome is not (CorrectionOutcome.Done or CorrectionOutcome.ClosesLater)) return Answer(outcome);
        await WaitForReadersAsync();
        return SeeOther($"/editor/reports/{Report.Id}?saved");
    }

    private PageResult Answer(CorrectionOutcome outcome)
    {
        Outcome = outcome;
        if (outcome is CorrectionOutcome.NotSaved { Saving: var saving }) Box = Box.With(saving);
        if (outcome is CorrectionOutcome.Mistaken) Box = Box with { Refusal = Draft?.Refusal };
        Response.StatusCode = outcome is CorrectionOutcome.Mistaken or CorrectionOutcome.NotSaved { Saving: Saving.HeldBack }
            ? StatusCodes.Status400BadRequest
            : StatusCodes.Status409Conflict;
        return Page();
    }
}
