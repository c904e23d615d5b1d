using System.Collections.Concurrent;
using System.Security.Cryptography;
using BackSpasmSite.Content.Files;
using Microsoft.Win32.SafeHandles;

namespace BackSpasmSite.Http;

/// <summary>Opens pictures that still are what the edition says. A file is read for that only when it changed.</summary>
internal sealed class VerifiedPictures(TimeProvider time)
{
    /// <summary>
    /// A file that changed just now may change again without a sign: file systems round the time, some to two seconds.
    /// </summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, (Stamp Stamp, string Hash)> _hashes = new(StringComparer.Ordinal);

    /// <summary>
    /// The file, or null when it is gone or another one. A newer one has to wait for its edition: under this address,
    /// caches would keep it for a year.
    /// </summary>
    public FileStream? Open(string path, ImageFile picture)
    {
        FileStream? file = null;
        // Behind a link that was switched lies another file, which may have the same length and time.
        path = RealPath.Of(path);
        try
        {
            file = RegularFile.Open(path);
            if (HashOf(path, file).StartsWith(picture.Fingerprint, StringComparison.Ordinal)) return file;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // As good as deleted; the next edition will say so.
        }

        file?.Dispose();
        return null;
    }

    private string HashOf(string path, FileStream file)
    {
        // Of the open file and before it is read: what is saved meanwhile gives the next one who asks another stamp.
        var stamp = Stamp.Of(file.SafeFileHandle);
        if (_hashes.TryGetValue(path, out var known) && known.Stamp == stamp) return known.Hash;

        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        file.Position = 0;
        if (time.GetUtcNow().UtcDateTime - stamp.Written > Settled) _hashes[path] = (stamp, hash);
        return hash;
    }

    private readonly record struct Stamp(long Length, DateTime Written, DateTime Born)
    {
        public static Stamp Of(SafeFileHandle file) => new(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file), File.GetCreationTimeUtc(file));
    }
}
