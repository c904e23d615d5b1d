using BackSpasmSite.Accounts;
using BackSpasmSite.Audit;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Intake;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages.Editor;

/// <summary>Edits the kind of evidence and the finding of a paper, and shows where it is cited.</summary>
[KeepsWords]
internal sealed class EditPaperModel(CurrentEdition current, IOptions<SiteOptions> options, PaperEditor papers, AuditLog audit) : DeskPage(current, options)
{
    public const int MostEvidence = 100;
    public const int MostFinding = 2000;

    private readonly CurrentEdition _current = current;

    public Reference Paper { get; private set; } = null!;

    /// <summary>The hash of the entry as it was when editing began.</summary>
    public string Hash { get; private set; } = "";

    public string Evidence { get; private set; } = "";
    public string Finding { get; private set; } = "";
    public string? Notice { get; private set; }
    public IReadOnlyList<ValidationError> Errors { get; private set; } = [];

    /// <summary>Why it was not saved; null before an attempt to save it.</summary>
    public PaperSaveResult? Saving { get; private set; }

    public override string Title => $"Edit {Paper.Id}";

    public string Action => new ListedPaper(Paper, []).Address;

    /// <summary>The kinds of evidence that the bibliography has, most frequent first, to choose from.</summary>
    public IEnumerable<string> Kinds => Edition!.Bibliography.Ids.Select(id => Edition.Bibliography.Find(id)!.Evidence).OfType<string>()
        .GroupBy(kind => kind, StringComparer.OrdinalIgnoreCase).OrderByDescending(kind => kind.Count()).ThenBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => kind.Key).Take(50);

    /// <summary>The articles that list it, with the sentences that cite it.</summary>
    public IReadOnlyList<(Article Article, ReviewState Review, IReadOnlyList<CitingSentence> Sentences)> Citing { get; private set; } = [];

    /// <summary>Those whose review covers what the site says about the paper now.</summary>
    public IEnumerable<Article> Signed => Citing.Where(citing => citing.Review is ReviewState.Reviewed).Select(citing => citing.Article);

    /// <summary>Those that were changed since their review, by this paper or otherwise.</summary>
    public IEnumerable<Article> Stale => Citing.Where(citing => citing.Review is ReviewState.EditedSinceReview).Select(citing => citing.Article);

    public IActionResult OnGet(string id, string? done)
    {
        if (Find(id) is { } without) return without;
        if (papers.Open(Paper.Id) is { } opened) Fill(opened);
        else (Saving, Evidence, Finding) = (new PaperSaveResult.Refused("references.json has mistakes that have to be fixed first."), Paper.Evidence ?? "", Paper.Finding ?? "");
        Notice = done == "saved" ? "Saved. Readers will see it within a second." : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, string? evidence, string? finding, string? hash)
    {
        if (Find(id) is { } without) return without;
        (Evidence, Finding, Hash) = (LineText.Collapse(evidence ?? ""), LineText.Collapse(finding ?? ""), hash ?? "");
        Errors = [.. Validate()];
        if (Errors.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        Saving = papers.Save(Paper.Id, Hash, Evidence, Finding);
        if (Saving is PaperSaveResult.Done)
        {
            await audit.TryRecordAsync(SignedIn, "edited a paper", Paper.Id);
            await _current.WaitUntilAsync(edition => edition.Bibliography.Find(Paper.Id) is { } saved && (saved.Evidence ?? "") == Evidence && (saved.Finding ?? "") == Finding);
            return SeeOther($"{Action}?done=saved");
        }

        // If it is saved now, it replaces theirs.
        if (Saving is PaperSaveResult.Conflict conflict) (Paper, Hash) = (conflict.Theirs.Paper, conflict.Theirs.Hash);
        Response.StatusCode = Saving is PaperSaveResult.Refused ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict;
        return Page();
    }

    private IEnumerable<ValidationError> Validate()
    {
        if (Evidence.Length > MostEvidence) yield return new ValidationError("evidence", $"The kind of evidence has {Evidence.Length} characters; at most {MostEvidence} are possible.");
        if (Finding.Length > MostFinding) yield return new ValidationError("finding", $"The finding has {Finding.Length} characters; at most {MostFinding} are possible. Shorten it.");
    }

    /// <summary>The file of the bibliography does not say that a paper was retracted.</summary>
    private void Fill(EditedPaper opened) => (Paper, Hash, Evidence, Finding) =
        (opened.Paper with { Status = Edition!.Retractions.Of(opened.Paper) }, opened.Hash, opened.Paper.Evidence ?? "", opened.Paper.Finding ?? "");

    /// <summary>The answer if there is no such paper.</summary>
    private IActionResult? Find(string id)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (Edition.Bibliography.FindNamed(id) is not { } paper) return NotFound();
        Paper = paper;
        Citing =
        [
            .. Edition.Articles.Values.Concat(Edition.Hidden).Where(article => article.References.Any(entry => entry.Cited.Id == paper.Id)).OrderBy(article => article.Title, StringComparer.CurrentCulture)
                .Select(article => (article, ReviewState.Of(article, Edition), (IReadOnlyList<CitingSentence>)[.. article.References.Where(entry => entry.Cited.Id == paper.Id).SelectMany(entry => CitingSentence.Of(article, entry))])),
        ];
        return null;
    }
}
