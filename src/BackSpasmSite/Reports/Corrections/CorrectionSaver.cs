using BackSpasmSite.Audit;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Data;

namespace BackSpasmSite.Reports.Corrections;

/// <summary>
/// Saves a correction: records who makes it, then writes the article's file. The published edition closes the reports
/// (<see cref="CorrectionClosing"/>), also when the site stops in between.
/// </summary>
internal sealed partial class CorrectionSaver(
    ArticleEditor articles,
    RecordedCorrections recorded,
    CorrectionClosing closing,
    CurrentEdition current,
    AuditLog audit,
    ILogger<CorrectionSaver> logger)
{
    /// <summary>Does it, or changes nothing and says why.</summary>
    /// <param name="draft">What the form makes of the article, tried out: this is what is saved.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="editor">Whoever sent it.</param>
    /// <param name="cancellation">Ends it only before anything is changed.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing is changed.</exception>
    public async Task<CorrectionResult> SaveAsync(CorrectionDraft draft, CorrectionForm form, string editor, CancellationToken cancellation)
    {
        if (draft.Errors.Count > 0 || draft.Error is not null) return new CorrectionResult.Invalid();
        if (draft.StillStanding is not null && !form.StandsAnyway) return new CorrectionResult.StillStands();
        if (await recorded.ChangedAsync(form, cancellation) is { Count: > 0 } changed) return new CorrectionResult.Overtaken(changed);
        var known = current.Edition?.FindAny(draft.Slug)?.FrontMatter.Review;
        if (ArticleEditor.Refuse(draft.File, form.Hash, draft.Text, draft.Preview, form.ErrorsAnyway, known: known) is { } refused) return new CorrectionResult.NotSaved(refused);

        var (earlier, theirs) = await recorded.RecordAsync(form, editor);
        if (theirs.Count > 0) return new CorrectionResult.Overtaken(theirs);
        var saving = articles.Write(draft.Slug, draft.File, draft.Text);
        if (saving is not SaveResult.Done)
        {
            await recorded.TakeBackAsync(earlier);
            return new CorrectionResult.NotSaved(saving);
        }

        await audit.TryRecordAsync(editor, "corrected the article", $"articles/{draft.Slug}.md");
        return new CorrectionResult.Done(await StillOpenAsync(draft, form));
    }

    /// <summary>Waits until readers have the correction, and closes with it. Where that takes longer it happens all the same, later.</summary>
    private async Task<IReadOnlyList<long>> StillOpenAsync(CorrectionDraft draft, CorrectionForm form)
    {
        var correction = CorrectionDrafts.CorrectionOf(form, draft.Now);
        try
        {
            if (await current.WaitUntilAsync(IsIn) is not { } edition) return [.. form.Chosen.Order()];
            await closing.CloseAsync(draft.Slug.ToString(), edition.Articles[draft.Slug].FrontMatter.Corrections, edition.Site.TimeZone);
            return await closing.NotCorrectedAsync([.. form.Chosen], CancellationToken.None);
        }
        catch (DatabaseUnavailableException unavailable)
        {
            LogClosesLater(draft.Slug.ToString(), unavailable.Message);
            return [.. form.Chosen.Order()];
        }

        bool IsIn(Edition edition) => edition.Articles.GetValueOrDefault(draft.Slug)?.FrontMatter.Corrections
            .Any(published => published.Date == correction.Date && published.Reports.SequenceEqual(correction.Reports)) == true;
    }

    [LoggerMessage(LogLevel.Warning, "The correction of {Article} is saved, and its reports could not be closed; they will be as soon as the database answers: {Reason}")]
    private partial void LogClosesLater(string article, string reason);
}

/// <summary>What became of closing reports as corrected.</summary>
internal abstract record CorrectionResult
{
    private CorrectionResult()
    {
    }

    /// <summary>The article is mended.</summary>
    /// <param name="Open">The chosen reports that it did not close: readers do not have the text yet, or somebody moved a report meanwhile.</param>
    public sealed record Done(IReadOnlyList<long> Open) : CorrectionResult;

    /// <summary>Nothing is changed: something in the form has to be mended.</summary>
    public sealed record Invalid : CorrectionResult;

    /// <summary>Nothing is changed: the passage still stands word for word, and that has to be confirmed.</summary>
    public sealed record StillStands : CorrectionResult;

    /// <summary>Nothing is changed: somebody else has changed these reports since the page was shown.</summary>
    public sealed record Overtaken(IReadOnlyList<Report> Theirs) : CorrectionResult;

    /// <summary>Nothing is changed: the article's file was not saved.</summary>
    public sealed record NotSaved(SaveResult Saving) : CorrectionResult;
}
