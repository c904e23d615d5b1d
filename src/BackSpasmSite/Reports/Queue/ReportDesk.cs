using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Queue;

/// <summary>What editors do with reports. Each is one transaction, and so is what the history says about it.</summary>
internal sealed class ReportDesk(Database database, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Does with all chosen reports what the form says, or nothing.</summary>
    /// <param name="form">What was sent.</param>
    /// <param name="editor">Whoever sent it.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing is changed.</exception>
    public async Task<DeskOutcome> DoAsync(DeskForm form, string editor)
    {
        var outcome = await TryAsync(form, editor);
        // Words that waited for the release to be erased still stand in SQLite's log.
        if (outcome is DeskOutcome.Done && form.Action is DeskAction.Release) await database.FoldLogAsync();
        return outcome;
    }

    /// <summary>Erases a reader's words for good, or marks them to be erased on release; false when there is no such report.</summary>
    /// <exception cref="DatabaseUnavailableException">Nothing is erased.</exception>
    public async Task<bool> EraseAsync(long id, string editor)
    {
        var isThere = await database.WriteAsync(async open =>
        {
            if (await open.Set<Report>().SingleOrDefaultAsync(report => report.Id == id) is not { } report) return false;
            if (report.ErasedAt is null) new Deed(open, editor, Now).Erase(report);
            return true;
        });
        if (isThere) await database.FoldLogAsync();
        return isThere;
    }

    private Task<DeskOutcome> TryAsync(DeskForm form, string editor) => database.WriteAsync<DeskOutcome>(async open =>
    {
        var concerned = form.Concerned.ToArray();
        var reports = await open.Set<Report>().Where(report => concerned.Contains(report.Id)).ToListAsync();
        if (reports.Find(report => report.Id == form.Report) is not { } shown) return new DeskOutcome.Gone();
        var theirs = reports.Where(report => form.Seen.GetValueOrDefault(report.Id) != report.Version).ToList();
        if (theirs.Count > 0 || reports.Count < concerned.Length) return new DeskOutcome.Overtaken(theirs);

        var chosen = reports.Where(report => form.Chosen.Contains(report.Id)).ToList();
        if (await DeskCheck.MistakesAsync(open, form, chosen) is { Count: > 0 } mistakes) return new DeskOutcome.Mistaken(mistakes);

        var original = form.Action is DeskAction.Duplicate ? await Duplicates.FindAsync(open, form.OriginalNumber!.Value, default) : null;
        if (original is not null)
        {
            var isAcross = chosen.Exists(report => report.Article != original.Article);
            if (form.Confirmed != DeskForm.Confirmation(original) || (isAcross && !form.AcrossArticles)) return new DeskOutcome.Unconfirmed(original, isAcross);
        }

        var deed = new Deed(open, editor, Now);
        // A text that was left as it was on the page is left as it is everywhere; but a refusal answers all.
        var (answer, note) = (DeskForm.Typed(form.Answer), DeskForm.Typed(form.Note));
        var (answers, notes) = (answer != shown.Answer || form.Action is DeskAction.Decline, note != shown.Note);
        foreach (var report in chosen)
        {
            if (answers) deed.Answer(report, answer, silently: form.Action is DeskAction.Decline);
            if (notes) deed.Note(report, note);
            await deed.MoveAsync(report, form.Action, original?.Id);
        }

        return new DeskOutcome.Done(deed.Id);
    });
}
