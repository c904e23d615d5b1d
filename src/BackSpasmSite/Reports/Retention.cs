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

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        work.RunAsync("Erasing what is past its retention period", Interval, EnforceAsync, stoppingToken);

    /// <exception cref="DatabaseUnavailableException">Something may be left to do.</exception>
    public async Task EnforceAsync(CancellationToken stopping)
    {
        var believed = await days.BelievedAsync(stopping);
        if (believed != DateTime.MinValue) await InChunksAsync(DateAnewAsync, stopping);
        if (await InChunksAsync(open => DeleteSpamAsync(open, Before(believed, options.Value.KeepSpamDays)), stopping) is > 0 and var spam) LogSpamDeleted(spam);
        if (await InChunksAsync(open => EraseWordsAsync(open, Before(believed, options.Value.KeepReportsDays)), stopping) is > 0 and var reports) LogWordsErased(reports);
        if (await InChunksAsync(open => DeleteVotesAsync(open, Before(believed, options.Value.KeepVotesDays)), stopping) is > 0 and var votes) LogVotesDeleted(votes);
        if (await InChunksAsync(ForgetSendersOfReportsAsync, stopping) + await InChunksAsync(ForgetSendersOfVotesAsync, stopping) is > 0 and var senders)
            LogFingerprintsErased(senders);
        // Shortly after midnight yesterday's key still recognises what is sent a second time.
        await serializedDatabase.WriteAsync(open => provider.ForgetKeysAsync(open, DateOnly.FromDateTime(Now - Limits.Repetition)));
        // Every time, to include what was erased elsewhere while somebody was reading.
        await serializedDatabase.FoldLogAsync();
    }

    /// <summary>A wrong clock may have dated rows years ahead, which would be kept that much longer.</summary>
    private async Task<int> DateAnewAsync(SiteDbContext open)
    {
        // Two days of margin, so that a clock that is behind for a while changes no dates.
        var (now, ahead) = (Now, Now.Date.AddDays(2));
        return await open.Set<Report>().Where(report => report.ReceivedAt >= ahead).OrderBy(report => report.Id).Take(Chunk).ExecuteUpdateAsync(report => report.SetProperty(kept => kept.ReceivedAt, now))
            + await open.Set<Report>().Where(report => report.ChangedAt >= ahead).OrderBy(report => report.Id).Take(Chunk).ExecuteUpdateAsync(report => report.SetProperty(kept => kept.ChangedAt, now))
            + await open.Set<Vote>().Where(vote => vote.VotedAt >= ahead).OrderBy(vote => vote.Id).Take(Chunk).ExecuteUpdateAsync(vote => vote.SetProperty(kept => kept.VotedAt, now));
    }

    /// <summary>Counts from marking as spam, so that editors have all that time to notice a mistake.</summary>
    private static Task<int> DeleteSpamAsync(SiteDbContext open, DateTime before) =>
        open.Set<Report>().Where(report => report.State == ReportState.Spam && report.ChangedAt < before)
            .OrderBy(report => report.Id).Take(Chunk).ExecuteDeleteAsync();

    /// <summary>Reports on legal hold are only marked; releasing them erases their words.</summary>
    private async Task<int> EraseWordsAsync(SiteDbContext open, DateTime before)
    {
        var now = Now;
        var due = await open.Set<Report>().Where(report => report.ErasedAt == null && !report.EraseWhenReleased && report.ReceivedAt < before)
            .OrderBy(report => report.Id).Select(report => report.Id).Take(Chunk).ToArrayAsync();
        if (due.Length == 0) return 0;
        // First the history, which tells the two kinds apart by what is about to change.
        await open.ExecuteAsync(
            $"""
             INSERT INTO "DeskEvents" ("Report", "At", "What")
             SELECT "Id", {now}, CASE "State" WHEN {nameof(ReportState.Legal)} THEN {Kept} ELSE {Erased} END FROM "Reports"
             WHERE "Id" IN (@numbers)
             """,
            due);
        var reports = open.Set<Report>().Where(report => due.Contains(report.Id));
        await reports.Where(report => report.State == ReportState.Legal).ExecuteUpdateAsync(report => report.SetProperty(kept => kept.EraseWhenReleased, true));
        await reports.Where(report => report.State != ReportState.Legal).ExecuteUpdateAsync(report => report
            .SetProperty(kept => kept.Section, (string?)null).SetProperty(kept => kept.Quote, (string?)null).SetProperty(kept => kept.QuotePrefix, (string?)null)
            .SetProperty(kept => kept.QuoteSuffix, (string?)null).SetProperty(kept => kept.Message, (string?)null).SetProperty(kept => kept.Email, (string?)null)
            .SetProperty(kept => kept.Fingerprint, (string?)null).SetProperty(kept => kept.ErasedAt, now));
        return due.Length;
    }

    private static Task<int> DeleteVotesAsync(SiteDbContext open, DateTime before) =>
        open.Set<Vote>().Where(vote => vote.VotedAt < before)
            .OrderBy(vote => vote.Id).Take(Chunk).ExecuteDeleteAsync();

    private Task<int> ForgetSendersOfReportsAsync(SiteDbContext open)
    {
        var (before, latest) = (Now - Limits.Repetition - Margin, RecordedTime.Latest(Now));
        return open.Set<Report>().Where(report => report.Fingerprint != null && (report.ReceivedAt <= before || report.ReceivedAt > latest))
            .OrderBy(report => report.Id).Take(Chunk)
            .ExecuteUpdateAsync(report => report.SetProperty(kept => kept.Fingerprint, (string?)null));
    }

    /// <summary>The key changes every day, so older fingerprints are useless.</summary>
    private Task<int> ForgetSendersOfVotesAsync(SiteDbContext open)
    {
        var (today, latest) = (Now.Date, RecordedTime.Latest(Now));
        return open.Set<Vote>().Where(vote => vote.Fingerprint != null && (vote.VotedAt < today || vote.VotedAt > latest))
            .OrderBy(vote => vote.Id).Take(Chunk)
            .ExecuteUpdateAsync(vote => vote.SetProperty(cast => cast.Fingerprint, (string?)null));
    }

    private static DateTime Before(DateTime believed, int days) =>
        days == 0 || (believed - DateTime.MinValue).TotalDays < days ? DateTime.MinValue : believed.AddDays(-days);

    private async Task<int> InChunksAsync(Func<SiteDbContext, Task<int>> work, CancellationToken stopping)
    {
        for (var all = 0; ;)
        {
            stopping.ThrowIfCancellationRequested();
            var some = await serializedDatabase.WriteAsync(work);
            all += some;
            if (some < Chunk) return all;
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
