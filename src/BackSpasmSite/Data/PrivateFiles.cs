namespace BackSpasmSite.Data;

/// <summary>What readers write is nobody else's business on this machine: files and folders for their owner only.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnersOwn = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder where there is none.</summary>
    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnersOwn | UnixFileMode.UserExecute);
    }

    /// <summary>Makes an empty file, which SQLite takes for an empty database and gives its other files the same rights.</summary>
    /// <exception cref="IOException">There is one already.</exception>
    public static void Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnersOwn;
        new FileStream(file, options).Dispose();
    }
}
