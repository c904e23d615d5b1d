namespace BackSpasmSite.Articles.Files;

/// <summary>
/// Tells a file from its next version without reading it. The time of birth is part of it because editors that save
/// by renaming may keep the time of change.
/// </summary>
internal readonly record struct FileStamp(long Length, DateTime Written, DateTime Born)
{
    public static FileStamp Of(FileInfo file) => new(file.Length, file.LastWriteTimeUtc, file.CreationTimeUtc);
}
