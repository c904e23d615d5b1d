using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Accounts;

/// <summary>A browser in which an editor signed in before, recognised by a random cookie; only its hash is stored.</summary>
internal sealed class KnownBrowser : IEntityTypeConfiguration<KnownBrowser>
{
    public long Id { get; init; }

    public string EditorId { get; init; } = "";

    public string Hash { get; init; } = "";

    public DateTime LastAt { get; set; }

    public void Configure(EntityTypeBuilder<KnownBrowser> builder)
    {
        builder.ToTable("KnownBrowsers");
        builder.Property(browser => browser.Hash).HasMaxLength(64);
        builder.HasIndex(browser => new { browser.Hash, browser.EditorId }).IsUnique();
        builder.HasOne<EditorAccount>().WithMany().HasForeignKey(browser => browser.EditorId).IsRequired();
    }
}

/// <summary>Keeps wrong passwords from elsewhere from locking editors out of their own browsers. A known browser still needs the password.</summary>
internal sealed class KnownBrowsers(SerializedDatabase serializedDatabase, TimeProvider time)
{
    /// <summary>Browsers keep no cookie longer than this.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    private const int MostForOneEditor = 20;

    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public Task<bool> KnowsAsync(string? token, string normalizedName, CancellationToken cancellation)
    {
        if (token is null) return Task.FromResult(false);
        var now = time.GetUtcNow().UtcDateTime;
        var (hash, since, latest) = (HashOf(token), now - Kept, RecordedTime.Latest(now));
        return serializedDatabase.ReadAsync(
            open => open.Set<KnownBrowser>().AnyAsync(
                browser => browser.Hash == hash && browser.LastAt > since && browser.LastAt <= latest &&
                    open.Set<EditorAccount>().Any(editor => editor.Id == browser.EditorId && editor.NormalizedUserName == normalizedName),
                cancellation),
            cancellation);
    }

    /// <exception cref="DatabaseUnavailableException">It is not remembered.</exception>
    public Task<bool> RememberAsync(string editorId, string token) => serializedDatabase.WriteAsync(async open =>
    {
        var (hash, now) = (HashOf(token), time.GetUtcNow().UtcDateTime);
        var known = await open.Set<KnownBrowser>().Where(browser => browser.EditorId == editorId).OrderByDescending(browser => browser.LastAt).ToListAsync();
        if (known.Find(browser => browser.Hash == hash) is { } again) again.LastAt = now;
        else open.Add(new KnownBrowser { EditorId = editorId, Hash = hash, LastAt = now });
        open.RemoveRange(known.Where(browser => browser.Hash != hash).Skip(MostForOneEditor - 1));
        return true;
    });

    /// <exception cref="DatabaseUnavailableException">They are still known.</exception>
    public Task<int> ForgetAsync(string editorId, string? but = null)
    {
        var kept = but is null ? null : HashOf(but);
        return serializedDatabase.WriteAsync(open =>
            open.Set<KnownBrowser>().Where(browser => browser.EditorId == editorId && (kept == null || browser.Hash != kept)).ExecuteDeleteAsync());
    }
}
