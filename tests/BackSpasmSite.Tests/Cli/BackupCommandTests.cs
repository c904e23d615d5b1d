using System.Collections.Concurrent;
using System.Net;
using BackSpasmSite.Data;
using BackSpasmSite.Tests.Data;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Cli;

public sealed class BackupCommandTests : IDisposable
{
    private const int Old = 1000;

    private readonly DatabaseOnDisk _database = new();

    [Fact]
    public async Task A_backup_taken_while_the_site_writes_restores_every_report_acknowledged_before_it()
    {
        await using var site = new TestSite { Settings = [("Feedback:ReportsPerHour", "0")] };
        using var browser = site.Browser();
        await FillAsync(site);
        var receipts = new ConcurrentQueue<string>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var some = new TaskCompletionSource();
        var readers = Enumerable.Range(0, 4).Select(reader => Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                using var form = new FormUrlEncodedContent([new("article", "heat-or-ice"), new("concern", "other"), new("message", $"Reader {reader}, report {i}.")]);
                using var answer = await browser.PostAsync("/feedback", form, TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
                receipts.Enqueue(answer.Headers.Location!.ToString());
                if (receipts.Count >= 40) some.TrySetResult();
            }
        })).ToList();
        await Task.WhenAny([some.Task, .. readers]);

        var before = receipts.ToArray();
        var said = await CommandOutput.ByAsync(site.Content.Parent, "backup", "backup.db");
        await enough.CancelAsync();
        await Task.WhenAll(readers);

        Assert.Equal((0, "backup.db"), (said.ExitCode, said.Output.Trim()));
        Assert.InRange(Reports(said), Old + before.Length, Old + receipts.Count);
        await using var restored = new TestSite();
        Directory.CreateDirectory(restored.DataPath);
        File.Copy(Path.Combine(site.Content.Parent, "backup.db"), Path.Combine(restored.DataPath, "site.db"));
        foreach (var receipt in before)
        {
            using var answer = await restored.AskAsync("GET", receipt);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using var ready = await restored.AskAsync("GET", "/healthz/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task A_backup_of_a_stopped_site_is_one_plain_file_for_its_owner_only()
    {
        _database.Add(_database.Report("2026-11-24T10:00Z"), _database.Vote("2026-11-24T10:00Z", helpful: true), _database.Vote("2026-11-24T11:00Z", helpful: false));
        var before = _database.Files();

        var said = await BackupAsync("backup.db");

        var file = Path.Combine(_database.Folder, "backup.db");
        Assert.Equal(["Reports: 1. Votes: 2."], said.ErrorLines);
        Assert.Equal([.. before.Prepend(file).Order(StringComparer.Ordinal)], _database.Files());
        // SQLite's file format, 1.3: 1 means that no log beside it is needed, 2 would be WAL.
        Assert.Equal([1, 1], (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))[18..20]);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_change_that_is_under_way_does_not_hold_up_a_backup()
    {
        await using var other = _database.Open();
        await using var change = await other.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        other.Add(_database.Report("2026-11-24T10:00Z"));
        await other.SaveChangesAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, Reports(await BackupAsync("backup.db")));
    }

    [Theory]
    [InlineData("there.db", "already exists")]
    [InlineData("link.db", "already exists")]
    [InlineData("data/site.db", "belongs to the database itself")]
    [InlineData("data/../data/site.db-wal", "belongs to the database itself")]
    [InlineData("data", "is a folder")]
    [InlineData("new/", "is a folder")]
    [InlineData("", "name of the file is empty")]
    [InlineData("new/backup.db", "There is no folder")]
    [InlineData("left.db", "left.db-journal is left over")]
    public async Task A_backup_that_can_not_be_is_refused_and_nothing_is_written(string file, string reason)
    {
        await File.WriteAllTextAsync(Path.Combine(_database.Folder, "there.db"), "mine", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_database.Folder, "left.db-journal"), "mine", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(_database.Folder, "link.db"), Path.Combine(_database.Folder, "nowhere.db"));
        var before = _database.Files();

        var said = await BackupAsync(file);

        Assert.Equal((1, ""), (said.ExitCode, said.Output));
        Assert.Contains(reason, Assert.Single(said.ErrorLines));
        Assert.Equal(before, _database.Files());
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(_database.Folder, "there.db"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_damaged_database_makes_no_backup()
    {
        _database.Add([.. Enumerable.Range(0, 200).Select(_ => _database.Report("2026-11-24T10:00Z", message: new string('x', 500)))]);
        await using (var file = new FileStream(_database.File, FileMode.Open))
        {
            file.Position = file.Length - 8 * 4096;
            file.Write(new byte[4 * 4096]);
        }

        var before = _database.Files();
        var said = await BackupAsync("backup.db");

        Assert.Equal((1, ""), (said.ExitCode, said.Output));
        Assert.Contains("The database is damaged", Assert.Single(said.ErrorLines));
        Assert.Equal(before, _database.Files());
    }

    public void Dispose() => _database.Dispose();

    /// <summary>Enough data that a backup takes many steps, with reports coming in between.</summary>
    private async Task FillAsync(TestSite site) => await site.Services.GetRequiredService<SerializedDatabase>().WriteAsync(open =>
    {
        open.AddRange(Enumerable.Range(0, Old).Select(_ => _database.Report("2026-11-20T10:00Z", message: new string('x', 4000))));
        return Task.FromResult(true);
    });

    private static int Reports(CommandOutput said) =>
        int.Parse(Assert.Single(said.ErrorLines).Split(' ')[1].TrimEnd('.'), System.Globalization.CultureInfo.InvariantCulture);

    private Task<CommandOutput> BackupAsync(string file) => CommandOutput.ByAsync(_database.Folder, "backup", file);
}
