namespace BackSpasmSite.Content.Files;

/// <summary>
/// Tells a file from its next version without reading it. The time of birth is part of it because editors that save
/// by renaming may keep the time of change.
/// </summary>
internal readonly record struct FileStamp(long Length, DateTime Written, DateTime Born)
{
    /// <summary>
    /// Where the file really is: behind a link that was switched lies another file, however alike the times are.
    /// </summary>
    public string? Place { get; init; }

    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static FileStamp Of(FileInfo file) => new(file.Length, file.LastWriteTimeUtc, file.CreationTimeUtc) { Place = file.FullName };
}
