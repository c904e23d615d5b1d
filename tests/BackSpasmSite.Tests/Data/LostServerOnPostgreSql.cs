using System.Net;
using BackSpasmSite.Data;
using BackSpasmSite.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Data;

/// <summary>A PostgreSQL server that dies, or cuts its connections, while nobody waits for it.</summary>
public sealed class LostServerOnPostgreSql : IDisposable
{
    private readonly PostgreSqlServer _server = new(durable: true);

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_server_that_dies_while_nobody_writes_is_noticed_by_the_next_read()
    {
        await using var site = new TestSite { Settings = [("ConnectionStrings:Database", _server.NewDatabase())] };
        await site.UntilReadyAsync();
        // Apart from the site's, whose background work also writes.
        var state = new DatabaseState();
        state.Opened();
        using var database = new SerializedDatabase(site.Services.GetRequiredService<DatabaseProvider>(), state, TimeProvider.System);

        _server.Kill();
        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => database.ReadAsync(open => open.Set<Report>().CountAsync(), TestContext.Current.CancellationToken));

        Assert.False(state.TakesWrites);
    }

    [Fact]
    public async Task A_connection_that_is_cut_costs_one_answer_at_most()
    {
        await using var site = new TestSite { Settings = [("ConnectionStrings:Database", _server.NewDatabase())] };
        using var reader = site.Browser();
        await reader.ReportAsync("Before.");

        site.Database.Read("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        await reader.ReportAsync("Perhaps.");
        await site.UntilReadyAsync();

        Assert.Equal(HttpStatusCode.SeeOther, (await reader.ReportAsync("After.")).StatusCode);
    }
}
