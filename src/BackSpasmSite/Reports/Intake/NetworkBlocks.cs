using BackSpasmSite.Data;
using BackSpasmSite.Http;

namespace BackSpasmSite.Reports.Intake;

/// <summary>
/// No address is stored: for each report of the last 24 hours a keyed hash of the sender's network is kept, in this process's memory
/// only. A restart forgets the hashes and the blocks.
/// </summary>
internal sealed class NetworkBlocks(TimeProvider time)
{
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    /// <summary>More than any ordinary day brings; beyond it the oldest are forgotten sooner.</summary>
    private const int MostReports = 20_000;

    private readonly NetworkHash _networks = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<long, string> _senders = [];
    private readonly Queue<(long Report, DateTimeOffset At)> _order = [];
    private readonly Dictionary<string, NetworkBlock> _blocks = new(StringComparer.Ordinal);

    public void Remember(long report, Client client)
    {
        var network = Blockable(client);
        lock (_lock)
        {
            Forget();
            if (_senders.TryAdd(report, network)) _order.Enqueue((report, time.GetUtcNow()));
        }
    }

    public bool Remembers(long report)
    {
        lock (_lock)
        {
            Forget();
            return _senders.ContainsKey(report);
        }
    }

    /// <returns>False if the report's network is not known.</returns>
    public bool Block(long report, TimeSpan span, string editor)
    {
        lock (_lock)
        {
            Forget();
            if (!_senders.TryGetValue(report, out var network)) return false;
            var now = time.GetUtcNow();
            _blocks[network] = new NetworkBlock(report, now.UtcDateTime, (now + span).UtcDateTime, editor);
            return true;
        }
    }

    /// <param name="report">The report that the network was blocked for.</param>
    /// <returns>False if it is not blocked.</returns>
    public bool Lift(long report)
    {
        lock (_lock) return _blocks.Where(block => block.Value.Report == report).Select(block => block.Key).ToList() is { Count: > 0 } lifted && lifted.TrueForAll(_blocks.Remove);
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<NetworkBlock> All
    {
        get
        {
            lock (_lock)
            {
                Forget();
                return [.. _blocks.Values.OrderByDescending(block => block.Since)];
            }
        }
    }

    public TimeSpan? Wait(Client client)
    {
        lock (_lock)
        {
            if (_blocks.Count == 0) return null;
            Forget();
            return _blocks.TryGetValue(Blockable(client), out var block) ? block.Until - time.GetUtcNow().UtcDateTime : null;
        }
    }

    /// <summary>For IPv6 the /56 that most providers give one household; a /64 is too easily changed.</summary>
    private string Blockable(Client client) => _networks.Of(client.Address) is [_, var wider, ..] ? wider : _networks.Of(client.Address)[0];

    private void Forget()
    {
        var now = time.GetUtcNow().UtcDateTime;
        while (_order.TryPeek(out var oldest) && (!RecordedTime.IsWithin(oldest.At.UtcDateTime, now, Memory) || _order.Count > MostReports)) _senders.Remove(_order.Dequeue().Report);
        foreach (var (network, _) in _blocks.Where(block => !RecordedTime.IsAhead(block.Value.Until, now, block.Value.Until - block.Value.Since)).ToList()) _blocks.Remove(network);
    }
}

internal sealed record NetworkBlock(long Report, DateTime Since, DateTime Until, string By);
