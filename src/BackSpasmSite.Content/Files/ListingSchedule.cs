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
    private const int SmallShare = 200, LargeShare = 10;

    private static readonly string[] Folders = ["", "articles", "pages", "images"];

    /// <summary>When the folder was last listed.</summary>
    private long _at;

    /// <summary>The folders' own times at that moment, which change when a file comes or goes.</summary>
    private string _folders = "";

    /// <summary>Whether a link leads to files elsewhere, of whose changes there are no events.</summary>
    public bool HasFilesElsewhere { get; private set; }

    /// <summary>How long the last listing took.</summary>
    public TimeSpan Took { get; private set; }

    /// <inheritdoc cref="ContentFolder.List"/>
    public ContentListing List()
    {
        var start = Stopwatch.GetTimestamp();
        _folders = FolderTimes();
        var listing = folder.List();
        Took = Stopwatch.GetElapsedTime(start);
        HasFilesElsewhere = listing.Files.Any(file => file.Stamp.Place is { } place && place != Path.Combine(listing.Root!, file.Path));
        _at = Stopwatch.GetTimestamp();
        return listing;
    }

    /// <summary>True if files may have changed without an event.</summary>
    public bool IsDue(FolderEvents events)
    {
        var (pause, share) = events.AreReliable && !HasFilesElsewhere ? (SafetyNet, SmallShare) : (PollInterval, LargeShare);
        if (Took * share > pause) pause = Took * share;
        return Stopwatch.GetElapsedTime(_at) >= pause || FolderTimes() != _folders;
    }

    /// <summary>When a file last came to a folder or went from it.</summary>
    private string FolderTimes()
    {
        var root = folder.Root;
        return string.Join('|', Folders.Select(name => new DirectoryInfo(Path.Combine(root, name))).Select(directory => $"{directory.FullName} {directory.LastWriteTimeUtc.Ticks} {directory.CreationTimeUtc.Ticks}"));
    }
}
