using System.Diagnostics;

namespace BackSpasmSite.Content.Files;

/// <summary>Collects the names of files that changed in a folder, as far as the operating system reports them.</summary>
/// <param name="unavailable">Called with the reason if there are no events.</param>
internal sealed class FolderEvents(Action<string> unavailable) : IDisposable
{
    /// <summary>With more names than this, listing the folder is as fast.</summary>
    private const int MostNames = 200;

    /// <summary>File systems on which this machine does not hear of changes made by others.</summary>
    private static readonly string[] Silent = ["nfs", "cifs", "smb", "9p", "fuse", "virtiofs", "afs", "ceph", "gluster", "vboxsf"];

    /// <summary>
    /// Not a bounded channel: in .NET 10, a reader that is often cancelled may never wake up again (dotnet/runtime, issues 131141 and 132094).
    /// Never disposed, because an event may still arrive after the watcher has been disposed.
    /// </summary>
    private readonly SemaphoreSlim _happened = new(0);

    private readonly Lock _naming = new();
    private HashSet<string> _names = new(StringComparer.Ordinal);
    private bool _isUnknown;
    private FileSystemWatcher? _watcher;

    /// <summary>The folder, and when it was made: another one of the same name has no watcher, because that follows the folder and not the name.</summary>
    private (string? Path, DateTime Born) _folder;

    /// <summary>False where events are known to be missing, so that the folder has to be listed often.</summary>
    public bool AreReliable { get; private set; }

    /// <summary>Watches this folder instead of any other. What changed in it before is not known, and <see cref="Take"/> says so.</summary>
    public void Watch(string folder)
    {
        // A folder that disappears for a moment keeps its watcher: it may come back.
        if (new DirectoryInfo(folder) is not { Exists: true } now || _folder == (folder, now.CreationTimeUtc)) return;
        _watcher?.Dispose();
        _watcher = null;
        _folder = (folder, now.CreationTimeUtc);
        AreReliable = false;
        try
        {
            _watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, InternalBufferSize = 64 * 1024 };
            _watcher.Changed += (_, change) => Add(folder, change.FullPath);
            _watcher.Created += (_, change) => Add(folder, change.FullPath);
            _watcher.Deleted += (_, change) => Add(folder, change.FullPath);
            _watcher.Renamed += (_, change) => Add(folder, change.OldFullPath, change.FullPath);
            _watcher.Error += (_, _) => Add(folder, names: null);
            _watcher.EnableRaisingEvents = true;
            lock (_naming) _isUnknown = true;
            AreReliable = !IsSilent(folder);
        }
        catch (Exception failure) when (failure is IOException or PlatformNotSupportedException or ArgumentException)
        {
            unavailable(failure.Message);
        }
    }

    /// <summary>Waits for an event.</summary>
    /// <returns>False if none came within that time.</returns>
    public Task<bool> WaitAsync(TimeSpan most, CancellationToken cancellation) => _happened.WaitAsync(most, cancellation);

    /// <summary>The paths that changed since the last call, relative to the folder, with <c>/</c>; null if they are too many or not known.</summary>
    public IReadOnlyCollection<string>? Take()
    {
        lock (_naming)
        {
            var (names, isUnknown) = (_names, _isUnknown);
            (_names, _isUnknown) = (new HashSet<string>(StringComparer.Ordinal), false);
            return isUnknown ? null : names;
        }
    }

    public void Dispose() => _watcher?.Dispose();

    private void Add(string folder, params string[]? names)
    {
        lock (_naming)
        {
            if (names is null || _names.Count > MostNames) _isUnknown = true;
            else foreach (var name in names) _names.Add(Path.GetRelativePath(folder, name).Replace('\\', '/'));
        }

        // One is enough, however many events there are.
        if (_happened.CurrentCount == 0) _happened.Release();
    }

    private static bool IsSilent(string folder)
    {
        try
        {
            var format = new DriveInfo(folder).DriveFormat;
            return Silent.Any(silent => format.StartsWith(silent, StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return true;
        }
    }
}

/// <summary>Lists a folder, and knows when to do so again although no event named a change.</summary>
internal sealed class ListingSchedule(ContentFolder folder)
{
    /// <summary>How often the folders are looked at for files that came or went: events get lost on network drives and in containers.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(400);

    /// <summary>How often all files are listed even without an event, where events work.</summary>
    private static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(10);

    /// <summary>A listing takes at most this part of a core while nothing happens: where events work, and where they don't.</summary>
    private const int SmallShare = 400, LargeShare = 10;

    private static readonly string[] Folders = ["", "articles", "pages", "images"];

    /// <summary>When the folder was last listed.</summary>
    private long _at;

    /// <summary>Where the folder was, and the folders' own times, which change when a file comes or goes.</summary>
    private (string Root, string Times) _folders = ("", "");

    /// <summary>How long the last listing took.</summary>
    private TimeSpan _took;

    /// <summary>Whether a link leads to files elsewhere, of whose changes there are no events.</summary>
    public bool HasFilesElsewhere { get; private set; }

    /// <inheritdoc cref="ContentFolder.List"/>
    public ContentListing List()
    {
        var start = Stopwatch.GetTimestamp();
        _folders = FolderTimes();
        var listing = folder.List();
        _took = Stopwatch.GetElapsedTime(start);
        HasFilesElsewhere = listing.Files.Any(file => file.Stamp.Place is { } place && place != Path.Combine(listing.Root!, file.Path));
        _at = Stopwatch.GetTimestamp();
        return listing;
    }

    /// <summary>True if files may have changed without an event.</summary>
    /// <param name="hasNames">True if events name files, which explains why the folders have changed.</param>
    public bool IsDue(FolderEvents events, bool hasNames)
    {
        var isReliable = events.AreReliable && !HasFilesElsewhere;
        var (pause, share) = isReliable ? (SafetyNet, SmallShare) : (PollInterval, LargeShare);
        if (_took * share > pause) pause = _took * share;
        if (Stopwatch.GetElapsedTime(_at) >= pause) return true;
        var before = _folders;
        _folders = FolderTimes();
        return _folders.Root != before.Root || (_folders.Times != before.Times && !(isReliable && hasNames));
    }

    /// <summary>When a file last came to a folder or went from it.</summary>
    private (string Root, string Times) FolderTimes()
    {
        var root = folder.Root;
        return (root, string.Join('|', Folders.Select(name => new DirectoryInfo(Path.Combine(root, name))).Select(directory => $"{directory.LastWriteTimeUtc.Ticks} {directory.CreationTimeUtc.Ticks}")));
    }
}
