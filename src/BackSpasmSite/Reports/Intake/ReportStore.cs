using BackSpasmSite.Data;
using BackSpasmSite.Reports.Emails;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Intake;

/// <summary>When a method returns, the data is on the disk. A token named <c>enough</c> ends the waiting; what has begun is still done.</summary>
internal sealed class ReportStore(SerializedDatabase serializedDatabase, DatabaseProvider provider, EditorNotifications editors, IntakeCapacity capacity, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The key of a day by which clients are told apart, the same for all replicas.</summary>
    public Task<byte[]> ShareKeyAsync(DateOnly day, byte[] proposed, CancellationToken enough) =>
        InTimeAsync(() => serializedDatabase.ReadAsync(open => provider.ShareKeyAsync(open, day, proposed), CancellationToken.None), enough);

    /// <summary>Stores a report, the vote that came with it and the e-mails it makes due, unless it is a repetition.</summary>
    /// <param name="version">The article's current text, stored unless it already is.</param>
    /// <param name="fingerprintBeforeMidnight">By yesterday's key, shortly after midnight; otherwise null.</param>
    /// <returns>The receipt; for a repetition, that of the earlier report.</returns>
    /// <exception cref="DatabaseUnavailableException">Nothing was stored.</exception>
    public Task<string> KeepAsync(
        Report report, Vote? vote, ArticleVersion version, string? fingerprintBeforeMidnight, int bytes = 0, CancellationToken enough = default) => InTimeAsync(() => serializedDatabase.WriteAsync(async open =>
    {
        // Checked again in the transaction: two that arrive at once don't find each other before it.
        if (await RepeatedAsync(open, report.Fingerprint, fingerprintBeforeMidnight) is { } before) return before;

        open.Add(report);
        if (!await open.Set<ArticleVersion>().AnyAsync(kept => kept.Stamp == version.Stamp)) open.Add(version);
        if (vote is not null) await CastAsync(open, vote);
        // Assigns the number that the e-mail needs.
        await open.SaveChangesAsync();
        await editors.QueueAsync(open, report);
        await capacity.CountAsync(open, reports: 1, votes: vote is null ? 0 : 1, bytes);
        return report.Receipt;
    }), enough);

    /// <summary>What must be known before anything is written, without waiting for writers.</summary>
    /// <param name="fingerprint">Null for a vote.</param>
    /// <param name="fingerprintBeforeMidnight">By yesterday's key, shortly after midnight; otherwise null.</param>
    public Task<IntakeLook> LookAsync(string? fingerprint, string? fingerprintBeforeMidnight, CancellationToken enough) => InTimeAsync(() => serializedDatabase.ReadAsync(
        async open => new IntakeLook(
            fingerprint is null ? null : await RepeatedAsync(open, fingerprint, fingerprintBeforeMidnight),
            await FormPauses.FindAsync(open, default) is not null,
            await capacity.LastDayAsync(open)),
        CancellationToken.None), enough);

    /// <summary>Replaces the same client's earlier vote of today on the same article.</summary>
    /// <exception cref="DatabaseUnavailableException">Nothing was stored.</exception>
    public Task KeepAsync(Vote vote, CancellationToken enough) => InTimeAsync(() => serializedDatabase.WriteAsync(async open =>
    {
        await CastAsync(open, vote);
        await capacity.CountAsync(open, reports: 0, votes: 1, bytes: 0);
        return true;
    }), enough);

    public Task<Report?> FindAsync(string receipt, CancellationToken cancellation) => serializedDatabase.ReadAsync(
        open => open.Set<Report>().AsNoTracking().SingleOrDefaultAsync(report => report.Receipt == receipt, cancellation), cancellation);

    /// <summary>The report whose answer a duplicate waits for, or null.</summary>
    public Task<Report?> FindOriginalAsync(Report report, CancellationToken cancellation) => report.State is not ReportState.Duplicate
        ? Task.FromResult<Report?>(null)
        : serializedDatabase.ReadAsync(open => Duplicates.OriginalAsync(open, report, cancellation), cancellation);

    /// <summary>At the reader's request; on legal hold, marks the words to be erased on release. False if there is no such report.</summary>
    /// <exception cref="DatabaseUnavailableException">Nothing was erased.</exception>
    public async Task<bool> EraseAsync(string receipt)
    {
        var isErased = await serializedDatabase.WriteAsync(async open =>
        {
            var report = await open.Set<Report>().SingleOrDefaultAsync(kept => kept.Receipt == receipt);
            if (report is { ErasedAt: null, EraseWhenReleased: false })
            {
                report.EraseUnlessLegal(Now);
                var what = report.ErasedAt is null ? "The reader deleted the text, which is kept until the report is released" : "The reader deleted the text";
                open.Add(new ReportEvent { Report = report.Id, At = Now, By = null, What = what });
            }

            return report is not null;
        });
        // SQLite's write-ahead log still contains the words.
        if (isErased) await serializedDatabase.FoldLogAsync();
        return isErased;
    }

    private static async Task<T> InTimeAsync<T>(Func<Task<T>> begin, CancellationToken enough)
    {
        Task<T>? work = null;
        try
        {
            enough.ThrowIfCancellationRequested();
            work = begin();
            return await work.WaitAsync(enough);
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            // Nobody waits for it any more. If it is stored after all, sending the same again leads to the same receipt.
            _ = work?.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw new DatabaseUnavailableException("The database does not answer in time.");
        }
    }

    private Task<string?> RepeatedAsync(SiteDbContext open, string? fingerprint, string? fingerprintBeforeMidnight)
    {
        var (since, latest) = (Now - FormLimits.Repetition, RecordedTime.Latest(Now));
        return open.Set<Report>()
            .Where(kept => kept.Fingerprint == fingerprint || (fingerprintBeforeMidnight != null && kept.Fingerprint == fingerprintBeforeMidnight))
            .Where(kept => kept.ReceivedAt > since && kept.ReceivedAt <= latest)
            .Select(kept => kept.Receipt)
            .FirstOrDefaultAsync();
    }

    private static async Task CastAsync(SiteDbContext open, Vote vote)
    {
        var before = await open.Set<Vote>().SingleOrDefaultAsync(cast => cast.Fingerprint == vote.Fingerprint);
        if (before is null)
        {
            open.Add(vote);
            return;
        }

        before.Helpful = vote.Helpful;
        // Another “no” does not take the reason back.
        before.Reason = vote.Helpful ? null : vote.Reason ?? before.Reason;
        before.ArticleText = vote.ArticleText;
        before.VotedAt = vote.VotedAt;
    }
}

/// <param name="Receipt">Of the report that this one repeats; null for a new one.</param>
internal sealed record IntakeLook(string? Receipt, bool IsPaused, FeedbackDay Day);
