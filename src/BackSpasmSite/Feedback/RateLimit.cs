namespace BackSpasmSite.Feedback;

/// <summary>At most so many turns a client in any hour.</summary>
/// <param name="perHour">0 means no limit.</param>
internal sealed class RateLimit(int perHour, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Dictionary<string, Queue<DateTimeOffset>> _turns = new(StringComparer.Ordinal);
    private DateTimeOffset _sweepAt;

    /// <summary>Null when the client has a turn, which is then taken; otherwise how long until there is one.</summary>
    public TimeSpan? Take(string client)
    {
        if (perHour == 0) return null;
        lock (_turns)
        {
            var now = time.GetUtcNow();
            Sweep(now);
            if (!_turns.TryGetValue(client, out var turns)) _turns[client] = turns = new Queue<DateTimeOffset>();
            while (turns.TryPeek(out var oldest) && now - oldest >= Window) turns.Dequeue();
            if (turns.Count >= perHour) return turns.Peek() + Window - now;
            turns.Enqueue(now);
            return null;
        }
    }

    /// <summary>The turn was for nothing, and does not count.</summary>
    public void GiveBack(string client)
    {
        lock (_turns)
        {
            if (!_turns.TryGetValue(client, out var turns) || turns.Count == 0) return;
            // Nothing stays of who only had turns for nothing: a name for a client costs its sender nothing.
            if (turns.Count == 1) _turns.Remove(client);
            // The newest; of a client's turns one is like another.
            else _turns[client] = new Queue<DateTimeOffset>(turns.SkipLast(1));
        }
    }

    /// <summary>Once a window, clients without a turn in it are forgotten, so that memory does not grow for ever.</summary>
    private void Sweep(DateTimeOffset now)
    {
        if (now < _sweepAt) return;
        _sweepAt = now + Window;
        foreach (var (client, turns) in _turns.ToList())
            if (turns.All(turn => now - turn >= Window)) _turns.Remove(client);
    }
}
