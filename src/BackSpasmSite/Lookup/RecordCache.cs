using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Lookup;

/// <summary>Keeps records in the data folder for a while, so that a service is asked once for each. May be deleted at any time.</summary>
internal sealed class RecordCache(IOptions<SiteOptions> site, IOptions<LookupOptions> lookup, TimeProvider time)
{
    private string Folder => Path.Combine(site.Value.DataPath, "lookup");

    public string? Find(string key)
    {
        if (lookup.Value.CacheDays == 0) return null;
        try
        {
            var kept = File.ReadAllText(FileOf(key));
            var end = kept.IndexOf('\n', StringComparison.Ordinal);
            // A time in the future is from a clock that was wrong.
            return end > 0 && DateTimeOffset.TryParse(kept[..end], CultureInfo.InvariantCulture, out var at) && time.GetUtcNow() - at is var age && age >= TimeSpan.Zero && age <= TimeSpan.FromDays(lookup.Value.CacheDays)
                ? kept[(end + 1)..]
                : null;
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps a record; without it the service is only asked again.</summary>
    public void Keep(string key, string body)
    {
        if (lookup.Value.CacheDays == 0) return;
        try
        {
            // The database comes to the same data folder, which only its owner may read.
            PrivateFiles.CreateFolder(site.Value.DataPath);
            PrivateFiles.CreateFolder(Folder);
            foreach (var old in new DirectoryInfo(Folder).EnumerateFiles().Where(file => time.GetUtcNow() - file.LastWriteTimeUtc > TimeSpan.FromDays(lookup.Value.CacheDays))) old.Delete();
            AtomicFile.Write(FileOf(key), Encoding.UTF8.GetBytes($"{time.GetUtcNow():O}\n{body}"));
        }
        catch (Exception full) when (WriteFailure.Is(full))
        {
            // A full disk must not keep an author from a paper.
        }
    }

    private string FileOf(string key) => Path.Combine(Folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}.txt");
}
