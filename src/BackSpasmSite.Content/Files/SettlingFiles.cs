using System.Security.Cryptography;

namespace BackSpasmSite.Content.Files;

/// <summary>A file that is still being written keeps its last version, or stays hidden if it had none; other files do not wait for it.</summary>
/// <remarks>
/// A file is complete if it has not changed for a while by this machine's clock: file times may come from another machine. Anything that
/// looks like a partial file waits longer.
/// </remarks>
/// <param name="published">The SHA-256 of a file as published, in lower-case hexadecimal digits; null if unknown.</param>
internal sealed class SettlingFiles(TimeProvider time, Func<string, string?>? published = null)
{
    /// <summary>How long an ordinary save waits: longer than a program needs between the pieces of one.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromMilliseconds(25);

    /// <summary>How long a file that is gone waits: some programs delete a file before they write it anew.</summary>
    private static readonly TimeSpan Gone = TimeSpan.FromMilliseconds(300);

    /// <summary>Changes within this time count as one save, which many programs write in several steps.</summary>
    private static readonly TimeSpan OneSave = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// For a possibly partial file: one that is new, has been seen growing, begins with everything published of it, is empty, or lost more
    /// than a tenth of its length.
    /// </summary>
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(2);

    /// <summary>Then a file is published as it is, so that one that keeps changing does not wait for ever.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(20);

    /// <summary>At startup, a file written within this time may still be incomplete.</summary>
    private static readonly TimeSpan JustWritten = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LookAtStart = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, Change> _changes = new(StringComparer.Ordinal);

    /// <summary>How long until the next file may be complete, in whole milliseconds; null if none is waiting.</summary>
    public TimeSpan? NextIn
    {
        get
        {
            if (_changes.Count == 0) return null;
            var at = time.GetTimestamp();
            var left = _changes.Values.Min(change => change.Needs - time.GetElapsedTime(change.Since, at));
            return left > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : TimeSpan.Zero;
        }
    }

    /// <summary>The paths of the files that are waiting.</summary>
    public IEnumerable<string> Waiting => _changes.Keys;

    /// <summary>
    /// The first listing. It is not known which files are being written, so it waits up to a second until none was written just now. An
    /// article, page or picture that changes meanwhile is left out until it is complete; a data file is used as it is, because half of
    /// one is better than none.
    /// </summary>
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
        foreach (var path in growing) _changes[path] = new Change(listing.Find(path), at, at, HasGrown: true) { Needs = Long };
        return listing with { Files = [.. listing.Files.Where(file => !growing.Contains(file.Path))] };
    }

    /// <summary>By this machine's clock; the file system's may be another machine's.</summary>
    private bool IsJustWritten(ContentFile file) => (time.GetUtcNow().UtcDateTime - file.Stamp.Written).Duration() < JustWritten;

    /// <param name="now">What is on the disk.</param>
    /// <param name="last">What was published last.</param>
    public ContentListing Of(ContentListing now, ContentListing last)
    {
        if (last.Root is not null && now.Root != last.Root)
        {
            // The folder is a link that was switched; its target was complete before.
            _changes.Clear();
            return now;
        }

        var at = time.GetTimestamp();
        var differing = Differing(now, last);
        foreach (var path in _changes.Keys.Where(path => !differing.ContainsKey(path)).ToList()) _changes.Remove(path);
        if (differing.Count == 0) return now;

        var switched = SwitchedFolders(differing);
        var waiting = new Dictionary<string, ContentFile?>(StringComparer.Ordinal);
        foreach (var (path, (file, old)) in differing)
        {
            var isFinished = IsSwitched(file, old, switched) || (old is null && IsRenamed(file, now, last)) || (file is null && IsRenamed(old, last, now)) || IsFinished(path, file, old, at);
            if (isFinished) _changes.Remove(path);
            else waiting[path] = old;
        }

        return waiting.Count == 0 ? now : now with { Files = With(now, waiting) };
    }

    /// <param name="waiting">By path, the version that stays meanwhile; null if there is none.</param>
    private static List<ContentFile> With(ContentListing now, Dictionary<string, ContentFile?> waiting)
    {
        var files = now.Files.ToList();
        var gone = new List<ContentFile>();
        var hidden = new HashSet<ContentFile>(ReferenceEqualityComparer.Instance);
        foreach (var (path, kept) in waiting)
        {
            var place = now.PlaceOf(path);
            if (place < 0) gone.Add(kept!);
            else if (kept is null) hidden.Add(files[place]);
            else files[place] = kept;
        }

        if (hidden.Count > 0) files.RemoveAll(hidden.Contains);
        if (gone.Count == 0) return files;
        files.AddRange(gone);
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    /// <summary>The files that are not the same in two listings, which are both sorted by path.</summary>
    private static Dictionary<string, (ContentFile? File, ContentFile? Old)> Differing(ContentListing now, ContentListing last)
    {
        var differing = new Dictionary<string, (ContentFile?, ContentFile?)>(StringComparer.Ordinal);
        var (i, j) = (0, 0);
        while (i < now.Files.Count || j < last.Files.Count)
        {
            var (file, old) = (i < now.Files.Count ? now.Files[i] : null, j < last.Files.Count ? last.Files[j] : null);
            var order = file is null ? 1 : old is null ? -1 : ReferenceEquals(file, old) ? 0 : string.CompareOrdinal(file.Path, old.Path);
            if (order <= 0) i++;
            if (order >= 0) j++;
            if (order < 0) differing[file!.Path] = (file, null);
            else if (order > 0) differing[old!.Path] = (null, old);
            else if (file != old) differing[file!.Path] = (file, old);
        }

        return differing;
    }

    /// <param name="file">Null if it is gone; some programs delete a file before they save it.</param>
    private bool IsFinished(string path, ContentFile? file, ContentFile? old, long at)
    {
        if (file is not null && AtomicFile.IsOurs(file.Stamp)) return true;
        if (!_changes.TryGetValue(path, out var change))
            change = new Change(file, at, at, HasGrown: (old is null && IsFresh(file)) || IsAppended(file, old));
        else if (change.File != file)
            change = new Change(file, change.First, at, change.HasGrown || (change.File?.Stamp.Length > 0 && Elapsed(change.First) >= OneSave) || IsAppended(file, old));
        var isPart = change.HasGrown || file?.Stamp.Length == 0 || file?.Stamp.Length < old?.Stamp.Length * 9 / 10;
        _changes[path] = change = change with { Needs = isPart ? Long : file is null ? Gone : Short };
        return Elapsed(change.Since) >= change.Needs || Elapsed(change.First) >= Most;

        TimeSpan Elapsed(long since) => time.GetElapsedTime(since, at);
    }

    /// <summary>The file begins with every published byte of it: more may follow.</summary>
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
            // It changed again or can't be read; the next check decides.
            return false;
        }
    }

    /// <summary>
    /// A finished upload that was renamed was last written earlier; a wrong clock costs at most the difference between <see cref="Short"/> and
    /// <see cref="Long"/>.
    /// </summary>
    private bool IsFresh(ContentFile? file) => file is not null && time.GetUtcNow().UtcDateTime - file.Stamp.Written < Long;

    /// <summary>Readers neither miss a renamed file nor see it twice meanwhile.</summary>
    private static bool IsRenamed(ContentFile? file, ContentListing here, ContentListing other) =>
        file is { Error: null, Stamp.Length: > 0 } && file.Stamp.Written != default && other.Files.Any(twin =>
            (twin.Stamp.Length, twin.Stamp.Written) == (file.Stamp.Length, file.Stamp.Written) && here.Find(twin.Path) is null);

    /// <summary>The old and new folders of files whose link was switched: only a link moves a file to another place.</summary>
    private static HashSet<string?> SwitchedFolders(Dictionary<string, (ContentFile? File, ContentFile? Old)> differing)
    {
        var folders = new HashSet<string?>();
        foreach (var (file, old) in differing.Values)
        {
            if (file?.Stamp.Place is not { } place || old?.Stamp.Place is not { } last || place == last) continue;
            folders.Add(System.IO.Path.GetDirectoryName(place));
            folders.Add(System.IO.Path.GetDirectoryName(last));
        }

        return folders;
    }

    /// <summary>The file appeared, disappeared or changed because a link was switched, and so is complete.</summary>
    private static bool IsSwitched(ContentFile? file, ContentFile? old, HashSet<string?> folders) =>
        folders.Count > 0 && file?.Stamp.Place != old?.Stamp.Place && (file ?? old)?.Stamp.Place is { } place && folders.Contains(System.IO.Path.GetDirectoryName(place));

    private static Dictionary<string, ContentFile> ByPath(ContentListing listing) => listing.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);

    /// <param name="File">As last seen; null if it was gone.</param>
    /// <param name="First">When it first differed from the published version.</param>
    /// <param name="Since">When it took its present form.</param>
    /// <param name="HasGrown">It changed again after the first difference.</param>
    private sealed record Change(ContentFile? File, long First, long Since, bool HasGrown)
    {
        /// <summary>How long it has to stay the same.</summary>
        public TimeSpan Needs { get; init; }
    }
}
