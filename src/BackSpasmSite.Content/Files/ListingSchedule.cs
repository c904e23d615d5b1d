using System.Diagnostics;

namespace BackSpasmSite.Content.Files;

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
