using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Files;

/// <param name="Files">Sorted by path.</param>
internal sealed record ContentListing(IReadOnlyList<ContentFile> Files, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The content folder's real path; null if nothing was listed from the disk.</summary>
    public string? Root { get; init; }

    /// <summary>True if two listings have the same files in the same versions.</summary>
    public bool Shows(ContentListing other) => ReferenceEquals(this, other) || Files.SequenceEqual(other.Files) && Diagnostics.SequenceEqual(other.Diagnostics);

    public ContentFile? Find(string path) => PlaceOf(path) is var place and >= 0 ? Files[place] : null;

    /// <summary>True if a file is in this folder, or in one below it.</summary>
    public bool HasFolder(string path)
    {
        var place = ~PlaceOf($"{path}/");
        return place < Files.Count && Files[place].Path.StartsWith($"{path}/", StringComparison.Ordinal);
    }

    /// <summary>Files directly in the folder.</summary>
    public IEnumerable<ContentFile> Markdown(string folder)
    {
        var beginning = $"{folder}/";
        return Files.Where(file => file.Path.StartsWith(beginning, StringComparison.Ordinal) && file.Path.EndsWith(".md", StringComparison.Ordinal));
    }

    /// <summary>The same listing with one file replaced or added.</summary>
    public ContentListing With(ContentFile file)
    {
        var place = PlaceOf(file.Path);
        var files = Files.ToList();
        if (place >= 0) files[place] = file;
        else files.Insert(~place, file);
        return this with { Files = files };
    }

    /// <summary>The place of a file; if it is not there, the complement of the place where it would be.</summary>
    public int PlaceOf(string path)
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

/// <param name="Path">Relative to the content folder, with <c>/</c>.</param>
internal sealed record ContentFile(string Path, string FullPath, FileStamp Stamp)
{
    /// <summary>Read instead of the disk.</summary>
    public byte[]? Unsaved { get; init; }

    /// <summary>Why the entry is never opened. It is listed so that readers keep the last good version of a file that became a folder.</summary>
    public Diagnostic? Error { get; init; }
}

/// <summary>Distinguishes versions without reading. The creation time is for editors that save by renaming and keep the modification time.</summary>
internal readonly record struct FileStamp(long Length, DateTime Written, DateTime Born)
{
    /// <summary>Who may read it. A file that can't be read any more, or can be again, is another version.</summary>
    public UnixFileMode Mode { get; init; }

    /// <summary>The real path: after a link is switched it is another file, even with the same times.</summary>
    public string? Place { get; init; }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static FileStamp Of(FileInfo file) => new(file.Length, file.LastWriteTimeUtc, file.CreationTimeUtc) { Place = file.FullName, Mode = file.UnixFileMode };
}
