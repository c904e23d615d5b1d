using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using BackSpasmSite.Http;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace BackSpasmSite.Tests.Http;

/// <summary>When a connection is Kestrel's, by its beats instead of real seconds.</summary>
public sealed class StoredPageConnectionTests : IAsyncDisposable
{
    private const string Request = "GET / HTTP/1.1\r\n\r\n";

    // Whoever writes runs what reads, and the other way round: what can be answered and sent has been when a call returns.
    private readonly Pipe _in = NewPipe(mostWaiting: 64_000), _out = NewPipe(mostWaiting: 24_000);
    private readonly Beats _beats = new();
    private readonly Connection _connection;
    private readonly CancellationTokenSource _closing = new();

    public StoredPageConnectionTests()
    {
        _connection = new Connection(new Transport(_in.Reader, _out.Writer), new Transport(_out.Reader, _in.Writer));
        _connection.Features.Set<IConnectionHeartbeatFeature>(_beats);
        _connection.Features.Set<IConnectionLifetimeNotificationFeature>(new Closing(_closing));
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _closing.Dispose();
    }

    [Fact]
    public async Task A_silent_client_is_handed_to_Kestrel_which_waits_for_it()
    {
        var answering = AnswerAsync();
        _beats.Beat(10);

        Assert.True(await answering);
        var waiting = _in.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(waiting.IsCompleted);
        await _in.Writer.WriteAsync(Encoding.ASCII.GetBytes(Request), TestContext.Current.CancellationToken);
        Assert.Equal(Request, Encoding.ASCII.GetString((await waiting).Buffer.ToArray()));
    }

    [Fact]
    public async Task Kestrels_clock_does_not_run_what_becomes_Kestrels()
    {
        // Which thread goes on is a matter of microseconds.
        for (var turn = 0; turn < 20_000; turn++)
        {
            await using var silent = new StoredPageConnectionTests();
            var (clock, isBeating, wasClock) = (Environment.CurrentManagedThreadId, true, false);
            var answering = silent.Answering("").AnswerAsync(_ =>
            {
                wasClock = Volatile.Read(ref isBeating) && Environment.CurrentManagedThreadId == clock;
                return Task.CompletedTask;
            });
            silent._beats.Beat(3);
            Volatile.Write(ref isBeating, false);
            await answering;
            Assert.False(wasClock);
        }
    }

    [Fact]
    public async Task A_client_that_asks_now_and_then_is_answered_without_Kestrel()
    {
        var answering = AnswerAsync();
        for (var request = 0; request < 10; request++)
        {
            await AskAsync(Request);
            Assert.Equal("answer", await ReadAsync());
            _beats.Beat(2);
        }

        Assert.False(answering.IsCompleted);
        await _in.Writer.CompleteAsync();
        Assert.False(await answering);
    }

    [Fact]
    public async Task When_the_site_stops_the_connection_becomes_Kestrels_which_closes_it()
    {
        var answering = AnswerAsync();
        await AskAsync(Request);
        Assert.Equal("answer", await ReadAsync());

        await _closing.CancelAsync();

        Assert.True(await answering);
    }

    [Fact]
    public async Task A_request_for_Kestrel_that_comes_while_the_site_stops_is_left_for_it_to_read()
    {
        // Both before the answering begins, as if they had come at the same moment.
        await AskAsync("POST / HTTP/1.1\r\n\r\n");
        await _closing.CancelAsync();

        Assert.True(await AnswerAsync());

        Assert.True(_in.Reader.TryRead(out var left));
        Assert.Equal((false, "POST / HTTP/1.1\r\n\r\n"), (left.IsCanceled, Encoding.ASCII.GetString(left.Buffer.ToArray())));
    }

    /// <summary>Five seconds, and one for each 240 bytes, also of the answers before the last.</summary>
    [Theory]
    [InlineData(24_000, 1)]
    [InlineData(12_000, 2)]
    public async Task A_client_that_does_not_read_its_answers_in_time_is_disconnected(int length, int requests)
    {
        var answering = AnswerAsync(new string('a', length));
        for (var request = 0; request < requests; request++) await AskAsync(Request);

        _beats.Beat(5 + 100 - 1);
        Assert.False(_connection.IsAborted);
        _beats.Beat(1);
        Assert.True(_connection.IsAborted);

        await _out.Reader.CompleteAsync();
        Assert.False(await answering);
    }

    [Fact]
    public async Task A_client_that_reads_its_answer_late_is_answered_again()
    {
        var answering = AnswerAsync(new string('a', 24_000));
        await AskAsync(Request);
        _beats.Beat(50);
        Assert.Equal(24_000, (await ReadAsync()).Length);

        await AskAsync(Request);
        _beats.Beat(60);
        Assert.Equal(24_000, (await ReadAsync()).Length);
        Assert.False(_connection.IsAborted);
        await _in.Writer.CompleteAsync();
        Assert.False(await answering);
    }

    [Fact]
    public async Task A_client_that_goes_in_the_middle_is_no_fault()
    {
        var answering = AnswerAsync();
        await _in.Writer.CompleteAsync(new ConnectionResetException("The client has gone."));

        Assert.False(await answering);
    }

    /// <param name="mostWaiting">From so many unread bytes on, its writer waits.</param>
    private static Pipe NewPipe(int mostWaiting) => new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: mostWaiting, resumeWriterThreshold: 50, useSynchronizationContext: false));

    /// <summary>Whatever begins with GET is for the site.</summary>
    /// <returns>True if the connection becomes Kestrel's.</returns>
    private async Task<bool> AnswerAsync(string answer = "answer")
    {
        var isKestrels = false;
        await Answering(answer).AnswerAsync(_ =>
        {
            isKestrels = true;
            return Task.CompletedTask;
        });
        return isKestrels;
    }

    private StoredPageConnection Answering(string answer) => new(_connection, (PageRequest _, in ReadOnlySequence<byte> sent, PipeWriter output, out SequencePosition next) =>
    {
        next = sent.Start;
        if (!sent.FirstSpan.StartsWith("GET"u8)) return false;
        next = sent.GetPosition(Request.Length);
        output.Write(Encoding.ASCII.GetBytes(answer));
        return true;
    });

    private async Task AskAsync(string request) => await _in.Writer.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);

    private async Task<string> ReadAsync()
    {
        var read = await _out.Reader.ReadAsync(TestContext.Current.CancellationToken);
        var text = Encoding.ASCII.GetString(read.Buffer.ToArray());
        _out.Reader.AdvanceTo(read.Buffer.End);
        return text;
    }

    private sealed class Connection(IDuplexPipe transport, IDuplexPipe application) : DefaultConnectionContext("1", transport, application)
    {
        public bool IsAborted { get; private set; }

        public override void Abort(ConnectionAbortedException abortReason) => IsAborted = true;
    }

    private sealed class Transport(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }

    private sealed class Beats : IConnectionHeartbeatFeature
    {
        private Action? _all;

        public void OnHeartbeat(Action<object> action, object state) => _all += () => action(state);

        public void Beat(int times)
        {
            for (var beat = 0; beat < times; beat++) _all!();
        }
    }

    private sealed class Closing(CancellationTokenSource source) : IConnectionLifetimeNotificationFeature
    {
        public CancellationToken ConnectionClosedRequested
        {
            get => source.Token;
            set => throw new NotSupportedException();
        }

        public void RequestClose() => source.Cancel();
    }
}
