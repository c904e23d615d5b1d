using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Reports.Intake;

/// <summary>What all readers together sent. Stored, so that a restart or a second process does not start from zero.</summary>
internal sealed class FeedbackHour : IEntityTypeConfiguration<FeedbackHour>
{
    public DateTime Hour { get; init; }

    public int Reports { get; set; }

    public int Votes { get; set; }

    /// <summary>Approximate, and of reports only.</summary>
    public long Bytes { get; set; }

    public void Configure(EntityTypeBuilder<FeedbackHour> builder)
    {
        builder.ToTable("FeedbackHours");
        builder.HasKey(hour => hour.Hour);
    }
}

/// <summary>The last 24 hours.</summary>
internal sealed record FeedbackDay(int Reports, int Votes, long Bytes);

internal enum CapacityLimit
{
    ReportsPerDay,
    VotesPerDay,
    BytesPerDay,
    FreeDisk,
}

internal sealed class IntakeCapacity(IOptions<FeedbackOptions> options, IOptions<DatabaseOptions> database, TimeProvider time)
{
    private const int Megabyte = 1_000_000;

    /// <summary>A row and its index entries without the reader's words, rounded up: about 600 bytes were measured with 100,000 reports.</summary>
    private const int BytesOfRow = 1_000;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public static int BytesOf(FeedbackForm form) => BytesOfRow + form.Fields().Sum(System.Text.Encoding.UTF8.GetByteCount);

    /// <summary>Null if the system does not say, or the disk is that of a server.</summary>
    public long? FreeBytes()
    {
        try
        {
            return !database.Value.IsPostgreSql && Path.GetDirectoryName(database.Value.File) is { Length: > 0 } folder ? new DriveInfo(folder).AvailableFreeSpace : null;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    public async Task<FeedbackDay> LastDayAsync(SiteDbContext open, CancellationToken cancellation = default)
    {
        var (since, now) = (Now.AddDays(-1), Now);
        // Hours in the future were counted while the clock was wrong. There are at most 25 rows.
        var hours = await open.Set<FeedbackHour>().AsNoTracking().Where(hour => hour.Hour > since && hour.Hour <= now).ToListAsync(cancellation);
        return new FeedbackDay(hours.Sum(hour => hour.Reports), hours.Sum(hour => hour.Votes), hours.Sum(hour => hour.Bytes));
    }

    /// <summary>Null if there is room for one more report or vote.</summary>
    public CapacityLimit? Reached(FeedbackDay day, bool isVote)
    {
        var feedback = options.Value;
        return feedback.LeastFreeMegabytes > 0 && FreeBytes() < (long)feedback.LeastFreeMegabytes * Megabyte ? CapacityLimit.FreeDisk
            : isVote ? (feedback.SiteVotesPerDay > 0 && day.Votes >= feedback.SiteVotesPerDay ? CapacityLimit.VotesPerDay : null)
            : feedback.SiteReportsPerDay > 0 && day.Reports >= feedback.SiteReportsPerDay ? CapacityLimit.ReportsPerDay
            : feedback.SiteMegabytesPerDay > 0 && day.Bytes >= (long)feedback.SiteMegabytesPerDay * Megabyte ? CapacityLimit.BytesPerDay
            : null;
    }

    /// <summary>Call this in the transaction that stores what is counted.</summary>
    public async Task CountAsync(SiteDbContext open, int reports, int votes, long bytes)
    {
        var now = Now;
        var hour = now.Date.AddHours(now.Hour);
        var counted = await open.Set<FeedbackHour>().Where(kept => kept.Hour == hour).ExecuteUpdateAsync(kept => kept
            .SetProperty(row => row.Reports, row => row.Reports + reports)
            .SetProperty(row => row.Votes, row => row.Votes + votes)
            .SetProperty(row => row.Bytes, row => row.Bytes + bytes));
        if (counted > 0) return;
        // The first in a new hour also deletes hours that no longer count.
        var old = now.AddDays(-2);
        await open.Set<FeedbackHour>().Where(kept => kept.Hour < old || kept.Hour > now).ExecuteDeleteAsync();
        open.Add(new FeedbackHour { Hour = hour, Reports = reports, Votes = votes, Bytes = bytes });
    }
}

/// <summary>Whether a report sent now would be stored, apart from the database itself, which <see cref="ReportsHealthCheck"/> tries.</summary>
internal sealed class IntakeHealthCheck(IntakeCapacity capacity, SerializedDatabase serializedDatabase, CurrentEdition current) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // An editor did this on purpose.
        if (current.Edition is { IsFormPaused: true }) return HealthCheckResult.Degraded("An editor has paused the readers' form.");
        try
        {
            var day = await serializedDatabase.ReadAsync(open => capacity.LastDayAsync(open, cancellationToken), cancellationToken);
            return capacity.Reached(day, isVote: false) switch
            {
                null => HealthCheckResult.Healthy(),
                CapacityLimit.FreeDisk => HealthCheckResult.Unhealthy("Reports can't be accepted: the database's disk is nearly full (Feedback:LeastFreeMegabytes)."),
                CapacityLimit.BytesPerDay => HealthCheckResult.Unhealthy("Reports can't be accepted: readers have sent as much as Feedback:SiteMegabytesPerDay allows in 24 hours."),
                _ => HealthCheckResult.Unhealthy("Reports can't be accepted: readers have sent as many as Feedback:SiteReportsPerDay allows in 24 hours."),
            };
        }
        catch (DatabaseUnavailableException)
        {
            // The other check says so.
            return HealthCheckResult.Healthy();
        }
    }
}
