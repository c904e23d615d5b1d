using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Files;

/// <summary>What the content folder held at one moment.</summary>
/// <param name="Files">The files the site is made of, sorted by path.</param>
/// <param name="Diagnostics">What is wrong with the names and places of files.</param>
internal sealed record ContentListing(IReadOnlyList<ContentFile> Files, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Where the content folder really was; null when nothing was listed from the disk.</summary>
    public string? Root { get; init; }

    /// <summary>True when two listings show the same files in the same versions.</summary>
    public bool Shows(ContentListing other) => Files.SequenceEqual(other.Files) && Diagnostics.SequenceEqual(other.Diagnostics);

    public ContentFile? Find(string path) => Files.FirstOrDefault(file => file.Path == path);

    /// <summary>The Markdown files directly in a folder.</summary>
    public IEnumerable<ContentFile> Markdown(string folder) => Files.Where(file =>
        file.Path.StartsWith($"{folder}/", StringComparison.Ordinal) &&
        file.Path.EndsWith(".md", StringComparison.Ordinal));

    /// <summary>The same with one file as it is given, whether there is one of that path or not.</summary>
    public ContentListing With(ContentFile file) => this with
    {
        Files = [.. Files.Where(other => other.Path != file.Path).Append(file).OrderBy(other => other.Path, StringComparer.Ordinal)],
    };

    public IEnumerable<ContentFile> Images => Files.Where(file =>
        file.Path.StartsWith("images/", StringComparison.Ordinal));
}

/// <summary>A file of the content folder as a listing shows it.</summary>
/// <param name="Path">Relative to the content folder, with <c>/</c>.</param>
/// <param name="FullPath">Where it is on this machine.</param>
/// <param name="Stamp">Changes whenever somebody saves the file.</param>
internal sealed record ContentFile(string Path, string FullPath, FileStamp Stamp)
{
    /// <summary>What is to be read instead of the disk: a version that nobody has saved yet.</summary>
    public byte[]? Unsaved { get; init; }

    /// <summary>
    /// Why what lies there is never opened. It is listed all the same, because readers keep the last good version of a file
    /// that became a folder or a broken link.
    /// </summary>
    public Diagnostic? Error { get; init; }
}

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
