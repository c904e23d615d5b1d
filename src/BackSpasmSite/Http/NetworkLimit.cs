namespace BackSpasmSite.Http;

/// <summary>A sliding-window limit per network. Ignores whatever a client can change at will, such as the User-Agent.</summary>
/// <remarks>
/// The limiters of <c>System.Threading.RateLimiting</c> with a window take no <see cref="TimeProvider"/>, can't ask without taking, can't give
/// back, and would need one partitioned limiter per level, each of which visits every partition ten times a second. Queues need none
/// of that and use the framework's (<see cref="WorkQueue"/>).
/// </remarks>
/// <param name="most">How much one network may take within the window; 0 means no limit.</param>
internal sealed class NetworkLimit(int most, TimeSpan window, TimeProvider time)
{
    /// <summary>How much a /64, a /56 and a /48 may take, as multiples of <c>most</c>.</summary>
    private static readonly int[] Generosity = [1, 2, 4];

    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    private readonly NetworkHash _networks = new();
    private readonly Dictionary<string, Spending> _spending = new(StringComparer.Ordinal);
    private DateTimeOffset _sweepAt;

    /// <summary>Takes nothing. Null if <paramref name="cost"/> could be taken now; otherwise how long until it can.</summary>
    public TimeSpan? Wait(Client client, int cost = 1) => Ask(client, cost, take: false);

    /// <summary>Null if <paramref name="cost"/> was taken; otherwise nothing was, and this is how long until it can be.</summary>
    public TimeSpan? Take(Client client, int cost = 1) => Ask(client, cost, take: true);

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

    /// <summary>Keeps memory from growing for ever; runs at least once an hour.</summary>
    private void Sweep(DateTimeOffset now)
    {
        // After the clock was set far ahead and back, the next sweep would otherwise be that far away.
        if (now < _sweepAt && _sweepAt - now <= window) return;
        _sweepAt = now + (window < LongestRest ? window : LongestRest);
        foreach (var (network, spending) in _spending.ToList())
            if (spending.IsOver(now, window)) _spending.Remove(network);
    }

    /// <summary>Oldest first.</summary>
    private sealed class Spending
    {
        private readonly LinkedList<(DateTimeOffset At, int Cost)> _taken = [];
        private long _sum;

        public void Add(DateTimeOffset now, int cost)
        {
            _taken.AddLast((now, cost));
            _sum += cost;
        }

        /// <returns>Whether nothing is left.</returns>
        public bool TakeBack()
        {
            _sum -= _taken.Last!.Value.Cost;
            _taken.RemoveLast();
            return _taken.Count == 0;
        }

        public bool IsOver(DateTimeOffset now, TimeSpan window)
        {
            // A time in the future was recorded while the clock was wrong.
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
