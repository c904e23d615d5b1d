using System.Text;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content.Files;

/// <summary>Everything authors write. Nothing outside this folder is ever read.</summary>
internal sealed class ContentFolder(string path)
{
    public const string Bibliography = "references.json";
    public const string RetractionsFile = "retractions.csv";

    private static readonly string[] DataFiles = ["site.yaml", "people.yaml", "synonyms.yaml", Bibliography, RetractionsFile];
    private static readonly string[] MarkdownFolders = ["articles", "pages"];

    /// <summary>As given, and so perhaps with links.</summary>
    public string Path { get; } = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));

    /// <summary>Read instead of <c>retractions.csv</c>; may be anywhere.</summary>
    public string? Retractions { get; init; }

    /// <summary>
    /// The folder's real path, resolved at each call: new content may arrive by switching a link, as Kubernetes and git-sync do.
    /// </summary>
    public string Root => RealPath.Of(Path);

    /// <exception cref="IOException">The folder or its <c>articles</c> is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException"><c>articles</c> may not be read.</exception>
    public ContentListing List()
    {
        // Resolved once for all files, so that a link switched meanwhile does not mix two versions.
        var look = new Look(Root);
        if (!Directory.Exists(look.FullPath("articles")))
            throw new DirectoryNotFoundException($"{Path} has no folder named articles.");

        foreach (var name in DataFiles)
        {
            if (name == RetractionsFile && Retractions is not null) look.TakeElsewhere(new FileInfo(Retractions), name);
            else look.Take(new FileInfo(look.FullPath(name)), name);
        }

        look.ReportExports();
        foreach (var folder in MarkdownFolders) look.ListMarkdown(folder);
        look.ListImages(new DirectoryInfo(look.FullPath("images")), "images");
        return look.Listing;
    }

    /// <summary>
    /// A listing with these files looked at again, at a fraction of the cost of another listing; null if that takes a whole listing:
    /// pictures, whose names are compared with each other, links, and everything that is no file.
    /// </summary>
    /// <param name="paths">Relative to the folder, with <c>/</c>.</param>
    public static ContentListing? Update(ContentListing listing, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (IsHidden(System.IO.Path.GetFileName(path)) || CameAndWent(listing, path)) continue;
            if (!DataFiles.Contains(path) && (path.Split('/') is not [var folder, var name] || !MarkdownFolders.Contains(folder) || !name.EndsWith(".md", StringComparison.Ordinal))) return null;
            var file = new FileInfo(System.IO.Path.Combine(listing.Root!, path));
            var before = listing.Find(path);
            // A new name is checked, and a link followed, only by a whole listing.
            if (!file.Exists || before is not { Error: null } || before.FullPath != file.FullName || file.LinkTarget is not null || file.Length == 0) return null;
            if (FileStamp.Of(file) is var stamp && stamp != before.Stamp) listing = listing.With(before with { Stamp = stamp });
        }

        return listing;
    }

    /// <summary>True for the temporary file of a program that writes a file anew and renames it.</summary>
    private static bool CameAndWent(ContentListing listing, string path) =>
        listing.Find(path) is null && !listing.HasFolder(path) && !listing.Diagnostics.Any(diagnostic => diagnostic.Path == path) &&
        new FileInfo(System.IO.Path.Combine(listing.Root!, path)) is { LinkTarget: null } file && !System.IO.Path.Exists(file.FullName);

    /// <summary>Files of editors and systems: hidden ones, and those of Emacs, Vim and Windows.</summary>
    private static bool IsHidden(string name) =>
        name.StartsWith('.') || name.StartsWith('#') || name.EndsWith('~') ||
        name is "Thumbs.db" or "desktop.ini" or "4913";

    private static bool IsExport(FileSystemInfo entry) =>
        entry is FileInfo && System.IO.Path.GetExtension(entry.Name).ToLowerInvariant() is ".bib" or ".bibtex" or ".ris" or ".nbib" or ".enw";

    private sealed class Look(string root)
    {
        private readonly List<ContentFile> _files = [];
        private readonly List<Diagnostic> _diagnostics = [];

        public ContentListing Listing
        {
            get
            {
                _files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
                _diagnostics.Sort();
                return new ContentListing(_files, _diagnostics) { Root = root };
            }
        }

        public string FullPath(string path) => System.IO.Path.Combine(root, path);

        /// <summary>Nothing else is looked at in the content folder itself.</summary>
        public void ReportExports()
        {
            foreach (var entry in Entries(new DirectoryInfo(root), "."))
                if (IsExport(entry)) _diagnostics.Add(FileDiagnostics.NotTheBibliography(entry.Name));
        }

        public void ListMarkdown(string folder)
        {
            var directory = new DirectoryInfo(FullPath(folder));
            if (!IsFolder(directory, folder)) return;
            foreach (var entry in Entries(Behind(directory), folder))
            {
                var path = $"{folder}/{entry.Name}";
                if (IsExport(entry))
                {
                    _diagnostics.Add(FileDiagnostics.NotTheBibliography(path));
                    continue;
                }

                var isFile = entry is FileInfo || entry.Name.EndsWith(".md", StringComparison.Ordinal);
                if (!isFile) _diagnostics.Add(FileDiagnostics.NotRead(path));
                else if (FileNames.Validate(path, directory, _diagnostics)) Take(entry, path);
            }
        }

        public void ListImages(DirectoryInfo directory, string path)
        {
            if (!IsFolder(directory, path)) return;
            var entries = Entries(Behind(directory), path);
            FileNames.CheckPictures(path, entries.Select(entry => entry.Name), _diagnostics);
            foreach (var entry in entries)
            {
                // Some systems store names in another Unicode form than people type.
                var entryPath = UnicodeText.Normalized($"{path}/{entry.Name}", NormalizationForm.FormC);
                if (IsExport(entry))
                {
                    _diagnostics.Add(FileDiagnostics.NotTheBibliography(entryPath));
                }
                else if (entry is DirectoryInfo inner)
                {
                    // Links to folders are not followed: one to a parent folder would never end.
                    if (inner.LinkTarget is null) ListImages(inner, entryPath);
                    else _diagnostics.Add(FileDiagnostics.NotRead(entryPath));
                }
                else if (!System.Text.Ascii.IsValid(entryPath) && _files.Any(file => file.Path == entryPath))
                {
                    _diagnostics.Add(FileDiagnostics.SameName(entryPath));
                }
                else
                {
                    Take(entry, entryPath);
                }
            }
        }

        public void Take(FileSystemInfo entry, string path)
        {
            var full = entry.FullName;
            // Ordinary files, of which there may be thousands, need one question to the system.
            if (entry is FileInfo { Exists: true, Length: > 0 } plain && !plain.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                _files.Add(new ContentFile(path, full, FileStamp.Of(plain)));
                return;
            }

            if (entry.LinkTarget is not null || (entry.Exists && entry.Attributes.HasFlag(FileAttributes.ReparsePoint)))
            {
                full = RealPath.Of(full);
                if (!IsInside(full))
                {
                    Refuse(path, RealPath.IsLoop(full) ? FileDiagnostics.NotAFile(path, "a link that leads back to itself") : FileDiagnostics.LeadsOutside(path));
                    return;
                }

                if (!System.IO.Path.Exists(full))
                {
                    Refuse(path, FileDiagnostics.NotAFile(path, "a link to something that is not there"));
                    return;
                }
            }

            TakeElsewhere(new FileInfo(full), path);
        }

        /// <summary>Takes a file that may be outside the content folder.</summary>
        public void TakeElsewhere(FileInfo file, string path)
        {
            var full = file.FullName;
            if (RegularFile.OtherKind(full) is { } kind) Refuse(path, FileDiagnostics.NotAFile(path, kind));
            else if (file.Exists) _files.Add(new ContentFile(path, full, FileStamp.Of(file)));
        }

        private void Refuse(string path, Diagnostic error) => _files.Add(new ContentFile(path, FullPath(path), default) { Error = error });

        /// <summary>Files then show their place even if the link to the folder is switched.</summary>
        private static DirectoryInfo Behind(DirectoryInfo directory) => new(RealPath.Of(directory.FullName));

        private bool IsFolder(DirectoryInfo directory, string path)
        {
            if (directory.Exists && IsInside(RealPath.Of(directory.FullName))) return true;
            if (directory.Exists) _diagnostics.Add(FileDiagnostics.LeadsOutside(path));
            else if (System.IO.Path.Exists(directory.FullName) || directory.LinkTarget is not null) _diagnostics.Add(FileDiagnostics.NotAFolder(path));
            return false;
        }

        /// <summary>An unreadable <c>articles</c> folder is fatal; any other is reported.</summary>
        private List<FileSystemInfo> Entries(DirectoryInfo directory, string path)
        {
            try
            {
                return [.. directory.EnumerateFileSystemInfos().Where(entry => !IsHidden(entry.Name))];
            }
            catch (UnauthorizedAccessException refused) when (path != "articles")
            {
                _diagnostics.Add(FileDiagnostics.CannotRead(path, refused.Message));
                return [];
            }
        }

        private bool IsInside(string path) => path.StartsWith(root + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
