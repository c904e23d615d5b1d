using System.Text;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Content.Editing;

/// <summary><c>references.json</c> as it was read, which can be replaced only while it is unchanged; perhaps it does not exist yet.</summary>
internal sealed class BibliographyFile
{
    public const string Name = "references.json";

    private readonly ArticleFile? _file;

    private BibliographyFile(string path, ArticleFile? file)
    {
        Path = path;
        _file = file;
    }

    public string Path { get; }

    /// <summary>With its byte-order mark and line ends; an empty list if there is no file.</summary>
    public string Text => _file is null or { Text.Length: 0 } ? ImportPlan.Empty : _file.Text;

    /// <summary>The hash of the file's bytes; empty if there is no file.</summary>
    public string Hash => _file?.Hash ?? "";

    /// <summary>The file, or why it can't be read.</summary>
    public static Outcome<BibliographyFile> Open(ContentFolder folder)
    {
        var path = System.IO.Path.Combine(folder.Root, Name);
        try
        {
            var listed = folder.List().Find(Name);
            if (listed?.Error is { } error) return Outcome<BibliographyFile>.Refused(error.Message);
            // A listing can miss a file that is being replaced.
            if (listed is null && !File.Exists(path)) return new BibliographyFile(path, null);
            if (new FileInfo(path).Length > ContentReader.MostBibliographyBytes) return Outcome<BibliographyFile>.Refused($"The file is larger than {ContentReader.MostBibliographyBytes / 1024 / 1024} MB, so the site does not read it.");
            var file = ArticleFile.Read(path, ContentReader.MostBibliographyBytes);
            return file.IsText ? new BibliographyFile(path, file) : Outcome<BibliographyFile>.Refused("The file is not UTF-8. Save it again with the encoding UTF-8.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Outcome<BibliographyFile>.Refused(failure.Message.ReplaceLineEndings(" "));
        }
    }

    /// <summary>Writes the new text. False, with nothing written, if the file was changed since it was read.</summary>
    /// <exception cref="IOException">The disk refuses it: see <see cref="WriteFailure"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public bool TrySave(string text)
    {
        if (_file is null) return AtomicFile.TryCreate(Path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        if (!File.Exists(Path)) return false;
        return _file.TryReplace(text);
    }

    /// <summary>Why a text must not be written; null if it may.</summary>
    public static string? Validate(string text) => Encoding.UTF8.GetByteCount(text) > ContentReader.MostBibliographyBytes
        ? $"{Name} would have {Encoding.UTF8.GetByteCount(text) / 1024:N0} KB, and the site reads {ContentReader.MostBibliographyBytes / 1024:N0} KB at most. Import fewer papers."
        : null;
}
