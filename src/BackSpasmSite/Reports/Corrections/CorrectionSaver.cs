using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Data;
using BackSpasmSite.History;

namespace BackSpasmSite.Reports.Corrections;

/// <summary>Records who makes the correction, then writes the article. Publication closes the reports, even if the site stops in between.</summary>
internal sealed partial class CorrectionSaver(
    ArticleEditor articles,
    RecordedCorrections recorded,
    CorrectionClosing closing,
    CurrentEdition current,
    ArticleSaver saver,
    ILogger<CorrectionSaver> logger)
{
    /// <param name="cancellation">Has no effect once something is changed.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing is changed.</exception>
    public async Task<CorrectionResult> SaveAsync(CorrectionDraft draft, CorrectionForm form, string editor, CancellationToken cancellation)
    {
        if (draft.Errors.Count > 0 || draft.Error is not null) return new CorrectionResult.Invalid();
        if (draft.StillThere is not null && !form.StandsAnyway) return new CorrectionResult.StillStands();
        if (await recorded.ChangedAsync(form, cancellation) is { Count: > 0 } changed) return new CorrectionResult.Overtaken(changed);
        var known = current.Edition?.FindAny(draft.Slug)?.FrontMatter.Review;
        if (ArticleEditor.Validate(draft.File, form.Hash, draft.Text, draft.Preview, form.ErrorsAnyway, known: known, renumber: form.RenumbersAnyway) is { } refused) return new CorrectionResult.NotSaved(refused);
        if (await saver.ValidateAsync(draft.Slug, draft.File.Text, draft.Text, RevisionKind.Corrected, editor) is { } reason) return new CorrectionResult.NotSaved(new SaveResult.Refused(reason));

        var (earlier, theirs) = await recorded.RecordAsync(form, editor);
        if (theirs.Count > 0) return new CorrectionResult.Overtaken(theirs);
        var saving = articles.Write(draft.Slug, draft.File, draft.Text);
        if (saving is not SaveResult.Done done)
        {
            await recorded.TakeBackAsync(earlier);
            return new CorrectionResult.NotSaved(saving);
        }

        await saver.SavedAsync(draft.Slug, done.Before, done.After, RevisionKind.Corrected, editor);
        return new CorrectionResult.Done(await StillOpenAsync(draft, form));
    }

    /// <summary>If publication takes too long, <see cref="CorrectionWatcher"/> closes the reports later.</summary>
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

    [LoggerMessage(LogLevel.Warning, "The correction of {Article} is saved, but its reports could not be closed yet. They will be closed when the database is available again: {Reason}")]
    private partial void LogClosesLater(string article, string reason);
}

internal abstract record CorrectionResult
{
    private CorrectionResult()
    {
    }

    /// <param name="Open">Reports not closed yet: the text is not published yet, or somebody changed a report in the meantime.</param>
    public sealed record Done(IReadOnlyList<long> Open) : CorrectionResult;

    public sealed record Invalid : CorrectionResult;

    /// <summary>Nothing is changed: the text still contains the passage word for word, which has to be confirmed.</summary>
    public sealed record StillStands : CorrectionResult;

    /// <summary>Nothing is changed: somebody else has changed these reports since the page was shown.</summary>
    public sealed record Overtaken(IReadOnlyList<Report> Theirs) : CorrectionResult;

    public sealed record NotSaved(SaveResult Saving) : CorrectionResult;
}
