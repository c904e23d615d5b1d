using System.Buffers;
using System.IO.Pipelines;
using BackSpasmSite.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace BackSpasmSite.Http;

/// <param name="request">Reads the requests of this connection.</param>
/// <param name="sent">What the client has sent.</param>
/// <param name="output">Gets the answer.</param>
/// <param name="next">Where the next request starts, if this one is answered.</param>
/// <returns>False if Kestrel has to answer.</returns>
internal delegate bool TryAnswer(PageRequest request, in ReadOnlySequence<byte> sent, PipeWriter output, out SequencePosition next);

/// <summary>A connection of which Kestrel has not seen a request yet.</summary>
internal sealed class StoredPageConnection(ConnectionContext connection, TryAnswer tryAnswer)
{
    /// <summary>After so many seconds without a request, Kestrel waits for the next one, within its own limits.</summary>
    private const int MostIdleSeconds = 2;

    /// <summary>See <see cref="HttpServices"/>: what Kestrel demands of a client that reads an answer.</summary>
    private const int BytesPerSecond = 240, GraceSeconds = 5;

    /// <summary>Kestrel's default: up to this many bytes of earlier answers may still be unsent.</summary>
    private const int MostBuffered = 64 * 1024;

    private readonly PageRequest _request = new();
    private volatile State _state = State.Waiting;
    private bool _wasCancelled;

    private int _answered;

    /// <summary>How many were answered at the last beat.</summary>
    private int _lastAnswered;

    /// <summary>How many beats there have been since then without another one.</summary>
    private int _idle;

    /// <summary>How many seconds are left to send what was written; 0 if nothing has to wait for the client.</summary>
    private int _seconds;

    private enum State
    {
        Waiting,

        /// <summary>The next reading is cancelled, or was.</summary>
        Cancelled,

        Over,
    }

    /// <summary>Answers requests until Kestrel has to, unless the connection ends before.</summary>
    public async Task AnswerAsync(ConnectionDelegate kestrel)
    {
        if (!await AnswerHereAsync()) return;
        // Leaves the thread that cancelled: Kestrel's heartbeat fails if it runs what adds to its own list. Done here, because a method called from here may still return on that thread.
        if (_wasCancelled) await Task.Yield();
        await kestrel(connection);
    }

    /// <returns>False if the connection is at its end.</returns>
    private async Task<bool> AnswerHereAsync()
    {
        connection.Features.GetRequiredFeature<IConnectionHeartbeatFeature>().OnHeartbeat(static state => ((StoredPageConnection)state).Beat(), this);
        var closing = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        using var stopped = closing.UnsafeRegister(static state => ((StoredPageConnection)state!).Cancel(), this);
        try
        {
            return await AnswerAllAsync(connection.Transport.Input, connection.Transport.Output);
        }
        // The client has gone.
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            return false;
        }
        finally
        {
            _state = State.Over;
        }
    }

    private async Task<bool> AnswerAllAsync(PipeReader input, PipeWriter output)
    {
        var earlier = 0L;
        while (true)
        {
            var read = await input.ReadAsync();
            if (read is { IsCompleted: true, Buffer.IsEmpty: true }) return false;
            if (read.IsCanceled || !tryAnswer(_request, read.Buffer, output, out var next))
            {
                await HandOverAsync(input, read);
                return true;
            }

            input.AdvanceTo(next);
            _answered++;
            var length = output.UnflushedBytes;
            var sending = output.FlushAsync();
            if (!sending.IsCompleted) Volatile.Write(ref _seconds, GraceSeconds + (int)((earlier + length) / BytesPerSecond));
            if ((await sending).IsCompleted) return false;
            Volatile.Write(ref _seconds, 0);
            earlier = Math.Min(earlier + length, MostBuffered);
            if (InlineSockets.CountTurn()) await Task.Yield();
        }
    }

    /// <summary>Kestrel reads the same bytes again, so a pending cancellation, which was meant for us, has to be used up first.</summary>
    private async Task HandOverAsync(PipeReader input, ReadResult read)
    {
        _wasCancelled = Interlocked.Exchange(ref _state, State.Over) == State.Cancelled;
        while (_wasCancelled && !read.IsCanceled)
        {
            input.AdvanceTo(read.Buffer.Start);
            read = await input.ReadAsync();
        }

        input.AdvanceTo(read.Buffer.Start);
    }

    /// <summary>Called by Kestrel each second.</summary>
    private void Beat()
    {
        if (_state == State.Over) return;
        if (Volatile.Read(ref _seconds) > 0)
        {
            if (Interlocked.Decrement(ref _seconds) == 0) connection.Abort(new ConnectionAbortedException("The client reads too slowly."));
            return;
        }

        var answered = Volatile.Read(ref _answered);
        _idle = answered == _lastAnswered ? _idle + 1 : 0;
        _lastAnswered = answered;
        if (_idle > MostIdleSeconds) Cancel();
    }

    private void Cancel()
    {
        if (Interlocked.CompareExchange(ref _state, State.Cancelled, State.Waiting) == State.Waiting) connection.Transport.Input.CancelPendingRead();
    }
}
