namespace BackSpasmSite.Data;

/// <summary>Where a backup may be written.</summary>
internal static class BackupPlace
{
    /// <summary>Files that SQLite takes for a part of the database they are named after.</summary>
    public static readonly string[] Companions = ["-wal", "-shm", "-journal"];

    /// <summary>Why this file can't become a backup and what to do, or null.</summary>
    /// <param name="file">Its full path.</param>
    /// <param name="database">The database's own file.</param>
    public static string? Refuse(string file, string database) =>
        Path.GetFileName(file).Length == 0 || Directory.Exists(file) ? $"{file} is a folder. Name a file in it."
        : !Directory.Exists(Path.GetDirectoryName(file)) ? $"There is no folder {Path.GetDirectoryName(file)}. Make it first, or choose another."
        : file == database || Companions.Any(end => file == database + end) ? $"{file} belongs to the database itself. Choose another name."
        : IsThere(file) ? $"{file} is there already, and nothing is overwritten. Choose another name."
        // SQLite would mix what it finds there into the backup.
        : Companions.Select(end => file + end).FirstOrDefault(IsThere) is { } leftover ? $"{leftover} is left over from another database. Remove it, or choose another name."
        : null;

    /// <summary>Also a link that leads nowhere.</summary>
    private static bool IsThere(string file) => File.Exists(file) || new FileInfo(file).LinkTarget is not null;
}
