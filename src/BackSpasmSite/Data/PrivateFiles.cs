namespace BackSpasmSite.Data;

/// <summary>Files and folders that only their owner can read, because they hold what readers wrote.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnersOwn = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnersOwn | UnixFileMode.UserExecute);
    }

    /// <summary>SQLite treats an empty file as an empty database, and gives the files beside it the same permissions.</summary>
    /// <exception cref="IOException">The file already exists.</exception>
    public static void Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnersOwn;
        new FileStream(file, options).Dispose();
    }
}
