namespace BackSpasmSite.Http;

/// <summary>
/// At most so much a network in any stretch of time. Of IPv6 the networks around a /64 are counted too, more generously.
/// Nothing that a client can change at will, such as its User-Agent, is looked at.
/// </summary>
/// <remarks>
/// Not the framework's limiters: those read the machine's own clock, which no test can set, and walk through every client
/// ten times a second.
/// </remarks>
/// <param name="most">How much one network may take; 0 means no limit.</param>
/// <param name="window">How long that stretch is.</param>
internal sealed class NetworkLimit(int most, TimeSpan window, TimeProvider time)
{
    /// <summary>How many times as much as a /64, a /56 and a /48 may take.</summary>
    private static readonly int[] Generosity = [1, 2, 4];

    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    private readonly NetworkHash _networks = new();
    private readonly Dictionary<string, Spending> _spending = new(StringComparer.Ordinal);
    private DateTimeOffset _sweepAt;

    /// <summary>Null when as much can be taken, which it is not yet; otherwise how long until it can.</summary>
    public TimeSpan? Wait(Client client, int cost = 1) => Ask(client, cost, take: false);

    /// <summary>Null when it is taken; otherwise how long until it can be.</summary>
    public TimeSpan? Take(Client client, int cost = 1) => Ask(client, cost, take: true);

    /// <summary>What was taken last turned out not to count.</summary>
    public void GiveBack(Client client)
    {
        if (most == 0) return;
        lock (_spending)
        {
            foreach (var network in _networks.Of(client.Address))
                if (_spending.TryGetValue(network, out var spending) && spending.TakeBack()) _spending.Remove(network);
        }
    }

    private TimeSpan? Ask(Client client, int cost, bool take)
    {
        if (most == 0) return null;
        var networks = _networks.Of(client.Address);
        lock (_spending)
        {
            var now = time.GetUtcNow();
            Sweep(now);
            TimeSpan? wait = null;
            for (var level = 0; level < networks.Length; level++)
                if (_spending.TryGetValue(networks[level], out var spent) && spent.Wait((long)most * Generosity[level], cost, now, window) is { } longer && !(longer <= wait)) wait = longer;
            if (wait is not null || !take) return wait;

            foreach (var network in networks)
            {
                if (!_spending.TryGetValue(network, out var spent)) _spending[network] = spent = new Spending();
                spent.Add(now, cost);
            }

            return null;
        }
    }

    /// <summary>Once an hour or more often, networks that took nothing within the window are forgotten: nothing of them is kept for longer, and memory does not grow for ever.</summary>
    private void Sweep(DateTimeOffset now)
    {
        // A clock that was set far ahead and back again must not put it off for as long.
        if (now < _sweepAt && _sweepAt - now <= window) return;
        _sweepAt = now + (window < LongestRest ? window : LongestRest);
        foreach (var (network, spending) in _spending.ToList())
            if (spending.IsOver(now, window)) _spending.Remove(network);
    }

    /// <summary>What one network took, the oldest first.</summary>
    private sealed class Spending
    {
        private readonly LinkedList<(DateTimeOffset At, int Cost)> _taken = [];
        private long _sum;

        public void Add(DateTimeOffset now, int cost)
        {
            _taken.AddLast((now, cost));
            _sum += cost;
        }

        /// <summary>Takes the last one back; true when nothing is left.</summary>
        public bool TakeBack()
        {
            _sum -= _taken.Last!.Value.Cost;
            _taken.RemoveLast();
            return _taken.Count == 0;
        }

        public bool IsOver(DateTimeOffset now, TimeSpan window)
        {
            // What lies ahead was taken while the clock was wrong.
            while (_taken.First is { Value: var oldest } && (now - oldest.At >= window || oldest.At > now))
            {
                _taken.RemoveFirst();
                _sum -= oldest.Cost;
            }

            return _taken.Count == 0;
        }

        public TimeSpan? Wait(long most, int cost, DateTimeOffset now, TimeSpan window)
        {
            if (IsOver(now, window) || _sum + cost <= most) return null;
            var left = _sum;
            foreach (var (at, each) in _taken)
            {
                left -= each;
                if (left + cost <= most) return at + window - now;
            }

            return window;
        }
    }
}
