using BackSpasmSite.Data;
using BackSpasmSite.Data.PostgreSql;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Tests.Data;

/// <summary>The database of a stopped site, in a temporary folder, for a test to write to.</summary>
internal sealed class DatabaseOnDisk : IDisposable
{
    private int _written;

    /// <param name="migration">The last migration to apply; null for all.</param>
    public DatabaseOnDisk(string? migration = null)
    {
        Directory.CreateDirectory(DataPath);
        Options = TestDatabase.New(File, isMigrated: migration is null);
        if (migration is null) return;

        using var context = Open();
        context.Database.Migrate(migration);
        context.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL;");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("backspasm-").FullName;

    public string DataPath => Path.Combine(Folder, "data");

    public string File => Path.Combine(DataPath, "site.db");

    public DatabaseOptions Options { get; }

    public SiteDbContext Open() => Options.IsPostgreSql
        ? PostgreSqlProvider.Patient(Options)
        : new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite($"Data Source={File};Pooling=False").Options);

    /// <summary>A report received at this time, with words in its message unless the test says otherwise.</summary>
    public Report Report(string received, string? message = "Words.", Concern? concern = Concern.Other, string? email = null, string? quote = null) => new()
    {
        Receipt = FormattableString.Invariant($"{++_written:x32}"),
        Article = "heat-or-ice",
        ArticleText = "sha256:text",
        Concern = concern,
        Quote = quote,
        Message = message,
        Email = email,
        ReceivedAt = Time(received),
        ChangedAt = Time(received),
        Fingerprint = FormattableString.Invariant($"fingerprint-{_written}"),
    };

    public Vote Vote(string cast, bool helpful, string article = "heat-or-ice") => new()
    {
        Article = article,
        ArticleText = "sha256:text",
        Helpful = helpful,
        VotedAt = Time(cast),
        Fingerprint = FormattableString.Invariant($"fingerprint-{++_written}"),
    };

    public void Add(params object[] rows)
    {
        using var context = Open();
        context.AddRange(rows);
        context.SaveChanges();
    }

    public void Execute(string sql)
    {
        using var context = Open();
        context.Database.ExecuteSqlRaw(sql);
    }

    public string[] Files() => [.. Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static DateTime Time(string utc) =>
        DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal);
}
