using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BackSpasmSite.Audit;

internal sealed partial class AuditLog(SerializedDatabase serializedDatabase, TimeProvider time, ILogger<AuditLog> logger)
{
    public const string CommandLine = "(command line)";

    public const int PageSize = 100;

    /// <summary>Records in the log and, in a transaction of its own, in the database.</summary>
    /// <exception cref="DatabaseUnavailableException">Only the log has it.</exception>
    public async Task RecordAsync(string? who, string what, string? subject, bool warning = false)
    {
        Log(who, what, subject, warning);
        await serializedDatabase.WriteAsync(open =>
        {
            open.Add(New(who, what, subject, warning));
            return Task.FromResult(true);
        });
    }

    /// <summary>For what can't be undone any more: if the database fails, only the log has it.</summary>
    public async Task TryRecordAsync(string? who, string what, string? subject, bool warning = false)
    {
        try
        {
            await RecordAsync(who, what, subject, warning);
        }
        catch (DatabaseUnavailableException unavailable)
        {
            LogNotKept(what, unavailable.Message);
        }
    }

    /// <summary>Records it in the transaction of the change itself.</summary>
    public void Add(SiteDbContext open, string? who, string what, string? subject, bool warning = false)
    {
        open.Add(New(who, what, subject, warning));
        Log(who, what, subject, warning);
    }

    /// <summary>For what was done to an account, including signing in and out. The log gets no names.</summary>
    public Task RecordUnnamedAsync(string? who, string what, string? subject, bool warning = false)
    {
        LogUnnamed(warning ? LogLevel.Warning : LogLevel.Information, what);
        return serializedDatabase.WriteAsync(open =>
        {
            open.Add(New(who, what, subject, warning));
            return Task.FromResult(true);
        });
    }

    /// <param name="page">From 1, newest first.</param>
    public Task<(IReadOnlyList<AuditEntry> Records, int Count)> ReadAsync(string? who, string? what, int page, CancellationToken cancellation) =>
        serializedDatabase.ReadAsync<(IReadOnlyList<AuditEntry>, int)>(
            async open =>
            {
                var records = open.Set<AuditEntry>().AsNoTracking()
                    .Where(record => (who == null || record.By == who) && (what == null || record.What == what));
                var count = await records.CountAsync(cancellation);
                var shown = await records.OrderByDescending(record => record.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
                return (shown, count);
            },
            cancellation);

    public Task<(IReadOnlyList<string> Who, IReadOnlyList<string> What)> ChoicesAsync(CancellationToken cancellation) =>
        serializedDatabase.ReadAsync<(IReadOnlyList<string>, IReadOnlyList<string>)>(
            async open => (
                await open.Set<AuditEntry>().Where(record => record.By != null).Select(record => record.By!).Distinct().Order().ToListAsync(cancellation),
                await open.Set<AuditEntry>().Select(record => record.What).Distinct().Order().ToListAsync(cancellation)),
            cancellation);

    private AuditEntry New(string? who, string what, string? subject, bool warning) => new()
    {
        At = time.GetUtcNow().UtcDateTime,
        By = who,
        What = what,
        Subject = subject?.Length > AuditEntry.LongestSubject ? subject[..AuditEntry.LongestSubject] : subject,
        IsWarning = warning,
    };

    private void Log(string? who, string what, string? subject, bool warning) =>
        LogDone(warning ? LogLevel.Warning : LogLevel.Information, who ?? "nobody", what, subject ?? "");

    [LoggerMessage(Message = "Desk: {Who} {What}: {Subject}")]
    private partial void LogDone(LogLevel level, string who, string what, string subject);

    [LoggerMessage(Message = "Desk: somebody {What}")]
    private partial void LogUnnamed(LogLevel level, string what);

    [LoggerMessage(LogLevel.Error, "The database could not store the record that somebody {What}: {Reason}")]
    private partial void LogNotKept(string what, string reason);
}

internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.TryAddSingleton<AuditLog>();
        return services;
    }
}

/// <summary>Who did what, and when; never a reader's words. Rows are only added: triggers in the database refuse updates and deletions.</summary>
internal sealed class AuditEntry : IEntityTypeConfiguration<AuditEntry>
{
    public const int LongestSubject = 300;

    public long Id { get; init; }

    public DateTime At { get; init; }

    /// <summary>The editor's name, or <see cref="AuditLog.CommandLine"/>; null if nobody was signed in.</summary>
    public string? By { get; init; }

    public string What { get; init; } = "";

    /// <summary>What it was done to, such as <c>articles/heat-or-ice.md</c> or the name of an account.</summary>
    public string? Subject { get; init; }

    public bool IsWarning { get; init; }

    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditRecords");
        builder.Property(record => record.By).HasMaxLength(256);
        builder.Property(record => record.What).HasMaxLength(200);
        builder.Property(record => record.Subject).HasMaxLength(LongestSubject);
        builder.HasIndex(record => record.By);
        builder.HasIndex(record => record.What);
    }
}
