namespace BackSpasmSite.Content.Files;

/// <summary>Knows only the changes that the operating system reports.</summary>
/// <param name="changed">Called from any thread.</param>
/// <param name="unavailable">Called with the reason if there are no events.</param>
internal sealed class FolderEvents(Action changed, Action<string> unavailable) : IDisposable
{
    private FileSystemWatcher? _watcher;
    private string? _folder;

    /// <summary>Replaces the folder watched before.</summary>
    public void Watch(string folder)
    {
        // A folder that disappears for a moment keeps its watcher: it may come back.
        if (folder == _folder || !Directory.Exists(folder)) return;
        _watcher?.Dispose();
        _watcher = null;
        _folder = folder;
        try
        {
            _watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            _watcher.Changed += (_, _) => changed();
            _watcher.Created += (_, _) => changed();
            _watcher.Deleted += (_, _) => changed();
            _watcher.Renamed += (_, _) => changed();
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception failure) when (failure is IOException or PlatformNotSupportedException or ArgumentException)
        {
            unavailable(failure.Message);
        }
    }

    public void Dispose() => _watcher?.Dispose();
}
