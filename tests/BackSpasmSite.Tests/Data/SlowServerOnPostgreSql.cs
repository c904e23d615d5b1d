using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BackSpasmSite.Tests.Data;

/// <summary>A PostgreSQL server that is there but takes its time is not taken for a lost one, whose connections are useless.</summary>
public sealed class SlowServerOnPostgreSql
{
    private static readonly CancellationToken Forever = CancellationToken.None;

    [Fact]
    public async Task A_slow_command_costs_no_connection()
    {
        await using var site = new TestSite { Settings = [("ConnectionStrings:Database", $"{PostgreSqlServer.Get().NewDatabase()};Connection Idle Lifetime=300")] };
        await site.UntilReadyAsync();
        var database = site.Services.GetRequiredService<SerializedDatabase>();
        // At the same time, so that there are two.
        var connections = await database.ReadAsync(async one => new[] { await IdAsync(one), await database.ReadAsync(IdAsync, Forever) }, Forever);

        var slow = await Task.WhenAll(
            Assert.ThrowsAsync<DatabaseUnavailableException>(() => database.ReadAsync(SleepAsync, Forever)),
            Assert.ThrowsAsync<DatabaseUnavailableException>(() => database.WriteAsync(SleepAsync)));

        Assert.All(slow, said => Assert.Equal("it takes too long to answer.", DatabaseUnavailableException.PlainReason(said)));
        Assert.Empty(connections.Except(site.Database.Read("SELECT pid FROM pg_stat_activity")));
        Assert.True(site.Services.GetRequiredService<DatabaseState>().TakesWrites);
        Assert.Equal(HttpStatusCode.SeeOther, (await site.Browser().ReportAsync("Words.")).StatusCode);

        static Task<int> SleepAsync(SiteDbContext open) => open.Database.ExecuteSqlRawAsync("SELECT pg_sleep(60)");
    }

    [Fact]
    public async Task A_request_that_finds_no_free_connection_costs_none()
    {
        await using var site = new TestSite { Settings = [("ConnectionStrings:Database", $"{PostgreSqlServer.Get().NewDatabase()};Connection Idle Lifetime=300;Maximum Pool Size=2")] };
        await site.UntilReadyAsync();
        var database = site.Services.GetRequiredService<SerializedDatabase>();

        DatabaseUnavailableException refused = null!;
        var connections = await database.ReadAsync(
            async one => new[]
            {
                await IdAsync(one),
                await database.ReadAsync(
                    async other =>
                    {
                        var id = await IdAsync(other);
                        refused = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => database.ReadAsync(IdAsync, Forever));
                        return id;
                    },
                    Forever),
            },
            Forever);

        Assert.Equal("too many requests are waiting for it.", DatabaseUnavailableException.PlainReason(refused));
        Assert.Contains(await database.ReadAsync(IdAsync, Forever), connections);
    }

    [Fact]
    public async Task However_a_request_ends_its_connection_is_free_for_the_next()
    {
        await using var site = new TestSite { Settings = [("ConnectionStrings:Database", $"{PostgreSqlServer.Get().NewDatabase()};Maximum Pool Size=2")] };
        await site.UntilReadyAsync();
        var database = site.Services.GetRequiredService<SerializedDatabase>();

        for (var times = 0; times < 3; times++)
        {
            await Assert.ThrowsAsync<PostgresException>(() => database.ReadAsync(open => open.Database.ExecuteSqlRawAsync("SELECT no_such_column"), Forever));
            using var running = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.ReadAsync(open => open.Database.ExecuteSqlRawAsync("SELECT pg_sleep(60)", running.Token), Forever));
            await database.ReadAsync(
                async one => $"{await IdAsync(one)} {await database.ReadAsync(WaitingAsync, Forever)}",
                Forever);
        }

        async Task<string> WaitingAsync(SiteDbContext other)
        {
            var id = await IdAsync(other);
            using var waiting = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.ReadAsync(open => open.Database.ExecuteSqlRawAsync("SELECT 1", waiting.Token), Forever));
            return id;
        }
    }

    [Fact]
    public async Task A_running_command_that_its_caller_cancels_is_no_fault_of_the_database()
    {
        await using var site = new TestSite();
        await site.UntilReadyAsync();
        var database = site.Services.GetRequiredService<SerializedDatabase>();
        var options = site.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value;

        // Now the driver sees the server's error first, now the end of its own wait for it.
        for (var times = 0; times < 5; times++)
        {
            await AssertCanceledAsync(caller => database.ReadAsync(open => SleepAsync(open, caller), caller));
            await AssertCanceledAsync(caller => database.WriteAsync(open => SleepAsync(open, caller)));
            await AssertCanceledAsync(caller => ExistingDatabase.ReadAsync(options, open => SleepAsync(open, caller), caller));
        }

        Assert.True(site.Services.GetRequiredService<DatabaseState>().TakesWrites);

        // Cancels once the server runs the command, which it then answers with an error of its own.
        async Task AssertCanceledAsync(Func<CancellationToken, Task> use)
        {
            using var caller = new CancellationTokenSource();
            var running = use(caller.Token);
            await Polling.UntilAsync(() => site.Database.Read("SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()").Count == 1);
            await caller.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        }

        // Without the limits that end a command which nobody cancels.
        static async Task<int> SleepAsync(SiteDbContext open, CancellationToken caller)
        {
            open.Database.SetCommandTimeout(0);
            await open.Database.OpenConnectionAsync(caller);
            await open.Database.ExecuteSqlRawAsync("SET statement_timeout = 0", caller);
            return await open.Database.ExecuteSqlRawAsync("SELECT pg_sleep(60)", caller);
        }
    }

    [Fact]
    public async Task A_report_whose_steps_are_all_slow_is_handed_back_and_kept_once()
    {
        await using var site = new TestSite();
        using var reader = site.Browser();
        (await reader.ReportAsync("The key of the day is there.")).Dispose();
        // Each step takes less time than a step may, and both take longer than a reader should wait.
        site.Database.Run("ALTER TABLE client_keys RENAME TO kept_keys; CREATE VIEW client_keys AS SELECT kept_keys.* FROM kept_keys, pg_sleep(2.2)");
        site.Database.Run("CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(2.2); RETURN NEW; END $$");
        site.Database.Run("CREATE TRIGGER wait BEFORE INSERT ON Reports FOR EACH ROW EXECUTE FUNCTION wait()");

        using var answer = await reader.ReportAsync("Words.");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("Words.", (await answer.PageAsync()).QuerySelector<IHtmlTextAreaElement>("#f-message")!.Value);
        // Waits for the transaction that nobody waits for.
        site.Database.Run("DROP TRIGGER wait ON Reports; DROP VIEW client_keys; ALTER TABLE kept_keys RENAME TO client_keys");
        Assert.Equal(HttpStatusCode.SeeOther, (await reader.ReportAsync("Words.")).StatusCode);
        Assert.Single(site.Database.Read("SELECT Id FROM Reports WHERE Message = 'Words.'"));
    }

    /// <summary>Of the server's process for this connection, as text. Opens it.</summary>
    private static async Task<string> IdAsync(SiteDbContext open)
    {
        await open.Database.OpenConnectionAsync();
        return $"{(await open.Database.SqlQueryRaw<int>("SELECT pg_backend_pid() AS \"Value\"").ToListAsync()).Single()}";
    }
}
