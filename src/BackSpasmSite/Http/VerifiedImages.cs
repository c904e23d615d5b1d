using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using BackSpasmSite.Content.Files;
using Microsoft.Win32.SafeHandles;

namespace BackSpasmSite.Http;

/// <summary>
/// Opens images as the edition has them: from memory as far as they fit, otherwise their files, while those are unchanged. A newer file is not served before its edition, because caches
/// keep what is at this address for a year.
/// </summary>
internal sealed class VerifiedImages(TimeProvider time)
{
    /// <summary>File systems round times, some to two seconds: a file that has just changed may change again with the same stamp.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);

    /// <summary>For all images together; beyond it, they are not kept.</summary>
    private const long MostKeptBytes = 16 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, (Stamp Stamp, string Hash)> _hashes = new(StringComparer.Ordinal);

    /// <summary>By path.</summary>
    private FrozenDictionary<string, KeptImage> _kept = FrozenDictionary<string, KeptImage>.Empty;

    /// <summary>Not thread-safe.</summary>
    /// <param name="images">All of an edition.</param>
    /// <param name="published">When it was published.</param>
    public void Keep(IEnumerable<ImageFile> images, DateTimeOffset? published)
    {
        var kept = new Dictionary<string, KeptImage>(StringComparer.Ordinal);
        var room = MostKeptBytes;
        foreach (var image in images.OrderBy(image => image.Path, StringComparer.Ordinal))
        {
            var before = Find(image);
            var bytes = before?.Bytes is { } same && same.Length <= room ? same : Read(image, room);
            kept[image.Path] = new KeptImage(image.Fingerprint, bytes, before?.Modified ?? published);
            room -= bytes?.Length ?? 0;
        }

        Volatile.Write(ref _kept, kept.ToFrozenDictionary());
    }

    /// <summary>Null if the file is deleted, or is another one by now.</summary>
    public Stream? Open(ImageFile image) => Find(image)?.Bytes is { } bytes ? new MemoryStream(bytes, writable: false) : OpenFile(image);

    /// <summary>When this image came to its address, for <c>Last-Modified</c>: the file's own time may be earlier than that of the image before. Null if unknown.</summary>
    public DateTimeOffset? Modified(ImageFile image) => Find(image)?.Modified;

    private KeptImage? Find(ImageFile image) =>
        Volatile.Read(ref _kept).GetValueOrDefault(image.Path) is { } kept && kept.Fingerprint == image.Fingerprint ? kept : null;

    /// <summary>Null if there are more bytes than this, or others by now.</summary>
    private static byte[]? Read(ImageFile image, long most)
    {
        try
        {
            using var file = RegularFile.Open(image.FullPath);
            if (file.Length > most) return null;
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            // Of the bytes themselves: once they are kept, no stamp shows that they were the wrong ones.
            return Convert.ToHexStringLower(SHA256.HashData(bytes)).StartsWith(image.Fingerprint, StringComparison.Ordinal) ? bytes : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private FileStream? OpenFile(ImageFile image)
    {
        FileStream? file = null;
        // After a symbolic link was switched, another file with the same length and time may be there.
        var path = RealPath.Of(image.FullPath);
        try
        {
            file = RegularFile.Open(path);
            if (HashOf(path, file).StartsWith(image.Fingerprint, StringComparison.Ordinal)) return file;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Treated as deleted; the next edition will report it.
        }

        file?.Dispose();
        return null;
    }

    private string HashOf(string path, FileStream file)
    {
        // Taken from the open file before it is read, so that a change in between gives the next request another stamp.
        var stamp = Stamp.Of(file.SafeFileHandle);
        if (_hashes.TryGetValue(path, out var known) && known.Stamp == stamp) return known.Hash;

        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        file.Position = 0;
        if (time.GetUtcNow().UtcDateTime - stamp.Written > Settled) _hashes[path] = (stamp, hash);
        return hash;
    }

    /// <param name="Bytes">Null if there was no room for them.</param>
    private sealed record KeptImage(string Fingerprint, byte[]? Bytes, DateTimeOffset? Modified);

    private readonly record struct Stamp(long Length, DateTime Written, DateTime Born)
    {
        public static Stamp Of(SafeFileHandle file) => new(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file), File.GetCreationTimeUtc(file));
    }
}
