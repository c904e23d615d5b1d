using BackSpasmSite.Data.PostgreSql;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using BackSpasmSite.Tests.Cli;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Tests.Data;

public sealed class DatabaseMoveTests : IDisposable
{
    private readonly DatabaseOnDisk _disk = new();
    private readonly string _server = PostgreSqlServer.Get().NewDatabase(isMigrated: false);

    public void Dispose() => _disk.Dispose();

    [Fact]
    public async Task A_database_moves_to_a_server_and_back_with_every_row_and_no_number_used_twice()
    {
        var time = new DateTime(2026, 11, 24, 10, 0, 0, DateTimeKind.Utc).AddTicks(1_234_567);
        _disk.Add(_disk.Report("2026-11-24T10:00Z", message: "Naïve “words” \0 and \ud800 half.", quote: "It helps."), _disk.Vote("2026-11-24T11:00Z", helpful: true),
            new ReportEvent { Report = 1, At = time, By = "ann", What = "took it on", Before = ReportState.New, Change = Guid.NewGuid() });
        for (var i = 0; i < 700; i++) _disk.Add(_disk.Vote("2026-11-24T12:00Z", helpful: false));
        // Its number must not be given to another report.
        _disk.Add(_disk.Report("2026-11-24T13:00Z"));
        _disk.Execute("DELETE FROM Reports WHERE Id = 2");

        await UntilMovedAsync(_server);
        await using (var there = Server())
        {
            Assert.Equal("Naïve “words” \ufffd and \ufffd half.", (await there.Set<Report>().SingleAsync(TestContext.Current.CancellationToken)).Message);
            Assert.Equal(701, await there.Set<Vote>().CountAsync(TestContext.Current.CancellationToken));
            Assert.Equal(time.Ticks / 10 * 10, (await there.Set<ReportEvent>().SingleAsync(TestContext.Current.CancellationToken)).At.Ticks);
            var next = _disk.Report("2026-11-24T14:00Z");
            there.Add(next);
            await there.SaveChangesAsync(TestContext.Current.CancellationToken);
            Assert.Equal(3, next.Id);
            there.Remove(next);
            await there.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var file = Path.Combine(_disk.Folder, "back.db");
        await UntilMovedAsync($"Data Source={file}", from: _server);
        var back = new DatabaseFile(file);
        Assert.Equal(["1"], back.Read("SELECT Id FROM Reports"));
        Assert.Equal(["701"], back.Read("SELECT count(*) FROM Votes"));
        Assert.Equal(["3"], back.Read("SELECT seq FROM sqlite_sequence WHERE name = 'Reports'"));
    }

    [Fact]
    public async Task A_file_that_a_program_has_open_is_not_moved()
    {
        await using (var site = _disk.Open())
        {
            await site.Set<Report>().CountAsync(TestContext.Current.CancellationToken);
            await site.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            await site.Set<Report>().CountAsync(TestContext.Current.CancellationToken);
            var (code, _, error) = await MoveAsync(_server);

            Assert.Equal((1, true), (code, error.Contains("is in use. Stop the site", StringComparison.Ordinal)));
        }

        await UntilMovedAsync(_server);
    }

    [Fact]
    public async Task A_server_with_another_connection_or_with_rows_is_not_moved_to()
    {
        await using (var site = Server())
        {
            await site.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            var (code, _, error) = await MoveAsync(_server);
            Assert.Equal((1, true), (code, error.Contains("is in use", StringComparison.Ordinal)));
        }

        _disk.Add(_disk.Vote("2026-11-24T11:00Z", helpful: true));
        await UntilMovedAsync(_server);
        var again = await MoveAsync(_server);
        Assert.Equal((1, true), (again.ExitCode, again.Error.Contains("is not empty: its table Votes has rows", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_that_a_program_is_connected_to_is_not_moved_from()
    {
        await UntilMovedAsync(_server);
        var file = Path.Combine(_disk.Folder, "back.db");
        await using var site = Server();
        await site.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);

        var (code, _, error) = await MoveAsync($"Data Source={file}", from: _server);

        Assert.Equal((1, true), (code, error.Contains("is in use. Stop the site", StringComparison.Ordinal)));
        Assert.False(File.Exists(file));
    }

    [Theory]
    [InlineData("BEFORE", "NEW.Message := 'Other words.'; RETURN NEW", 1)]
    [InlineData("AFTER", "DELETE FROM Reports; RETURN NULL", 0)]
    public async Task A_copy_that_is_not_the_same_is_told_and_not_kept(string when, string change, int arrived)
    {
        _disk.Add(_disk.Report("2026-11-24T10:00Z", message: "Words."), _disk.Vote("2026-11-24T11:00Z", helpful: true));
        var server = PostgreSqlServer.Get().NewDatabase();
        var there = new DatabaseFile("", server);
        there.Run($"CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {change}; END $$");
        there.Run($"CREATE TRIGGER spoil {when} INSERT ON Reports FOR EACH ROW EXECUTE FUNCTION spoil()");

        var (code, _, error) = await MoveAsync(server);

        Assert.Equal(1, code);
        Assert.Matches($@"The table Reports is not the same after copying \(1 rows, \w+; then {arrived} rows, \w*\)\. Nothing was kept\.", error);
        Assert.Equal(["0", "0"], there.Read("SELECT count(*) FROM Reports UNION ALL SELECT count(*) FROM Votes"));
        there.Run("DROP TRIGGER spoil ON Reports");
        await UntilMovedAsync(server);
    }

    [Fact]
    public async Task A_file_that_exists_is_not_moved_to_and_a_wrong_connection_is_told_without_its_password()
    {
        await UntilMovedAsync(_server);
        Assert.Equal(1, (await MoveAsync($"Data Source={_disk.File}", from: _server)).ExitCode);
        var (code, output, error) = await MoveAsync("Host=127.0.0.1;Port=1;Database=site;Password=hunter2");
        Assert.Equal((2, false), (code, (output + error).Contains("hunter2", StringComparison.Ordinal)));
        (code, output, error) = await MoveAsync("Hots=127.0.0.1;Password=hunter2");
        Assert.Equal((2, false), (code, (output + error).Contains("hunter2", StringComparison.Ordinal)));
        Assert.Contains("Did you mean “Host”?", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_the_two_databases_the_one_that_fails_is_named()
    {
        _disk.Add(_disk.Report("2026-11-24T10:00Z"));
        await using (var there = Server())
        {
            await there.Database.MigrateAsync(TestContext.Current.CancellationToken);
            // What a server says whose disk is full.
            await there.Database.ExecuteSqlRawAsync(
                """
                CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''could not extend file'' USING ERRCODE = ''disk_full''; END';
                CREATE TRIGGER full_disk BEFORE INSERT ON "Reports" FOR EACH ROW EXECUTE FUNCTION full_disk();
                """, TestContext.Current.CancellationToken);
        }

        var (code, _, error) = await MoveAsync(_server);
        Assert.Equal(2, code);
        Assert.Contains("on 127.0.0.1 can't be written: could not extend file", error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(_disk.File, new string('x', 10_000), TestContext.Current.CancellationToken);
        (code, _, error) = await MoveAsync(_server);
        Assert.Equal(2, code);
        Assert.Contains($"The database {_disk.File} cannot be used: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_a_server_is_a_file_that_a_site_can_be_started_with()
    {
        _disk.Add(_disk.Report("2026-11-24T10:00Z", message: "Kept."));
        await UntilMovedAsync(_server);
        // While somebody uses it.
        await using var site = Server();
        await site.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);

        var run = await CommandOutput.ByAsync(_disk.Folder, ["backup", Path.Combine(_disk.Folder, "copy.db"), $"--Database:Provider={DatabaseOptions.PostgreSql}", $"--ConnectionStrings:Database={_server}"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["Kept."], new DatabaseFile(Path.Combine(_disk.Folder, "copy.db")).Read("SELECT Message FROM Reports"));
    }

    private PostgreSqlDbContext Server() => new(new DbContextOptionsBuilder<PostgreSqlDbContext>().UseNpgsql($"{_server};Pooling=False").Options);

    /// <summary>A busy machine's server may not answer in time, which ends the command with 2 and changes nothing.</summary>
    private Task UntilMovedAsync(string to, string? from = null) => Polling.UntilAsync(async () =>
    {
        var (code, _, error) = await MoveAsync(to, from);
        Assert.True(code is 0 or 2, error);
        return code == 0;
    });

    private async Task<(int ExitCode, string Output, string Error)> MoveAsync(string to, string? from = null)
    {
        string[] source = from is null ? [] : [$"--Database:Provider={DatabaseOptions.PostgreSql}", $"--ConnectionStrings:Database={from}"];
        var run = await CommandOutput.ByAsync(_disk.Folder, ["database", "move", $"--to={to}", .. source]);
        return (run.ExitCode, run.Output, run.Error);
    }
}
