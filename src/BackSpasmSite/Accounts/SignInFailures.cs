using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Accounts;

/// <summary>Failed attempts for one name from one kind of place. Names are hashed, because people type passwords into that field.</summary>
internal sealed class SignInFailure : IEntityTypeConfiguration<SignInFailure>
{
    public string Name { get; init; } = "";

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

/// <summary>Where an attempt comes from. Attempts with the same key are counted, and locked out, together.</summary>
internal readonly record struct SignInPlace(string Key, int Most)
{
    /// <summary>Everywhere the account was never signed in to. All such places count as one, so guessing from many gains nothing.</summary>
    public static readonly SignInPlace Elsewhere = new("", 5);

    public static readonly SignInPlace OpenDesk = new("desk", 5);

    /// <summary>
    /// Codes of the second factor are counted apart from passwords: only somebody who has the password gets as far as a code, and wrong
    /// passwords in between must not hide that.
    /// </summary>
    public SignInPlace ForCodes => this with { Key = $"code:{Key}" };

    public static SignInPlace Browser(string token) => new($"browser:{KnownBrowsers.HashOf(token)}", 10);

    public static SignInPlace Network(string key) => new($"network:{key}", 10);
}

/// <summary>
/// Locks a name for a while towards the place where attempts fail. Names without an account are treated the same, so that neither the
/// answer nor its timing reveals which names exist.
/// </summary>
internal sealed class SignInFailures(SerializedDatabase serializedDatabase, TimeProvider time)
{
    public static readonly TimeSpan Lock = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>Until when the name is locked from there, by wrong passwords or wrong codes; null when it is not.</returns>
    public Task<DateTime?> LockedUntilAsync(string name, SignInPlace place, CancellationToken cancellation)
    {
        var (key, now, codes) = (KeyOf(name), Now, place.ForCodes.Key);
        var latest = RecordedTime.Latest(now, Lock);
        return serializedDatabase.ReadAsync(
            open => open.Set<SignInFailure>()
                .Where(failure => failure.Name == key && (failure.Place == place.Key || failure.Place == codes) && failure.LockedUntil > now && failure.LockedUntil <= latest)
                .MaxAsync(failure => failure.LockedUntil, cancellation),
            cancellation);
    }

    /// <returns>How many there are now, including the one that locks the name.</returns>
    /// <exception cref="DatabaseUnavailableException">It is not counted.</exception>
    public Task<int> CountAsync(string name, SignInPlace place) => serializedDatabase.WriteAsync(async open =>
    {
        var (key, now, old) = (KeyOf(name), Now, Now - Remembered);
        var latest = RecordedTime.Latest(now);
        await open.Set<SignInFailure>().Where(failure => failure.LastAt < old || failure.LastAt > latest).ExecuteDeleteAsync();
        var failure = await open.Set<SignInFailure>().SingleOrDefaultAsync(failure => failure.Name == key && failure.Place == place.Key);
        if (failure is null) open.Add(failure = new SignInFailure { Name = key, Place = place.Key });
        var count = failure.Count + 1;
        (failure.Count, failure.LastAt) = (count, now);
        if (count >= place.Most) (failure.Count, failure.LockedUntil) = (0, now + Lock);
        return count;
    });

    /// <param name="places">None means all of them.</param>
    /// <exception cref="DatabaseUnavailableException">They still count.</exception>
    public Task<int> ClearAsync(string name, params string[] places)
    {
        var key = KeyOf(name);
        return serializedDatabase.WriteAsync(open =>
            open.Set<SignInFailure>().Where(failure => failure.Name == key && (places.Length == 0 || places.Contains(failure.Place))).ExecuteDeleteAsync());
    }

    /// <summary>Everything that can't be an account's name counts as one name.</summary>
    private static string KeyOf(string name) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EditorName.Validate(name) is null ? name.ToUpperInvariant() : "")));
}
