namespace BackSpasmSite.Content.Files;

/// <summary>
/// Decides which files of a listing are finished. A file that somebody is still writing keeps its last version, or stays
/// away where it had none; the others do not wait for it.
/// </summary>
/// <remarks>
/// A file counts as finished when it looked the same for a while, by the clock of this machine: times on a file system may be
/// another machine's. Whatever looks like the first part of something waits longer.
/// </remarks>
internal sealed class SettlingFiles(TimeProvider time)
{
    /// <summary>How long an ordinary save waits.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    /// <summary>What changes within this time is one save, which many programs write in several pieces.</summary>
    private static readonly TimeSpan OneSave = TimeSpan.FromMilliseconds(100);

    /// <summary>The same for a file that has been seen growing, is empty, or lost more than half of its length.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(2);

    /// <summary>After this time a file is published as it is: one that changes all the time must not wait for ever.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, Change> _changes = new(StringComparer.Ordinal);

    /// <summary>Whether some file is still waited for.</summary>
    public bool IsWaiting => _changes.Count > 0;

    /// <summary>The listing with each file in the version that is to be published.</summary>
    /// <param name="now">What is on the disk.</param>
    /// <param name="published">What was published last.</param>
    public ContentListing Of(ContentListing now, ContentListing published)
    {
        var (there, before) = (ByPath(now), ByPath(published));
        var at = time.GetTimestamp();
        var files = new List<ContentFile>(now.Files.Count);
        foreach (var path in there.Keys.Union(before.Keys).Order(StringComparer.Ordinal))
        {
            var (file, old) = (there.GetValueOrDefault(path), before.GetValueOrDefault(path));
            var isFinished = file == old || IsFinished(path, file, old, at);
            if (isFinished) _changes.Remove(path);
            if ((isFinished ? file : old) is { } shown) files.Add(shown);
        }

        foreach (var path in _changes.Keys.Where(path => !there.ContainsKey(path) && !before.ContainsKey(path)).ToList()) _changes.Remove(path);
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
            change = new Change(file, at, at, HasGrown: false);
        else if (change.File != file)
            change = new Change(file, change.First, at, change.HasGrown || (change.File?.Stamp.Length > 0 && Elapsed(change.First) >= OneSave));
        _changes[path] = change;

        var isPart = change.HasGrown || file?.Stamp.Length == 0 || file?.Stamp.Length < old?.Stamp.Length / 2;
        return Elapsed(change.Since) >= (isPart ? Long : Short) || Elapsed(change.First) >= Most;

        TimeSpan Elapsed(long since) => time.GetElapsedTime(since, at);
    }

    private static Dictionary<string, ContentFile> ByPath(ContentListing listing) => listing.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);

    /// <param name="File">As it was seen last; null when it was gone.</param>
    /// <param name="First">When it was first seen to differ from what is published.</param>
    /// <param name="Since">Since when it looks as it does.</param>
    /// <param name="HasGrown">Whether it changed again after that.</param>
    private sealed record Change(ContentFile? File, long First, long Since, bool HasGrown);
}
