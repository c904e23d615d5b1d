using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using BackSpasmSite.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Accounts;

/// <summary>Where a try to sign in comes from.</summary>
/// <param name="Address">Null where there is no network.</param>
/// <param name="Browser">The browser's cookie of <see cref="KnownBrowsers"/>; null for none.</param>
internal sealed record SignInSource(IPAddress? Address, string? Browser);

/// <summary>
/// Keeps guessing slow for each network, and keeps the work of hashing passwords away from readers: one password at a
/// time for strangers and one for browsers that are known, with a short queue each.
/// </summary>
internal sealed class SignInGuard(IOptions<PasswordHasherOptions> hashing) : IDisposable
{
    private const int MostKnownNetworks = 1000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>For one address or IPv6 /64, and for the /48 it is in, within which a subscriber may have every /64.</summary>
    private readonly PartitionedRateLimiter<string> _networks = Failures(20);
    private readonly PartitionedRateLimiter<string> _widerNetworks = Failures(100);

    private readonly ConcurrencyLimiter _strangers = Queue(10);
    private readonly ConcurrencyLimiter _known = Queue(10);

    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 32).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Names and networks as hashes with a key that dies with the process, the oldest first.</summary>
    private readonly ConcurrentQueue<string> _knownNetworks = new();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    private readonly PasswordHasher<EditorAccount> _hasher = new(hashing);
    private readonly EditorAccount _nobody = new();
    private readonly string _nobodysHash = new PasswordHasher<EditorAccount>(hashing).HashPassword(new EditorAccount(), Guid.NewGuid().ToString());

    /// <summary>How long a network has to wait after too many failures; null when it may try.</summary>
    public TimeSpan? Wait(IPAddress? address)
    {
        foreach (var (limiter, network) in LimitsOf(address))
        {
            using var lease = limiter.AttemptAcquire(network, 0);
            if (!lease.IsAcquired) return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
        }

        return null;
    }

    public void Failed(IPAddress? address)
    {
        foreach (var (limiter, network) in LimitsOf(address)) limiter.AttemptAcquire(network).Dispose();
    }

    /// <summary>Waits for the turn to hash a password. Null when too many wait already; otherwise to be disposed when it is done.</summary>
    public async Task<IDisposable?> HashingAsync(bool isKnown)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var lease = await (isKnown ? _known : _strangers).AcquireAsync(1, patience.Token);
            if (lease.IsAcquired) return lease;
            lease.Dispose();
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>
    /// One try at a time for each name: of many at the same moment each would find the account not locked yet, and only
    /// one would be counted.
    /// </summary>
    public async Task<IDisposable> TurnAsync(string name)
    {
        var turn = _turns[(uint)name.ToUpperInvariant().GetHashCode(StringComparison.Ordinal) % _turns.Length];
        if (!await turn.WaitAsync(Patience)) throw new DatabaseUnavailableException("Too many are signing in.");
        return new Turn(turn);
    }

    /// <summary>The network's place, if this account was signed in to from there since the site started.</summary>
    public SignInPlace? KnownNetwork(string name, IPAddress? address) =>
        NetworkOf(name, address) is { } key && _knownNetworks.Contains(key) ? SignInPlace.Network(key) : null;

    public void RememberNetwork(string name, IPAddress? address)
    {
        if (NetworkOf(name, address) is not { } key || _knownNetworks.Contains(key)) return;
        _knownNetworks.Enqueue(key);
        while (_knownNetworks.Count > MostKnownNetworks) _knownNetworks.TryDequeue(out _);
    }

    /// <summary>Takes as long as looking at a real password does.</summary>
    /// <returns>False: nobody signs in as nobody.</returns>
    public bool LookAtNobodysPassword(string password)
    {
        _hasher.VerifyHashedPassword(_nobody, _nobodysHash, password);
        return false;
    }

    public void Dispose()
    {
        _networks.Dispose();
        _widerNetworks.Dispose();
        _strangers.Dispose();
        _known.Dispose();
        foreach (var turn in _turns) turn.Dispose();
    }

    private IEnumerable<(PartitionedRateLimiter<string> Limiter, string Network)> LimitsOf(IPAddress? address)
    {
        var (bytes, isWide) = BytesOf(address);
        yield return (_networks, Keyed(isWide ? bytes.AsSpan(0, 8) : bytes));
        if (isWide) yield return (_widerNetworks, Keyed(bytes.AsSpan(0, 6)));
    }

    private string? NetworkOf(string name, IPAddress? address)
    {
        if (address is null) return null;
        var (bytes, isWide) = BytesOf(address);
        return Keyed([.. isWide ? bytes[..8] : bytes, .. System.Text.Encoding.UTF8.GetBytes(name.ToUpperInvariant())]);
    }

    /// <summary>All of IPv4; IPv6 is wide (RFC 4291, 2.5.4: the last 64 bits are the subscriber's to choose).</summary>
    private static (byte[] Bytes, bool IsWide) BytesOf(IPAddress? address)
    {
        if (address is null) return ([], false);
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return (address.GetAddressBytes(), address.AddressFamily == AddressFamily.InterNetworkV6);
    }

    private string Keyed(ReadOnlySpan<byte> network) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, network));

    private static PartitionedRateLimiter<string> Failures(int most) => PartitionedRateLimiter.Create<string, string>(network =>
        RateLimitPartition.GetFixedWindowLimiter(network, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = Window }));

    private static ConcurrencyLimiter Queue(int length) => new(new ConcurrencyLimiterOptions
    {
        PermitLimit = 1,
        QueueLimit = length,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
