using BackSpasmSite.Authoring;
using BackSpasmSite.Storage;

namespace BackSpasmSite.Desk;

/// <summary>Closes reports as corrected: first the article's file, in one step, then the reports, in one transaction.</summary>
internal sealed partial class CorrectionDesk(
    ArticleDesk articles,
    CorrectionClosing closing,
    ILogger<CorrectionDesk> logger)
{
    /// <summary>Does it, or changes nothing and says why.</summary>
    /// <param name="draft">What the form makes of the article now.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="editor">Whoever sent it.</param>
    /// <param name="cancellation">Ends it only before anything is changed.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing is changed.</exception>
    public async Task<CorrectionOutcome> SaveAsync(CorrectionDraft draft, CorrectionForm form, string editor, CancellationToken cancellation)
    {
        if (draft.Mistakes.Count > 0 || draft.Refusal is not null) return new CorrectionOutcome.Mistaken();
        if (draft.StillStanding is not null && !form.StandsAnyway) return new CorrectionOutcome.StillStands();

        // Whoever publishes the file just saved waits until the reports are closed by whom they should be.
        using var turn = await closing.BeginAsync();
        if (await closing.OvertakenAsync(form, cancellation) is { Count: > 0 } theirs) return new CorrectionOutcome.Overtaken(theirs);
        var saving = articles.Save(draft.Slug, form.Hash, file => CorrectionDrafts.Compose(file, form, draft.Now));
        if (saving is not Saving.Done) return new CorrectionOutcome.NotSaved(saving);
        try
        {
            await closing.CloseAsync(draft.Slug.ToString(), form.Chosen, CorrectionDrafts.CorrectionOf(form, draft.Now).Note, editor);
            return new CorrectionOutcome.Done();
        }
        catch (DatabaseUnavailableException unavailable)
        {
            LogClosesLater(draft.Slug.ToString(), unavailable.Message);
            return new CorrectionOutcome.ClosesLater();
        }
    }

    [LoggerMessage(LogLevel.Warning, "The correction of {Article} is saved, and its reports could not be closed; they will be as soon as the database answers: {Reason}")]
    private partial void LogClosesLater(string article, string reason);
}
