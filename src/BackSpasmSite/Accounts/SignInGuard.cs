using System.Net;
using BackSpasmSite.Data;
using BackSpasmSite.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Accounts;

/// <param name="Address">Null where there is no network.</param>
internal sealed record SignInSource(IPAddress? Address, string? Browser);

/// <summary>
/// Slows down guessing from each network, and keeps the cost of hashing away from readers: one password at a time for strangers and
/// one for known browsers, with a short queue each.
/// </summary>
internal sealed class SignInGuard(IOptions<PasswordHasherOptions> hashing, TimeProvider time) : IDisposable
{
    private const int FailuresPerNetwork = 20;
    private const int MostKnownNetworks = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly NetworkLimit _failures = new(FailuresPerNetwork, TimeSpan.FromMinutes(15), time);
    private readonly WorkQueue _strangers = new(waiting: 10, Patience);
    private readonly WorkQueue _known = new(waiting: 10, Patience);
    private readonly WorkQueue[] _turns = [.. Enumerable.Range(0, 32).Select(_ => new WorkQueue(waiting: int.MaxValue, Patience))];

    /// <summary>Oldest first.</summary>
    private readonly List<(string Account, string Network)> _knownNetworks = [];
    private readonly NetworkHash _networks = new();

    private readonly PasswordHasher<EditorAccount> _hasher = new(hashing);
    private readonly EditorAccount _nobody = new();
    private readonly string _nobodysHash = new PasswordHasher<EditorAccount>(hashing).HashPassword(new EditorAccount(), Guid.NewGuid().ToString());

    public TimeSpan? Wait(IPAddress? address) => _failures.Wait(From(address));

    public void Failed(IPAddress? address) => _failures.Take(From(address));

    /// <returns>Null when too many are waiting; otherwise dispose it after hashing.</returns>
    public Task<IDisposable?> HashingAsync(bool isKnown) => (isKnown ? _known : _strangers).EnterAsync();

    /// <summary>One attempt at a time for each name: several at once would all find it unlocked, and only one would be counted.</summary>
    public async Task<IDisposable> TurnAsync(string name) =>
        await _turns[(uint)name.ToUpperInvariant().GetHashCode(StringComparison.Ordinal) % _turns.Length].EnterAsync()
        ?? throw new DatabaseUnavailableException("Too many people are signing in.");

    /// <summary>Knows only the networks of sign-ins since the site started.</summary>
    public SignInPlace? KnownNetwork(EditorAccount? editor, IPAddress? address)
    {
        if (editor is null || address is null) return null;
        var known = Known(editor, address);
        lock (_knownNetworks) return _knownNetworks.Contains(known) ? SignInPlace.Network(known.Network) : null;
    }

    public void RememberNetwork(EditorAccount editor, IPAddress? address)
    {
        if (address is null) return;
        var known = Known(editor, address);
        lock (_knownNetworks)
        {
            if (_knownNetworks.Contains(known)) return;
            if (_knownNetworks.Count == MostKnownNetworks) _knownNetworks.RemoveAt(0);
            _knownNetworks.Add(known);
        }
    }

    /// <summary>Takes as long as checking a real password; always false.</summary>
    public bool CheckPasswordOfNobody(string password)
    {
        _hasher.VerifyHashedPassword(_nobody, _nobodysHash, password);
        return false;
    }

    public void Dispose()
    {
        foreach (var queue in (WorkQueue[])[_strangers, _known, .. _turns]) queue.Dispose();
    }

    /// <summary>Includes the security stamp: after a change of password, the old one may have been used from there.</summary>
    private (string Account, string Network) Known(EditorAccount editor, IPAddress address) =>
        ($"{editor.Id} {editor.SecurityStamp}", _networks.Of(address)[0]);

    private static Client From(IPAddress? address) => new(address, UserAgent: "", AcceptLanguage: "");
}
