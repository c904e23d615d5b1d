using System.Text;
using BackSpasmSite.Articles.Files;
using BackSpasmSite.Problems;

namespace BackSpasmSite.Articles;

/// <summary>The folder with everything authors write. Nothing is ever read from outside of it.</summary>
internal sealed class ContentFolder
{
    private static readonly string[] DataFiles = ["site.yaml", "people.yaml", "references.json"];
    private static readonly string[] MarkdownFolders = ["articles", "pages"];

    private readonly string _root;

    /// <param name="path">The folder; a link to a folder is followed once, here.</param>
    public ContentFolder(string path)
    {
        Path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        _root = RealPath.Of(Path);
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>Lists the files of the site.</summary>
    /// <exception cref="IOException">The folder or its <c>articles</c> is not there or cannot be read.</exception>
    public ContentListing List()
    {
        var files = new List<ContentFile>();
        var problems = new List<Problem>();
        if (!Directory.Exists(System.IO.Path.Combine(_root, "articles")))
            throw new DirectoryNotFoundException($"{Path} has no folder named articles.");

        foreach (var name in DataFiles)
            Take(new FileInfo(System.IO.Path.Combine(_root, name)), name, files, problems);
        foreach (var folder in MarkdownFolders)
            ListMarkdown(folder, files, problems);
        ListImages(new DirectoryInfo(System.IO.Path.Combine(_root, "images")), "images", files, problems);

        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        problems.Sort();
        return new ContentListing(files, problems);
    }

    private void ListMarkdown(string folder, List<ContentFile> files, List<Problem> problems)
    {
        var directory = new DirectoryInfo(System.IO.Path.Combine(_root, folder));
        if (!directory.Exists) return;
        if (!IsInside(directory.FullName))
        {
            problems.Add(FileProblems.LeadsOutside(folder));
            return;
        }

        foreach (var entry in directory.EnumerateFileSystemInfos())
        {
            var path = $"{folder}/{entry.Name}";
            if (IsHidden(entry)) continue;
            if (entry is not FileInfo file)
                problems.Add(FileProblems.NotRead(path));
            else if (FileNames.Judge(path, directory, problems))
                Take(file, path, files, problems);
        }
    }

    private void ListImages(DirectoryInfo directory, string path, List<ContentFile> files, List<Problem> problems)
    {
        if (!directory.Exists) return;
        if (!IsInside(directory.FullName))
        {
            problems.Add(FileProblems.LeadsOutside(path));
            return;
        }

        foreach (var entry in directory.EnumerateFileSystemInfos().Where(entry => !IsHidden(entry)))
        {
            // Some systems keep names in another Unicode form than people type.
            var entryPath = UnicodeText.Normalized($"{path}/{entry.Name}", NormalizationForm.FormC);
            if (entry is DirectoryInfo inner)
            {
                // A link to a folder above would never end; pictures have no need of one.
                if (inner.LinkTarget is null) ListImages(inner, entryPath, files, problems);
                else problems.Add(FileProblems.NotRead(entryPath));
            }
            else if (!System.Text.Ascii.IsValid(entryPath) && files.Any(file => file.Path == entryPath))
            {
                problems.Add(FileProblems.SameName(entryPath));
            }
            else
            {
                Take((FileInfo)entry, entryPath, files, problems);
            }
        }
    }

    private void Take(FileInfo file, string path, List<ContentFile> files, List<Problem> problems)
    {
        if (file.LinkTarget is not null || file.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            if (!IsInside(file.FullName))
            {
                problems.Add(FileProblems.LeadsOutside(path));
                return;
            }

            file = new FileInfo(RealPath.Of(file.FullName));
        }

        if (file.Exists) files.Add(new ContentFile(path, file.FullName, FileStamp.Of(file)));
    }

    private bool IsInside(string path) =>
        RealPath.Of(path).StartsWith(_root + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Editors' and systems' own files: hidden ones, and those of Emacs, Vim and Windows.</summary>
    private static bool IsHidden(FileSystemInfo entry) =>
        entry.Name.StartsWith('.') || entry.Name.StartsWith('#') || entry.Name.EndsWith('~') ||
        entry.Name is "Thumbs.db" or "desktop.ini" or "4913";
}
