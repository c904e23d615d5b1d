using BackSpasmSite.Accounts;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.History;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Intake;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>Publishes, schedules and withdraws an article, and takes it back: each button changes a few entries of its front matter.</summary>
[KeepsWords]
internal sealed class PublicationModel(
    CurrentEdition current,
    IOptions<SiteOptions> options,
    ArticleEditor desk,
    ArticleSaver saver,
    RevisionHistory history,
    SecondPairOfEyes eyes,
    SignedReviews signed,
    PreviewQueue queue) : DeskPage(current, options)
{
    private readonly CurrentEdition _current = current;

    public Slug Slug { get; private set; }

    /// <summary>Null if the file has errors that must be fixed first.</summary>
    public ArticleMetadata? Front { get; private set; }

    public string Hash { get; private set; } = "";
    public PublicationState State { get; private set; }

    /// <summary>As far as the history goes back.</summary>
    public bool ReadersHadIt { get; private set; }

    /// <summary>Why this editor may not publish it; null if the editor may.</summary>
    public string? NotByYou { get; private set; }

    public PublicationForm Typed { get; private set; } = new();
    public SaveResult? Saving { get; private set; }
    public bool IsBusy { get; private set; }
    public IReadOnlyList<ValidationError> Errors { get; private set; } = [];
    public bool IsDone { get; private set; }

    /// <summary>What was just done is not in the history, because the database did not take it.</summary>
    public bool HasNoVersion { get; private set; }

    public override string Title => $"{(Errors.Count > 0 || Saving is not null ? "Error: " : "")}Publish or withdraw: {Heading}";
    public string Heading => Front?.Title ?? Slug.ToString();
    public DateOnly Today => Edition!.Date;
    public string Zone => Edition!.Site.TimeZone.Id;
    public ErrorSummary ErrorSummary => new("Nothing was changed", Errors);

    public string? Invalid(string field) => ErrorSummary.In(field).Any() ? "true" : null;

    public async Task<IActionResult> OnGetAsync(string slug)
    {
        if (await ShowAsync(slug) is { } other) return other;
        IsDone = Request.Query.ContainsKey("done");
        HasNoVersion = IsDone && await history.LacksAsync(slug, Hash, isNew: false, HttpContext.RequestAborted);
        Typed = new PublicationForm { Date = IsoDate.Of(Today), KeepsDate = ReadersHadIt };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, [FromForm] PublicationForm form)
    {
        using var turn = await queue.EnterAsync(HttpContext.RequestAborted);
        if (await ShowAsync(slug) is { } other) return other;
        Typed = form;
        if (turn is null)
        {
            IsBusy = true;
            SayBusy();
            return Page();
        }

        if (Front is null || form.KindFor(State) is not { } kind) return Again(StatusCodes.Status409Conflict);
        Errors = form.Validate(kind, Front, Today, Zone);
        if (Errors.Count > 0) return Again(StatusCodes.Status400BadRequest);

        // What takes an article from readers must not wait until its mistakes are fixed.
        var anyway = form.Anyway == "yes" || kind is RevisionKind.BackToDraft or RevisionKind.Withdrawn;
        var known = await signed.KnownAsync(Slug, Edition, HttpContext.RequestAborted);
        Saving = await saver.SaveAsync(Slug, form.Hash ?? "", text => form.Change(kind, text, Front, Today), kind, SignedIn!, anyway, known, renumber: true);
        if (Saving is not SaveResult.Done) return Again(Saving is SaveResult.HeldBack or SaveResult.Refused ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);

        var file = desk.Open(Slug)?.Hash;
        await _current.WaitUntilAsync(edition => edition.FindAny(Slug)?.FileHash == file);
        return SeeOther($"/editor/articles/{Slug}/publication?done");
    }

    private async Task<IActionResult?> ShowAsync(string slug)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (!Slug.TryParse(slug, out var key) || desk.Open(key) is not { } file) return NotFound();
        (Slug, Hash, Front) = (key, file.Hash, PreviewBuilder.FrontMatterOf(key, file.Text));
        if (Front is null) return null;
        State = PublicationStates.Of(Front, Today);
        ReadersHadIt = await history.WasPublicAsync(slug, HttpContext.RequestAborted);
        NotByYou = State is PublicationState.Published ? null : await eyes.ValidateAsync(key, SignedIn!, HttpContext.RequestAborted);
        return null;
    }

    private PageResult Again(int status)
    {
        Response.StatusCode = status;
        return Page();
    }
}
