using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Accounts;

/// <summary>Wrong tries for one name from one kind of place. Names are kept as hashes: people type passwords into that field.</summary>
internal sealed class SignInFailure : IEntityTypeConfiguration<SignInFailure>
{
    public string Name { get; init; } = "";

    /// <summary>See <see cref="SignInPlace.Key"/>.</summary>
    public string Place { get; init; } = "";

    public int Count { get; set; }

    public DateTime LastAt { get; set; }

    public DateTime? LockedUntil { get; set; }

    public void Configure(EntityTypeBuilder<SignInFailure> builder)
    {
        builder.ToTable("SignInFailures");
        builder.HasKey(failure => new { failure.Name, failure.Place });
        builder.Property(failure => failure.Name).HasMaxLength(64);
        builder.Property(failure => failure.Place).HasMaxLength(80);
    }
}

/// <summary>Where a try comes from, as far as a lock is concerned.</summary>
/// <param name="Key">Tries with the same key are counted, and locked out, together.</param>
/// <param name="Most">How many may be wrong.</param>
internal readonly record struct SignInPlace(string Key, int Most)
{
    /// <summary>Everywhere the account was never signed in to. All such places are one: guessing from many gains nothing.</summary>
    public static readonly SignInPlace Elsewhere = new("", 5);

    /// <summary>A form of an editor who is signed in.</summary>
    public static readonly SignInPlace OpenDesk = new("desk", 5);

    public static SignInPlace Browser(string token) => new($"browser:{KnownBrowsers.HashOf(token)}", 10);

    public static SignInPlace Network(string key) => new($"network:{key}", 10);
}

/// <summary>
/// Counts wrong tries and locks a name for a while towards the place they come from. Names without an account are treated
/// the same, so that neither the answer nor its time tells which names there are.
/// </summary>
internal sealed class SignInFailures(SerializedDatabase serializedDatabase, TimeProvider time)
{
    public static readonly TimeSpan Lock = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Until when a name is locked from a place; null when it is not.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<DateTime?> LockedUntilAsync(string name, SignInPlace place, CancellationToken cancellation)
    {
        var (key, now) = (KeyOf(name), Now);
        var latest = RecordedTime.Latest(now, Lock);
        return serializedDatabase.ReadAsync(
            open => open.Set<SignInFailure>().Where(failure => failure.Name == key && failure.Place == place.Key && failure.LockedUntil > now && failure.LockedUntil <= latest)
                .Select(failure => failure.LockedUntil).SingleOrDefaultAsync(cancellation),
            cancellation);
    }

    /// <returns>Whether this one locks the name.</returns>
    /// <exception cref="DatabaseUnavailableException">It is not counted.</exception>
    public Task<bool> CountAsync(string name, SignInPlace place) => serializedDatabase.WriteAsync(async open =>
    {
        var (key, now, old) = (KeyOf(name), Now, Now - Remembered);
        var latest = RecordedTime.Latest(now);
        await open.Set<SignInFailure>().Where(failure => failure.LastAt < old || failure.LastAt > latest).ExecuteDeleteAsync();
        var failure = await open.Set<SignInFailure>().SingleOrDefaultAsync(failure => failure.Name == key && failure.Place == place.Key);
        if (failure is null) open.Add(failure = new SignInFailure { Name = key, Place = place.Key });
        failure.Count++;
        failure.LastAt = now;
        if (failure.Count < place.Most) return false;
        (failure.Count, failure.LockedUntil) = (0, now + Lock);
        return true;
    });

    /// <summary>Forgets a name's failures from one place, or from all.</summary>
    /// <exception cref="DatabaseUnavailableException">They still count.</exception>
    public Task<int> ClearAsync(string name, SignInPlace? place = null)
    {
        var (key, from) = (KeyOf(name), place?.Key);
        return serializedDatabase.WriteAsync(open =>
            open.Set<SignInFailure>().Where(failure => failure.Name == key && (from == null || failure.Place == from)).ExecuteDeleteAsync());
    }

    /// <summary>What can be no account's name is one name.</summary>
    private static string KeyOf(string name) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EditorName.Validate(name) is null ? name.ToUpperInvariant() : "")));
}
