using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Accounts;

/// <summary>One sign-in of one editor in one browser. The cookie only refers to it and is worthless once this row is deleted.</summary>
internal sealed class DeskSession : IEntityTypeConfiguration<DeskSession>
{
    public Guid Id { get; init; }

    public string EditorId { get; init; } = "";

    public DateTime BegunAt { get; init; }

    /// <summary>The last request, to the minute.</summary>
    public DateTime SeenAt { get; set; }

    /// <summary>Such as “Firefox on Windows”. No IP address is kept.</summary>
    public string Browser { get; init; } = "";

    public void Configure(EntityTypeBuilder<DeskSession> builder)
    {
        builder.ToTable("DeskSessions");
        builder.Property(session => session.Browser).HasMaxLength(60);
        builder.HasOne<EditorAccount>().WithMany().HasForeignKey(session => session.EditorId).IsRequired();
    }
}

internal sealed class DeskSessions(SerializedDatabase serializedDatabase, TimeProvider time)
{
    public static readonly TimeSpan Idle = TimeSpan.FromHours(4);

    /// <summary>However active the session is: a working day.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <exception cref="DatabaseUnavailableException">No session was begun.</exception>
    public Task<Guid> BeginAsync(string editorId, string? userAgent) => serializedDatabase.WriteAsync(async open =>
    {
        var (now, begun, seen) = (Now, Now - Longest, Now - Idle);
        var latest = RecordedTime.Latest(now);
        // A session from the future would be open again when its time comes.
        await open.Set<DeskSession>().Where(session => session.BegunAt <= begun || session.SeenAt <= seen || session.BegunAt > latest || session.SeenAt > latest).ExecuteDeleteAsync();
        var session = new DeskSession { Id = Guid.NewGuid(), EditorId = editorId, BegunAt = now, SeenAt = now, Browser = BrowserName.Of(userAgent) };
        open.Add(session);
        return session.Id;
    });

    /// <summary>Whether the session is still open. Counts as activity.</summary>
    public async Task<bool> GoesOnAsync(Guid id, string editorId, CancellationToken cancellation)
    {
        var session = await serializedDatabase.ReadAsync(open => open.Set<DeskSession>().AsNoTracking().SingleOrDefaultAsync(session => session.Id == id, cancellation), cancellation);
        var now = Now;
        if (session is null || session.EditorId != editorId || !IsOpen(session, now)) return false;
        if (RecordedTime.IsWithin(session.SeenAt, now, Minute)) return true;
        try
        {
            await serializedDatabase.WriteAsync(open => open.Set<DeskSession>().Where(kept => kept.Id == id).ExecuteUpdateAsync(row => row.SetProperty(kept => kept.SeenAt, now)));
        }
        catch (DatabaseUnavailableException)
        {
            // The desk can still be read; the next request will record it.
        }

        return true;
    }

    public Task<List<DeskSession>> ListAsync(string editorId, CancellationToken cancellation)
    {
        var (begun, seen, latest) = (Now - Longest, Now - Idle, RecordedTime.Latest(Now));
        return serializedDatabase.ReadAsync(
            open => open.Set<DeskSession>().AsNoTracking()
                .Where(session => session.EditorId == editorId && session.BegunAt > begun && session.SeenAt > seen && session.BegunAt <= latest && session.SeenAt <= latest)
                .OrderByDescending(session => session.BegunAt).ToListAsync(cancellation),
            cancellation);
    }

    /// <exception cref="DatabaseUnavailableException">It goes on.</exception>
    public Task<int> EndAsync(string editorId, Guid id) => serializedDatabase.WriteAsync(open =>
        open.Set<DeskSession>().Where(session => session.EditorId == editorId && session.Id == id).ExecuteDeleteAsync());

    /// <exception cref="DatabaseUnavailableException">They go on.</exception>
    public Task<int> EndOthersAsync(string editorId, Guid? but) => serializedDatabase.WriteAsync(open =>
        open.Set<DeskSession>().Where(session => session.EditorId == editorId && session.Id != but).ExecuteDeleteAsync());

    private static bool IsOpen(DeskSession session, DateTime now) =>
        RecordedTime.IsWithin(session.BegunAt, now, Longest) && RecordedTime.IsWithin(session.SeenAt, now, Idle);
}

/// <summary>A rough name, enough to tell a phone from a desktop.</summary>
internal static class BrowserName
{
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static string Of(string? userAgent)
    {
        var browser = Find(Browsers, userAgent) ?? "A browser";
        return Find(Systems, userAgent) is { } system ? $"{browser} on {system}" : browser;
    }

    private static string? Find((string Mark, string Name)[] all, string? userAgent) =>
        all.FirstOrDefault(one => userAgent?.Contains(one.Mark, StringComparison.Ordinal) == true).Name;
}
