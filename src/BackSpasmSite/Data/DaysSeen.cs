using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Data;

/// <summary>A day (UTC) on which the site ran.</summary>
internal sealed class SeenDay
{
    public required DateOnly Day { get; init; }
}

internal sealed class SeenDayTable : IEntityTypeConfiguration<SeenDay>
{
    public void Configure(EntityTypeBuilder<SeenDay> builder) => builder.ToTable("SeenDays").HasKey(seen => seen.Day);
}

/// <summary>
/// Decides how far to trust the clock before something is destroyed because of its age. A clock that is wrong for a minute shows one
/// wrong day or two, but never three.
/// </summary>
internal sealed partial class DaysSeen(SerializedDatabase serializedDatabase, ClockWatch clock, TimeProvider time, ILogger<DaysSeen> logger)
{
    /// <summary>Something must be due on this many different days before it is destroyed.</summary>
    public const int Needed = 3;

    private const int Kept = 10;

    /// <summary>Notes today.</summary>
    /// <returns>What was due before this may be destroyed; <see cref="DateTime.MinValue"/> if nothing may be.</returns>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public async Task<DateTime> BelievedAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var today = DateOnly.FromDateTime(now);
        var seen = await serializedDatabase.ReadAsync(open => NewestFirst(open).ToListAsync(cancellation), cancellation);
        if (seen.Count == 0 || seen[0] != today) seen = await NoteAsync(today);
        return seen.Count < Needed ? DateTime.MinValue
            // The first of the last few days on which the site ran; today is the last of them.
            : seen[Needed - 1].AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
    }

    private async Task<List<DateOnly>> NoteAsync(DateOnly today)
    {
        var before = await serializedDatabase.ReadAsync(open => NewestFirst(open).ToListAsync(), CancellationToken.None);
        var (last, seen) = (before.FirstOrDefault(today), await serializedDatabase.WriteAsync(async open =>
        {
            // Days in the future were noted while the clock was wrong.
            await open.Set<SeenDay>().Where(day => day.Day > today).ExecuteDeleteAsync();
            if (!await open.Set<SeenDay>().AnyAsync(day => day.Day == today))
            {
                open.Add(new SeenDay { Day = today });
                await open.SaveChangesAsync();
            }

            var days = await NewestFirst(open).ToListAsync();
            foreach (var old in days.Skip(Kept)) await open.Set<SeenDay>().Where(day => day.Day == old).ExecuteDeleteAsync();
            return days.Take(Kept).ToList();
        }));
        if (last > today)
        {
            LogBack(last, today);
            clock.Note(last, today);
        }
        else if (today.DayNumber - last.DayNumber > 1)
        {
            LogAhead(last, today, today.DayNumber - last.DayNumber, Needed);
            clock.Note(last, today);
        }

        return seen;
    }

    private static IQueryable<DateOnly> NewestFirst(SiteDbContext open) => open.Set<SeenDay>().Select(seen => seen.Day).OrderByDescending(day => day);

    [LoggerMessage(LogLevel.Warning, "The clock went back from {Last:yyyy-MM-dd} to {Today:yyyy-MM-dd}. The days noted in between are discarded")]
    private partial void LogBack(DateOnly last, DateOnly today);

    [LoggerMessage(LogLevel.Warning, "The site last ran on {Last:yyyy-MM-dd} and now it is {Today:yyyy-MM-dd}, {Days} days later: it was off, or the clock is wrong. Nothing is erased because of its age until the site has run on {Needed} different days")]
    private partial void LogAhead(DateOnly last, DateOnly today, int days, int needed);
}
