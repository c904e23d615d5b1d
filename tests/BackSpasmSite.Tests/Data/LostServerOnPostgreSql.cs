using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BackSpasmSite.Data;
using BackSpasmSite.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Data;

/// <summary>A PostgreSQL server that hangs, dies and comes back. It has one of its own, which is killed.</summary>
[Collection(nameof(NotInParallel))]
public sealed class LostServerOnPostgreSql : IDisposable
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    /// <summary>The server asks for none, so any is right.</summary>
    private const string Password = "Zwiebelkuchen";

    private readonly PostgreSqlServer _server = new(durable: true);

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task While_the_server_hangs_or_is_dead_words_are_handed_back_in_time_and_afterwards_reports_are_kept_again()
    {
        await using var site = new TestSite { Settings = [("ConnectionStrings:Database", $"{_server.NewDatabase()};Password={Password}")] };
        using var reader = site.Browser();
        var receipt = (await reader.ReportAsync("Before.")).Target();

        foreach (var (trouble, begin, end) in new (string, Action, Action)[] { ("STOP", _server.Hang, _server.GoOn), ("QUIT", _server.Kill, _server.Start) })
        {
            begin();
            var sending = Task.WhenAll(Enumerable.Range(1, 5).Select(number => reader.ReportAsync($"{trouble} {number}.", ("concern", "harmful")))).WaitAsync(Promised, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/articles/heat-or-ice")).StatusCode);
            var answers = await sending;
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
            Assert.DoesNotContain(Password, await answers[3].Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
            Assert.Equal($"{trouble} 5.", (await answers[4].PageAsync()).QuerySelector<IHtmlTextAreaElement>("#f-message")!.Value);
            Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/healthz/ready")).StatusCode);
            // A write of a moment ago still counts.
            await Polling.UntilAsync(async () => (await (await site.AskAsync("GET", "/healthz/ready?for=reports")).Content.ReadAsStringAsync()).Contains("because it", StringComparison.Ordinal));

            end();
            await site.UntilReadyAsync();
            Assert.Equal(HttpStatusCode.SeeOther, (await reader.ReportAsync($"After {trouble}.")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", receipt)).StatusCode);
        // What was sent meanwhile may have been stored although nobody could say so.
        Assert.Equal(["After QUIT.", "After STOP.", "Before."], site.Database.Read("SELECT Message FROM Reports WHERE Message LIKE 'After%' OR Message = 'Before.' ORDER BY Message"));
        // Nor where somebody would look who wants to know what is wrong.
        var said = site.Events.Select(happened => $"{happened.RenderMessage(null)} {happened.Exception} {string.Join(' ', happened.Properties.Values)}").ToList();
        Assert.Contains(said, line => line.Contains("has to wait for the database", StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.Contains(Password, StringComparison.OrdinalIgnoreCase));
    }

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
