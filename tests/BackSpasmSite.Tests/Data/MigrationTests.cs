using System.Net;
using BackSpasmSite.Data;
using BackSpasmSite.Email;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Data;

/// <summary>The database is migrated at start, by one process, whatever happened to the one before.</summary>
public sealed class MigrationTests
{
    [Fact]
    public async Task The_migrations_say_all_that_the_tables_are()
    {
        await using var site = new TestSite();
        await using var context = await site.Services.GetRequiredService<IDbContextFactory<SqliteDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

        Assert.False(context.Database.HasPendingModelChanges(), "Write a migration: see src/README.md.");
    }

    [Fact]
    public async Task The_database_keeps_its_promises_on_every_connection()
    {
        await using var site = new TestSite { IsMigrated = false };
        await using var context = await site.Services.GetRequiredService<IDbContextFactory<SqliteDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var settings = context.Database.SqlQueryRaw<string>("""
            SELECT concat_ws(' ', journal_mode, synchronous, secure_delete) AS "Value" FROM pragma_journal_mode, pragma_synchronous, pragma_secure_delete
            """);

        Assert.Equal(["wal 2 1"], settings);
        // Nobody else on the machine may read it.
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(site.DataPath));
    }

    [Theory]
    // Entity Framework's own lock, left behind by a process that was killed while it held it.
    [InlineData("""CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL); INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-22 12:00:00')""")]
    // The same, a moment later: the table of migrations exists and is empty.
    [InlineData("""CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL); INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-22 12:00:00'); CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT NOT NULL PRIMARY KEY, "ProductVersion" TEXT NOT NULL)""")]
    [InlineData("""CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT NOT NULL PRIMARY KEY, "ProductVersion" TEXT NOT NULL)""")]
    // A file that was created and never written.
    [InlineData("")]
    public async Task A_program_that_was_killed_half_way_keeps_the_next_from_nothing(string left)
    {
        await using var site = new TestSite();
        Directory.CreateDirectory(site.DataPath);
        await File.WriteAllBytesAsync(site.Database.Path, [], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync($"{site.Database.Path}.migrating", [], TestContext.Current.CancellationToken);
        if (left.Length > 0) site.Database.Run(left);

        // The first attempt succeeds, so nobody has to wait.
        Assert.Equal(HttpStatusCode.SeeOther, (await site.Browser().ReportAsync("Words.")).StatusCode);
    }

    [Fact]
    public async Task Readers_who_waited_for_their_mail_before_there_was_an_outbox_wait_in_it()
    {
        using var old = new DatabaseOnDisk("20261124023305_Desk");
        foreach (var (state, email) in new[] { ("Declined", "'a@example.org'"), ("Declined", "NULL"), ("Looking", "'b@example.org'"), ("Spam", "'c@example.org'") })
            old.Execute($"""
                INSERT INTO Reports (Receipt, Article, ArticleText, State, Email, ReceivedAt, ChangedAt, Version, EraseWhenReleased)
                VALUES ('{state}{email.Length}', 'heat-or-ice', 'sha256:0', '{state}', {email}, '2026-11-20 12:00:00', '2026-11-21 12:00:00', '{Guid.Empty}', 0)
                """);

        await using var now = old.Open();
        await now.Database.MigrateAsync(TestContext.Current.CancellationToken);
        var waiting = await now.Set<OutboxMessage>().OrderBy(mail => mail.Report).ToListAsync(TestContext.Current.CancellationToken);

        var closed = new DateTime(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);
        Assert.Equal([(1, EmailKind.Closing, null, closed), (4, EmailKind.Closing, null, closed)], waiting.Select(mail => (mail.Report, mail.Kind, mail.To, mail.DueAt)));
    }

    [Fact]
    public async Task Two_that_start_at_once_on_an_empty_folder_both_come_up()
    {
        await using var one = new TestSite { Time = new ShortPauses(), IsMigrated = false };
        await using var other = new TestSite { Time = new ShortPauses(), Settings = [("Site:DataPath", one.DataPath)] };
        await Task.WhenAll(Task.Run(one.UntilReadyAsync, TestContext.Current.CancellationToken), Task.Run(other.UntilReadyAsync, TestContext.Current.CancellationToken));

        var receipt = (await one.Browser().ReportAsync("To the one.")).Target();
        Assert.Equal(HttpStatusCode.OK, (await other.AskAsync("GET", receipt)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await other.Browser().ReportAsync("To the other.")).StatusCode);
        Assert.Equal(2, one.Database.Read("SELECT Message FROM Reports").Count);
    }

    [Fact]
    public async Task Two_that_write_at_once_take_turns()
    {
        await using var one = new TestSite { Settings = [("Feedback:ReportsPerHour", "0")] };
        await one.UntilReadyAsync();
        await using var other = new TestSite { Settings = [("Site:DataPath", one.DataPath), ("Feedback:ReportsPerHour", "0")] };
        await other.UntilReadyAsync();
        HttpClient[] readers = [one.Browser(), other.Browser()];
        var receipts = await Task.WhenAll(readers.Select((reader, place) => Task.Run(async () =>
        {
            var leads = new List<string>();
            for (var number = 0; number < 20; number++) leads.Add(await reader.ReportPatientlyAsync($"{place} {number}"));
            return leads;
        })));

        Assert.Equal(receipts.SelectMany(leads => leads).Order(), one.Database.Read("SELECT '/feedback/' || Receipt FROM Reports").Order());
    }

    [Fact]
    public async Task A_database_that_was_left_in_order_is_one_file()
    {
        using var content = ContentOnDisk.Small();
        var data = Path.Combine(content.Parent, "elsewhere");
        await using (var site = new TestSite { Settings = [("Site:DataPath", data)] })
            Assert.Equal(HttpStatusCode.SeeOther, (await site.Browser().ReportAsync("Words.")).StatusCode);

        Assert.Equal(["site.db"], Directory.EnumerateFiles(data, "site.db*").Select(Path.GetFileName).Where(name => name is not "site.db.migrating"));
        Assert.Equal(["Words."], new DatabaseFile(Path.Combine(data, "site.db")).Read("SELECT Message FROM Reports"));
    }
}
