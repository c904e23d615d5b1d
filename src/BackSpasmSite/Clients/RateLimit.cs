namespace BackSpasmSite.Clients;

/// <summary>At most so many turns a client in any stretch of time.</summary>
/// <param name="most">0 means no limit.</param>
/// <param name="window">How long that stretch is. The default is an hour.</param>
internal sealed class RateLimit(int most, TimeProvider time, TimeSpan? window = null)
{
    private readonly TimeSpan _window = window ?? TimeSpan.FromHours(1);
    private readonly Dictionary<string, Queue<DateTimeOffset>> _turns = new(StringComparer.Ordinal);
    private DateTimeOffset _sweepAt;

    /// <summary>Null when the client has a turn, which is then taken; otherwise how long until there is one.</summary>
    public TimeSpan? Take(string client)
    {
        if (most == 0) return null;
        lock (_turns)
        {
            var now = time.GetUtcNow();
            Sweep(now);
            if (!_turns.TryGetValue(client, out var turns)) _turns[client] = turns = new Queue<DateTimeOffset>();
            while (turns.TryPeek(out var oldest) && now - oldest >= _window) turns.Dequeue();
            if (turns.Count >= most) return turns.Peek() + _window - now;
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
        _sweepAt = now + _window;
        foreach (var (client, turns) in _turns.ToList())
            if (turns.All(turn => now - turn >= _window)) _turns.Remove(client);
    }
}
