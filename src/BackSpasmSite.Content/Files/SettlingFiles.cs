using System.Security.Cryptography;

namespace BackSpasmSite.Content.Files;

/// <summary>
/// Decides which files of a listing are finished. A file that somebody is still writing keeps its last version, or stays
/// away where it had none; the others do not wait for it.
/// </summary>
/// <remarks>
/// A file counts as finished when it looked the same for a while, by the clock of this machine: times on a file system may be
/// another machine's. Whatever looks like the first part of something waits longer.
/// </remarks>
/// <param name="time">Its timestamps tell how long a file has been quiet.</param>
/// <param name="published">The SHA-256 of a file as it was published, in lower-case hexadecimal digits; null where it is not known.</param>
internal sealed class SettlingFiles(TimeProvider time, Func<string, string?>? published = null)
{
    /// <summary>How long an ordinary save waits.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    /// <summary>What changes within this time is one save, which many programs write in several pieces.</summary>
    private static readonly TimeSpan OneSave = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The same for a new file, and for one that has been seen growing, begins with all that is published of it, is empty, or lost more
    /// than a tenth of its length.
    /// </summary>
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(2);

    /// <summary>After this time a file is published as it is: one that changes all the time must not wait for ever.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(20);

    /// <summary>A change so soon after the last one was published counts as more of the same.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromSeconds(5);

    /// <summary>At the start, a file that was written within this time may still be written.</summary>
    private static readonly TimeSpan JustWritten = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LookAtStart = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, long> _publishedAt = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Change> _changes = new(StringComparer.Ordinal);

    /// <summary>Whether some file is still waited for.</summary>
    public bool IsWaiting => _changes.Count > 0;

    /// <summary>
    /// The first listing. Nobody knows yet which files are being written, so it waits up to a second until none was written just now.
    /// An article, page or picture that changes meanwhile is left out until it is finished; half of a data file is better than none.
    /// </summary>
    /// <param name="list">Lists what is on the disk.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<ContentListing> BeginAsync(Func<ContentListing> list, CancellationToken cancellation)
    {
        var listing = list();
        var growing = new HashSet<string>(StringComparer.Ordinal);
        for (var looks = JustWritten / LookAtStart; looks > 0 && listing.Files.Any(file => !growing.Contains(file.Path) && IsJustWritten(file)); looks--)
        {
            await Task.Delay(LookAtStart, time, cancellation);
            var before = ByPath(listing);
            listing = list();
            growing.UnionWith(listing.Files.Where(file => file.Path.Contains('/', StringComparison.Ordinal) && before.GetValueOrDefault(file.Path) != file).Select(file => file.Path));
        }

        growing.RemoveWhere(path => listing.Find(path) is not { } file || !IsJustWritten(file));
        var at = time.GetTimestamp();
        foreach (var path in growing) _changes[path] = new Change(listing.Find(path), at, at, HasGrown: true);
        return listing with { Files = [.. listing.Files.Where(file => !growing.Contains(file.Path))] };
    }

    /// <summary>By the clock of this machine, which another machine's file system may not follow.</summary>
    private bool IsJustWritten(ContentFile file) => (time.GetUtcNow().UtcDateTime - file.Stamp.Written).Duration() < JustWritten;

    /// <summary>The listing with each file in the version that is to be published.</summary>
    /// <param name="now">What is on the disk.</param>
    /// <param name="last">What was published last.</param>
    public ContentListing Of(ContentListing now, ContentListing last)
    {
        if (last.Root is not null && now.Root != last.Root)
        {
            // The folder is a link that was switched: what lies behind it was made ready before.
            _changes.Clear();
            return now;
        }

        var (there, before) = (ByPath(now), ByPath(last));
        var switched = SwitchedFolders(there, before);
        var at = time.GetTimestamp();
        var files = new List<ContentFile>(now.Files.Count);
        foreach (var path in there.Keys.Union(before.Keys).Order(StringComparer.Ordinal))
        {
            var (file, old) = (there.GetValueOrDefault(path), before.GetValueOrDefault(path));
            var isFinished = file == old || IsSwitched(file, old, switched) || (old is null && IsRenamed(file, there, before)) || (file is null && IsRenamed(old, before, there)) || IsFinished(path, file, old, at);
            if (isFinished && _changes.ContainsKey(path)) _publishedAt[path] = at;
            if (isFinished) _changes.Remove(path);
            if ((isFinished ? file : old) is { } shown) files.Add(shown);
        }

        foreach (var path in _changes.Keys.Where(path => !there.ContainsKey(path) && !before.ContainsKey(path)).ToList()) _changes.Remove(path);
        foreach (var path in _publishedAt.Keys.Where(path => time.GetElapsedTime(_publishedAt[path], at) >= Recent).ToList()) _publishedAt.Remove(path);
        return now with { Files = files };
    }

    /// <param name="path">The file's.</param>
    /// <param name="file">Null when it is gone. Some programs save by deleting the file first.</param>
    /// <param name="old">As it was published.</param>
    /// <param name="at">Now.</param>
    private bool IsFinished(string path, ContentFile? file, ContentFile? old, long at)
    {
        if (file is not null && AtomicFile.IsOurs(file.Stamp)) return true;
        if (!_changes.TryGetValue(path, out var change))
            change = new Change(file, at, at, HasGrown: _publishedAt.ContainsKey(path) || (old is null && IsFresh(file)) || IsAppended(file, old));
        else if (change.File != file)
            change = new Change(file, change.First, at, change.HasGrown || (change.File?.Stamp.Length > 0 && Elapsed(change.First) >= OneSave) || IsAppended(file, old));
        _changes[path] = change;

        var isPart = change.HasGrown || file?.Stamp.Length == 0 || file?.Stamp.Length < old?.Stamp.Length * 9 / 10;
        return Elapsed(change.Since) >= (isPart ? Long : Short) || Elapsed(change.First) >= Most;

        TimeSpan Elapsed(long since) => time.GetElapsedTime(since, at);
    }

    /// <summary>Whether a file begins with every byte that is published of it: more may follow.</summary>
    private bool IsAppended(ContentFile? file, ContentFile? old)
    {
        if (file is not { Error: null } || old is null || old.Stamp.Length == 0 || file.Stamp.Length <= old.Stamp.Length || published?.Invoke(file.Path) is not { } hash) return false;
        try
        {
            using var stream = RegularFile.Open(file.FullPath);
            var beginning = new byte[old.Stamp.Length];
            stream.ReadExactly(beginning);
            return Convert.ToHexStringLower(SHA256.HashData(beginning)) == hash;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It changed once more, or can't be read: the next look tells.
            return false;
        }
    }

    /// <summary>
    /// Whether a new file may still be written. One that was renamed from a finished upload was last written before; a clock
    /// that is wrong costs at most the difference between <see cref="Short"/> and <see cref="Long"/>.
    /// </summary>
    private bool IsFresh(ContentFile? file) => file is not null && time.GetUtcNow().UtcDateTime - file.Stamp.Written < Long;

    /// <summary>Whether a file that came or went is one and the same under another name: readers neither miss it meanwhile nor see it twice.</summary>
    private static bool IsRenamed(ContentFile? file, Dictionary<string, ContentFile> here, Dictionary<string, ContentFile> other) =>
        file is { Error: null, Stamp.Length: > 0 } && file.Stamp.Written != default && other.Values.Any(twin =>
            (twin.Stamp.Length, twin.Stamp.Written) == (file.Stamp.Length, file.Stamp.Written) && !here.ContainsKey(twin.Path));

    /// <summary>The folders, before and now, of files whose link was switched: only a link takes a file to another place.</summary>
    private static HashSet<string?> SwitchedFolders(Dictionary<string, ContentFile> there, Dictionary<string, ContentFile> before)
    {
        var folders = new HashSet<string?>();
        foreach (var (path, file) in there)
        {
            if (file.Stamp.Place is not { } place || before.GetValueOrDefault(path)?.Stamp.Place is not { } last || place == last) continue;
            folders.Add(System.IO.Path.GetDirectoryName(place));
            folders.Add(System.IO.Path.GetDirectoryName(last));
        }

        return folders;
    }

    /// <summary>Whether a file came, went or changed with a switched link, and so is whole.</summary>
    private static bool IsSwitched(ContentFile? file, ContentFile? old, HashSet<string?> folders) =>
        folders.Count > 0 && file?.Stamp.Place != old?.Stamp.Place && (file ?? old)?.Stamp.Place is { } place && folders.Contains(System.IO.Path.GetDirectoryName(place));

    private static Dictionary<string, ContentFile> ByPath(ContentListing listing) => listing.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);

    /// <param name="File">As it was seen last; null when it was gone.</param>
    /// <param name="First">When it was first seen to differ from what is published.</param>
    /// <param name="Since">Since when it looks as it does.</param>
    /// <param name="HasGrown">Whether it changed again after that.</param>
    private sealed record Change(ContentFile? File, long First, long Since, bool HasGrown);
}
