using System.Net;
using BackSpasmSite.Data.PostgreSql;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Tests.Data;

/// <summary>Sites that start together on a database without tables.</summary>
public sealed class SharedMigrationOnPostgreSql : IDisposable
{
    private readonly PostgreSqlServer _server = new(durable: false);

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Two_sites_that_start_on_an_empty_database_migrate_it_once_and_share_their_sessions()
    {
        (string Key, string Value)[] settings = [("ConnectionStrings:Database", _server.NewDatabase(isMigrated: false))];
        await using var one = new TestSite { Settings = settings, IsMigrated = false };
        await using var other = new TestSite { Settings = settings, IsMigrated = false };
        await Task.WhenAll(Task.Run(one.UntilReadyAsync, TestContext.Current.CancellationToken), Task.Run(other.UntilReadyAsync, TestContext.Current.CancellationToken));

        Assert.Single(one.Events.Concat(other.Events), said => said.RenderMessage(null).StartsWith("Migrating", StringComparison.Ordinal));
        // Both need a key at the same time.
        foreach (var signIn in await Task.WhenAll(one.AskAsync("GET", "/editor/sign-in"), other.AskAsync("GET", "/editor/sign-in"))) signIn.Dispose();
        Assert.Equal(["1"], one.Database.Read("SELECT count(*) FROM DataProtectionKeys"));
        using var editor = await Accounts.SignedIn.SignInAsync(one);
        using var answer = await editor.GetAsync("/editor", TestContext.Current.CancellationToken);
        using var there = await other.AskAsync("GET", "/editor", ("Cookie", answer.RequestMessage!.Headers.GetValues("Cookie").Single()));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (answer.StatusCode, there.StatusCode));
    }

    [Fact]
    public async Task A_site_waits_for_another_that_migrates_and_a_killed_one_leaves_no_lock_behind()
    {
        var connection = _server.NewDatabase(isMigrated: false);
        await using var migrating = new PostgreSqlDbContext(new DbContextOptionsBuilder<PostgreSqlDbContext>().UseNpgsql($"{connection};Pooling=False").Options);
        await migrating.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await migrating.Database.ExecuteSqlRawAsync("SELECT pg_advisory_lock(50800002)", TestContext.Current.CancellationToken);
        await using var site = new TestSite { Settings = [("ConnectionStrings:Database", connection)], IsMigrated = false };

        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/articles/heat-or-ice")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await site.AskAsync("GET", "/healthz/ready?for=reports")).StatusCode);
        // As the server does when it loses a killed process.
        site.Database.Read("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted");
        await site.UntilReadyAsync();
    }
}
