using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Files;

/// <summary>The content folder's files at one moment.</summary>
/// <param name="Files">The site's files, sorted by path.</param>
/// <param name="Diagnostics">Problems with file names and places.</param>
internal sealed record ContentListing(IReadOnlyList<ContentFile> Files, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The content folder's real path; null if nothing was listed from the disk.</summary>
    public string? Root { get; init; }

    /// <summary>True if two listings have the same files in the same versions.</summary>
    public bool Shows(ContentListing other) => ReferenceEquals(this, other) || Files.SequenceEqual(other.Files) && Diagnostics.SequenceEqual(other.Diagnostics);

    public ContentFile? Find(string path) => PlaceOf(path) is var place and >= 0 ? Files[place] : null;

    /// <summary>The Markdown files directly in a folder.</summary>
    public IEnumerable<ContentFile> Markdown(string folder) => Files.Where(file =>
        file.Path.StartsWith($"{folder}/", StringComparison.Ordinal) &&
        file.Path.EndsWith(".md", StringComparison.Ordinal));

    /// <summary>The same listing with one file replaced or added.</summary>
    public ContentListing With(ContentFile file)
    {
        var place = PlaceOf(file.Path);
        return this with { Files = place >= 0 ? [.. Files.Take(place), file, .. Files.Skip(place + 1)] : [.. Files.Take(~place), file, .. Files.Skip(~place)] };
    }

    /// <summary>The place of a file; if it is not there, the complement of the place where it would be.</summary>
    private int PlaceOf(string path)
    {
        var (low, high) = (0, Files.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(Files[middle].Path, path);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }

    public IEnumerable<ContentFile> Images => Files.Where(file =>
        file.Path.StartsWith("images/", StringComparison.Ordinal));
}

/// <summary>A file in a listing of the content folder.</summary>
/// <param name="Path">Relative to the content folder, with <c>/</c>.</param>
/// <param name="FullPath">Where it is on this machine.</param>
/// <param name="Stamp">Changes each time the file is saved.</param>
internal sealed record ContentFile(string Path, string FullPath, FileStamp Stamp)
{
    /// <summary>Read instead of the disk: an unsaved version.</summary>
    public byte[]? Unsaved { get; init; }

    /// <summary>
    /// Why this entry is never opened. It is listed all the same, because readers keep the last good version of a file that became a
    /// folder or a broken link.
    /// </summary>
    public Diagnostic? Error { get; init; }
}

/// <summary>
/// Distinguishes versions of a file without reading it. Includes the creation time, because editors that save by renaming may keep the
/// modification time.
/// </summary>
internal readonly record struct FileStamp(long Length, DateTime Written, DateTime Born)
{
    /// <summary>The file's real path: after a link is switched the file is another one, even if its times are the same.</summary>
    public string? Place { get; init; }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static FileStamp Of(FileInfo file) => new(file.Length, file.LastWriteTimeUtc, file.CreationTimeUtc) { Place = file.FullName };
}
