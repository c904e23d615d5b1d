using System.Net;
using System.Text;

namespace BackSpasmSite.Tests.Data;

/// <summary>The database is deleted or replaced under the running site: nothing is acknowledged that would be lost, and nothing acknowledged is lost.</summary>
public sealed class LostDatabaseTests
{
    /// <summary>While it is open, what is reported stays in SQLite's log: no checkpoint of the site's own moves it into the main file.</summary>
    private const string Snapshot = "BEGIN; SELECT count(*) FROM Reports";

    [Theory]
    [InlineData("site.db")]
    [InlineData("site.db-wal")]
    [InlineData("site.db-shm")]
    [InlineData("site.db-wal", "site.db-shm")]
    [InlineData("site.db", "site.db-wal", "site.db-shm")]
    [InlineData(".")]
    public async Task What_is_deleted_is_noticed_and_put_back_with_all_that_was_acknowledged(params string[] names)
    {
        await using var site = new TestSite { Time = new ShortPauses() };
        await site.UntilReadyAsync();
        using var reader = site.Browser();
        var before = (await reader.ReportAsync("Before.")).Target();

        foreach (var name in names)
        {
            if (name == ".") DeleteFolder(site.DataPath);
            else File.Delete(Path.Combine(site.DataPath, name));
        }

        var receipts = await KeepPatientlyAsync(site, reader, "After.");
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", before)).StatusCode);
        Assert.Equal(["Before.", "After."], site.Database.Read("SELECT Message FROM Reports ORDER BY Id"));
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", receipts)).StatusCode);
        Assert.Contains(site.Events, said => said.RenderMessage(null).Contains("while the site was running", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(site.Database.Path));
    }

    [Fact]
    public async Task In_the_place_of_a_replaced_one_the_new_one_is_used_and_the_old_one_is_saved_beside_it()
    {
        await using var site = new TestSite { Time = new ShortPauses() };
        await site.UntilReadyAsync();
        using var reader = site.Browser();
        await KeepPatientlyAsync(site, reader, "In the old one.");

        var empty = Path.Combine(site.DataPath, "empty");
        await File.WriteAllBytesAsync(empty, [], TestContext.Current.CancellationToken);
        File.Move(empty, site.Database.Path, overwrite: true);

        await KeepPatientlyAsync(site, reader, "In the new one.");
        Assert.Equal(["In the new one."], site.Database.Read("SELECT Message FROM Reports"));
        var saved = new DatabaseFile(Assert.Single(Directory.EnumerateFiles(site.DataPath, "site.db.rescued-*")));
        Assert.Equal(["In the old one."], saved.Read("SELECT Message FROM Reports"));
    }

    [Theory]
    [InlineData(0, 5000)]
    [InlineData(0, 10)]
    [InlineData(18, 2)]
    // All of the second page; the header is intact.
    [InlineData(4096, 4096)]
    public async Task A_file_that_is_overwritten_acknowledges_nothing(int from, int length)
    {
        await using var site = new TestSite();
        using var reader = site.Browser();
        await KeepPatientlyAsync(site, reader, "Before.");
        Spoil(site.Database.Path, from, length);

        using var answer = await reader.ReportAsync("After.");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("After.", (await answer.PageAsync()).QuerySelector("#f-message")!.TextContent);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await site.AskAsync("GET", "/healthz/ready?for=reports")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/healthz/ready")).StatusCode);
    }

    [Theory]
    // As the backup command writes it, and as it is in the data folder of a stopped site.
    [InlineData("backup", false)]
    [InlineData("raw", false)]
    // As cp -p copies it.
    [InlineData("backup", true)]
    [InlineData("raw", true)]
    public async Task What_is_copied_over_the_database_is_used_as_it_is_and_what_was_acknowledged_before_is_set_aside(string kind, bool keepsDate)
    {
        using var other = Other(kind);
        await using var site = new TestSite { Time = new ShortPauses() };
        await site.UntilReadyAsync();
        using var reader = site.Browser();
        var bytes = await File.ReadAllBytesAsync(other.File, TestContext.Current.CancellationToken);

        using (site.Database.Lock(Snapshot))
        {
            await KeepPatientlyAsync(site, reader, "Before.");
            Overwrite(site.Database.Path, bytes);
        }

        if (keepsDate) File.SetLastWriteTimeUtc(site.Database.Path, File.GetLastWriteTimeUtc(other.File).AddDays(-1));

        await KeepPatientlyAsync(site, reader, "After.");
        Assert.Equal(["In the new one.", "After."], site.Database.Read("SELECT Message FROM Reports ORDER BY Id"));
        Assert.Equal(["ok"], site.Database.Read("PRAGMA integrity_check"));
        var aside = Directory.EnumerateFiles(site.DataPath, "site.db.overwritten-*").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, aside.Count);
        Assert.Equal(["In the new one."], new DatabaseFile(aside[0]).Read("SELECT Message FROM Reports"));
        Assert.Contains("Before.", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(aside[1], TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        Assert.Contains(site.Events, said => said.RenderMessage(null).Contains($"\"{aside[1]}\"", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(site.Database.Path));
    }

    [Fact]
    public async Task A_database_that_was_emptied_begins_anew()
    {
        await using var site = new TestSite { Time = new ShortPauses() };
        await site.UntilReadyAsync();
        using var reader = site.Browser();

        using (site.Database.Lock(Snapshot))
        {
            await KeepPatientlyAsync(site, reader, "Before.");
            Overwrite(site.Database.Path, []);
        }

        await KeepPatientlyAsync(site, reader, "After.");
        Assert.Equal(["After."], site.Database.Read("SELECT Message FROM Reports"));
        Assert.True(site.Database.HoldsBytes("Before."));
    }

    [Fact]
    public async Task Until_it_is_used_what_is_copied_over_the_database_takes_no_report_and_stopping_writes_nothing_into_it()
    {
        using var old = new DatabaseOnDisk();
        using var other = Other("backup");
        var bytes = await File.ReadAllBytesAsync(other.File, TestContext.Current.CancellationToken);
        await using (var site = new TestSite { Settings = [("ConnectionStrings:Database", $"Data Source={old.File}")] })
        {
            using var reader = site.Browser();
            using (new DatabaseFile(old.File).Lock(Snapshot))
            {
                await KeepPatientlyAsync(site, reader, "Before.");
                Overwrite(old.File, bytes);
            }

            using var answer = await reader.ReportAsync("After.");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("After.", (await answer.PageAsync()).QuerySelector("#f-message")!.TextContent);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await site.AskAsync("GET", "/healthz/ready?for=reports")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/healthz/ready")).StatusCode);
        }

        Assert.Equal(bytes, await File.ReadAllBytesAsync(old.File, TestContext.Current.CancellationToken));
        Assert.False(File.Exists($"{old.File}-wal"));
        Assert.True(new DatabaseFile(old.File).HoldsBytes("Before."));
    }

    [Fact]
    public async Task A_log_that_is_overwritten_is_never_folded_into_the_database()
    {
        await using var site = new TestSite { Time = new ShortPauses() };
        await site.UntilReadyAsync();
        using var reader = site.Browser();
        await KeepPatientlyAsync(site, reader, "Before.");
        site.Database.Run("PRAGMA wal_checkpoint(PASSIVE)");
        await KeepPatientlyAsync(site, reader, "In the log.");

        await using (var log = new FileStream($"{site.Database.Path}-wal", FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            log.Write(Enumerable.Repeat((byte)'x', (int)log.Length).ToArray());

        await KeepPatientlyAsync(site, reader, "After.");
        Assert.Equal(["ok"], site.Database.Read("PRAGMA integrity_check"));
        Assert.Contains("After.", site.Database.Read("SELECT Message FROM Reports"));
    }

    [Theory]
    [InlineData("PRAGMA wal_checkpoint(PASSIVE)")]
    [InlineData("PRAGMA wal_checkpoint(TRUNCATE)")]
    [InlineData("PRAGMA user_version = 7")]
    [InlineData("VACUUM")]
    [InlineData("")]
    public async Task What_other_programs_do_through_SQLite_is_no_fault_and_neither_is_a_new_date(string statement)
    {
        await using var site = new TestSite { Time = new ShortPauses() };
        await site.UntilReadyAsync();
        using var reader = site.Browser();
        for (var number = 1; number <= 5; number++)
        {
            using var answer = await reader.ReportAsync($"Report {number}.");
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            if (statement.Length > 0) site.Database.Run(statement);
            else File.SetLastWriteTimeUtc(site.Database.Path, DateTime.UnixEpoch.AddDays(number));
        }

        Assert.DoesNotContain(site.Events, said => said.RenderMessage(null).Contains("while the site was running", StringComparison.Ordinal));
        Assert.Equal(5, site.Database.Read("SELECT Id FROM Reports").Count);
        Assert.Empty(Directory.EnumerateFiles(site.DataPath, "site.db.*-2*"));
    }

    [Fact]
    public async Task A_database_that_was_damaged_before_the_start_acknowledges_nothing()
    {
        await using var before = new TestSite();
        await before.Browser().ReportAsync("Words.");
        before.Database.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        await using var site = new TestSite();
        Directory.CreateDirectory(site.DataPath);
        var bytes = await File.ReadAllBytesAsync(before.Database.Path, TestContext.Current.CancellationToken);
        bytes.AsSpan(bytes.Length / 2).Fill(0xAA);
        await File.WriteAllBytesAsync(site.Database.Path, bytes, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await site.Browser().ReportAsync("Words.")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/articles/heat-or-ice")).StatusCode);
    }

    /// <summary>Another database, with one report in it.</summary>
    private static DatabaseOnDisk Other(string kind)
    {
        var other = new DatabaseOnDisk();
        other.Add(other.Report("2026-11-24T10:00Z", message: "In the new one."));
        if (kind == "raw") return other;
        other.Execute($"VACUUM INTO '{other.File}.copy'");
        File.Move($"{other.File}.copy", other.File, overwrite: true);
        return other;
    }

    /// <summary>Again and again, because the running site puts files back meanwhile, as it should.</summary>
    private static void DeleteFolder(string folder)
    {
        for (var patience = 1000; Directory.Exists(folder); patience--)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException) when (patience > 0)
            {
                // The site created a file in it meanwhile.
            }
        }
    }

    private static void Spoil(string file, int from, int length)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = from;
        stream.Write(Enumerable.Repeat((byte)'x', length).ToArray());
    }

    /// <summary>As <c>cp</c> does: the file stays the same, and its content is replaced.</summary>
    private static void Overwrite(string file, byte[] bytes)
    {
        using var stream = new FileStream(file, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        stream.Write(bytes);
    }

    /// <summary>Sends a report until it is accepted. The site may not have noticed yet, or may notice more while it puts things right.</summary>
    private static async Task<string> KeepPatientlyAsync(TestSite site, HttpClient reader, string message)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var answer = await reader.ReportAsync(message);
            if (answer.StatusCode == HttpStatusCode.SeeOther) return answer.Target();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(message, (await answer.PageAsync()).QuerySelector("#f-message")!.TextContent);
            patience.Token.ThrowIfCancellationRequested();
            await site.UntilReadyAsync();
        }
    }
}
