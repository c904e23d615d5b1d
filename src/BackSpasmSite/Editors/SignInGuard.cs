using BackSpasmSite.Clients;
using BackSpasmSite.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Editors;

/// <summary>Keeps guessing slow: for one client against many names, for many clients against one name, and without telling which names there are.</summary>
internal sealed class SignInGuard(IOptions<PasswordHasherOptions> hashing, TimeProvider time) : IDisposable
{
    private const int FailuresPerClient = 20;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly NetworkLimit _failures = new(FailuresPerClient, Window, time);
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 32).Select(_ => new SemaphoreSlim(1))];
    private readonly PasswordHasher<Editor> _hasher = new(hashing);
    private readonly Editor _nobody = new();
    private readonly string _nobodysHash = new PasswordHasher<Editor>(hashing).HashPassword(new Editor(), Guid.NewGuid().ToString());

    /// <summary>Null when the client may try, which counts as a failure until it is taken back; otherwise how long until it may.</summary>
    public TimeSpan? Take(Client client) => _failures.Take(client);

    public void WasNoFailure(Client client) => _failures.GiveBack(client);

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

    /// <summary>Takes as long as looking at a real password does.</summary>
    public void LookAtNobodysPassword(string password) => _hasher.VerifyHashedPassword(_nobody, _nobodysHash, password);

    public void Dispose()
    {
        foreach (var turn in _turns) turn.Dispose();
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
