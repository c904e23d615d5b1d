using BackSpasmSite.Data;
using BackSpasmSite.Hosting;
using Microsoft.Extensions.Logging;

namespace BackSpasmSite.Tests.Data;

public sealed class PeriodicWorkTests : IDisposable
{
    private static readonly TimeSpan NoTime = TimeSpan.FromMilliseconds(1);

    private readonly DatabaseState _state = new();
    private readonly BackgroundWorkHealthCheck _health = new();
    private readonly Lines _log = new();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task Nothing_is_done_before_the_database_is_open()
    {
        var done = 0;
        var running = RunAsync(() => done++);
        Assert.Equal(0, done);
        _state.CannotOpen("It is away.");
        Assert.Equal(0, done);

        _state.Opened();
        await running;

        Assert.Equal(1, done);
    }

    [Fact]
    public async Task It_is_done_again_and_again()
    {
        _state.Opened();

        await RunAsync(() => { }, times: 5);

        Assert.Empty(_log.Said);
    }

    [Fact]
    public async Task A_database_that_is_away_is_reported_once_and_its_return_too()
    {
        _state.Opened();
        var time = 0;

        await RunAsync(
            () =>
            {
                if (++time is > 1 and < 5) throw new DatabaseUnavailableException("The disk is full.");
            },
            times: 6);

        Assert.Equal(["Counting has to wait for the database and will be tried again: The disk is full.", "Counting works again"], _log.Said);
    }

    [Fact]
    public async Task A_fault_ends_neither_the_work_nor_the_site_and_its_message_is_not_logged()
    {
        _state.Opened();

        await RunAsync(() => throw new InvalidOperationException("about reader@example.org"), times: 3);

        Assert.Equal(3, _log.Said.Count);
        Assert.All(_log.Said, said =>
        {
            Assert.StartsWith("Counting failed because of a bug and will be tried again: System.InvalidOperationException at ", said, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', said);
            Assert.DoesNotContain('@', said);
        });
        Assert.Equal(["Counting failed (InvalidOperationException) and will be tried again. The log says more."], _health.Faults);
    }

    [Fact]
    public async Task It_stops_while_it_still_waits_for_the_database()
    {
        var running = RunAsync(() => { });
        await _stop.CancelAsync();

        await running;
    }

    /// <summary>Runs until it has been tried this often and has logged the result.</summary>
    private async Task RunAsync(Action work, int times = 1)
    {
        var tries = 0;
        try
        {
            await new PeriodicWork(_state, _health, TimeProvider.System, _log).RunAsync(
                "Counting",
                NoTime,
                _ =>
                {
                    if (tries++ < times) work();
                    else _stop.Cancel();
                    _stop.Token.ThrowIfCancellationRequested();
                    return Task.CompletedTask;
                },
                _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // As the host expects.
        }
    }

    private sealed class Lines : ILogger<PeriodicWork>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Add(formatter(state, exception));
    }
}
