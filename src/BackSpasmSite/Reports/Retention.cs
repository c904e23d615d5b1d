using System.Linq.Expressions;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Reports;

/// <summary>Erasing can't be undone, so age counts only as far as the clock can be trusted (<see cref="DaysSeen"/>).</summary>
internal sealed partial class Retention(
    SerializedDatabase serializedDatabase,
    DatabaseProvider provider,
    PeriodicWork work,
    DaysSeen days,
    IOptions<FeedbackOptions> options,
    TimeProvider time,
    ILogger<Retention> logger) : BackgroundService
{
    /// <summary>Rows changed in one transaction; kept small, so that a reader's report never waits long.</summary>
    public const int Chunk = 500;

    private const string Kept = "The retention period is over; the text is kept until the report is released";
    private const string Erased = "The text was erased, because the retention period is over";

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>How much longer a fingerprint is kept, for a report that took a while to be stored.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isFirst = true;
        return work.RunAsync(
            "Erasing what is past its retention period",
            Interval,
            async stopping =>
            {
                // Opening the database has just merged its log. Merging it again at once could hide that another program overwrites the file right after the start.
                if (await EraseAsync(stopping) > 0 || !isFirst) await serializedDatabase.FoldLogAsync();
                isFirst = false;
            },
            stoppingToken);
    }

    /// <exception cref="DatabaseUnavailableException">Something may be left to do.</exception>
    public async Task EnforceAsync(CancellationToken stopping)
    {
        await EraseAsync(stopping);
        // Every time, to include what was erased elsewhere while somebody was reading.
        await serializedDatabase.FoldLogAsync();
    }

    private async Task<int> EraseAsync(CancellationToken stopping)
    {
        var believed = await days.BelievedAsync(stopping);
        var (now, latest) = (Now, RecordedTime.Latest(Now));
        if (believed != DateTime.MinValue) await DateAnewAsync(now, stopping);

        // Counts from marking as spam, so that editors have all that time to notice a mistake.
        var spamBefore = Before(believed, options.Value.KeepSpamDays);
        var spam = await InChunksAsync<Report>(report => report.State == ReportState.Spam && report.ChangedAt < spamBefore, DeleteAsync, stopping);
        if (spam > 0) LogSpamDeleted(spam);

        var reportsBefore = Before(believed, options.Value.KeepReportsDays);
        var reports = await InChunksAsync<Report>(report => report.ErasedAt == null && !report.EraseWhenReleased && report.ReceivedAt < reportsBefore, EraseWordsAsync, stopping);
        if (reports > 0) LogWordsErased(reports);

        var votesBefore = Before(believed, options.Value.KeepVotesDays);
        var votes = await InChunksAsync<Vote>(vote => vote.VotedAt < votesBefore, DeleteAsync, stopping);
        if (votes > 0) LogVotesDeleted(votes);

        var repeatedAfter = now - FormLimits.Repetition - Margin;
        var senders = await InChunksAsync<Report>(
            report => report.Fingerprint != null && (report.ReceivedAt <= repeatedAfter || report.ReceivedAt > latest),
            (_, due) => due.ExecuteUpdateAsync(report => report.SetProperty(kept => kept.Fingerprint, (string?)null)),
            stopping);
        // The key changes every day, so older fingerprints are useless.
        senders += await InChunksAsync<Vote>(
            vote => vote.Fingerprint != null && (vote.VotedAt < now.Date || vote.VotedAt > latest),
            (_, due) => due.ExecuteUpdateAsync(vote => vote.SetProperty(cast => cast.Fingerprint, (string?)null)),
            stopping);
        if (senders > 0) LogFingerprintsErased(senders);

        // Shortly after midnight yesterday's key still recognises what is sent a second time.
        await serializedDatabase.WriteAsync(open => provider.ForgetKeysAsync(open, DateOnly.FromDateTime(Now - FormLimits.Repetition)));
        return spam + reports + votes + senders;
    }

    /// <summary>A wrong clock may have dated rows years ahead, which would be kept that much longer.</summary>
    private async Task DateAnewAsync(DateTime now, CancellationToken stopping)
    {
        // Two days of margin, so that a clock that is behind for a while changes no dates.
        var ahead = now.Date.AddDays(2);
        await InChunksAsync<Report>(report => report.ReceivedAt >= ahead, (_, due) => due.ExecuteUpdateAsync(report => report.SetProperty(kept => kept.ReceivedAt, now)), stopping);
        await InChunksAsync<Report>(report => report.ChangedAt >= ahead, (_, due) => due.ExecuteUpdateAsync(report => report.SetProperty(kept => kept.ChangedAt, now)), stopping);
        await InChunksAsync<Vote>(vote => vote.VotedAt >= ahead, (_, due) => due.ExecuteUpdateAsync(vote => vote.SetProperty(kept => kept.VotedAt, now)), stopping);
    }

    private static Task<int> DeleteAsync<T>(SiteDbContext open, IQueryable<T> due) => due.ExecuteDeleteAsync();

    /// <summary>Reports on legal hold are only marked; releasing them erases their words.</summary>
    private async Task<int> EraseWordsAsync(SiteDbContext open, IQueryable<Report> due)
    {
        var now = Now;
        var numbers = await due.Select(report => report.Id).ToArrayAsync();
        if (numbers.Length == 0) return 0;
        // First the history, which tells the two kinds apart by what is about to change.
        await open.ExecuteAsync(
            $"""
             INSERT INTO "DeskEvents" ("Report", "At", "What")
             SELECT "Id", {now}, CASE "State" WHEN {nameof(ReportState.Legal)} THEN {Kept} ELSE {Erased} END FROM "Reports"
             WHERE "Id" IN (@numbers)
             """,
            numbers);
        var reports = open.Set<Report>().Where(report => numbers.Contains(report.Id));
        await reports.Where(report => report.State == ReportState.Legal).ExecuteUpdateAsync(report => report.SetProperty(kept => kept.EraseWhenReleased, true));
        await reports.Where(report => report.State != ReportState.Legal).ExecuteUpdateAsync(report => report
            .SetProperty(kept => kept.Section, (string?)null).SetProperty(kept => kept.Quote, (string?)null).SetProperty(kept => kept.QuotePrefix, (string?)null)
            .SetProperty(kept => kept.QuoteSuffix, (string?)null).SetProperty(kept => kept.Message, (string?)null).SetProperty(kept => kept.Email, (string?)null)
            .SetProperty(kept => kept.Fingerprint, (string?)null).SetProperty(kept => kept.ErasedAt, now));
        return numbers.Length;
    }

    private static DateTime Before(DateTime believed, int days) =>
        days == 0 || (believed - DateTime.MinValue).TotalDays < days ? DateTime.MinValue : believed.AddDays(-days);

    /// <summary>Searches outside of the write transaction: with a million rows that takes a second, in which reports would wait.</summary>
    /// <param name="isDue">Checked again inside the transaction, because an editor may have changed the row meanwhile.</param>
    private async Task<int> InChunksAsync<T>(Expression<Func<T, bool>> isDue, Func<SiteDbContext, IQueryable<T>, Task<int>> change, CancellationToken stopping)
        where T : class
    {
        for (var all = 0; ;)
        {
            var ids = await serializedDatabase.ReadAsync(
                open => open.Set<T>().Where(isDue).Select(row => EF.Property<long>(row, "Id")).OrderBy(id => id).Take(Chunk).ToArrayAsync(stopping), stopping);
            if (ids.Length == 0) return all;
            all += await serializedDatabase.WriteAsync(open => change(open, open.Set<T>().Where(row => ids.Contains(EF.Property<long>(row, "Id"))).Where(isDue)));
            if (ids.Length < Chunk) return all;
        }
    }

    [LoggerMessage(LogLevel.Information, "Deleted {Count} reports marked as spam")]
    private partial void LogSpamDeleted(int count);

    [LoggerMessage(LogLevel.Information, "Erased the words of {Count} reports, because their retention period is over")]
    private partial void LogWordsErased(int count);

    [LoggerMessage(LogLevel.Information, "Deleted {Count} votes, because their retention period is over")]
    private partial void LogVotesDeleted(int count);

    [LoggerMessage(LogLevel.Debug, "Erased {Count} fingerprints")]
    private partial void LogFingerprintsErased(int count);
}
