using System.Security.Cryptography;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Files;

/// <summary>Parses only files that have changed, and keeps the last good version of each: a broken file never replaces what readers have.</summary>
/// <param name="mostBytes">Larger files are not read.</param>
/// <param name="parse">Returns null, with the reason in the diagnostics, if the bytes are not usable.</param>
internal sealed class ParsedFileCache<T>(long mostBytes, Func<ContentFile, byte[], ICollection<Diagnostic>, T?> parse)
    where T : class
{
    private readonly Dictionary<string, CachedFile<T>> _files = new(StringComparer.Ordinal);

    public CachedFile<T> Read(ContentFile file)
    {
        var before = _files.GetValueOrDefault(file.Path);
        if (before?.Stamp == file.Stamp) return before;

        var diagnostics = new List<Diagnostic>();
        var bytes = FileReader.Read(file, mostBytes, diagnostics);
        if (diagnostics.Any(diagnostic => diagnostic.Code == FileDiagnostics.CannotReadCode))
        {
            // This version could not be read: forget its stamp, so that it is tried again next time.
            return _files[file.Path] = new CachedFile<T>(default, "unread", diagnostics, before?.Value, IsCurrent: false);
        }

        var fingerprint = bytes is null ? "unread" : Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (before is not null && bytes is not null && before.Fingerprint == fingerprint)
            return _files[file.Path] = before with { Stamp = file.Stamp };

        var value = bytes is null ? null : Parse(file, bytes, diagnostics);
        FileDiagnostics.KeepFirst(file.Path, diagnostics);
        return _files[file.Path] = new CachedFile<T>(file.Stamp, fingerprint, diagnostics, value ?? before?.Value, value is not null);
    }

    /// <summary>A bug triggered by one file must not keep readers from all the others.</summary>
    private T? Parse(ContentFile file, byte[] bytes, List<Diagnostic> diagnostics)
    {
        try
        {
            return parse(file, bytes, diagnostics);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            diagnostics.Add(FileDiagnostics.OurFault(file.Path, fault));
            return null;
        }
    }

    /// <summary>Of the version read last; null for a file that was never read.</summary>
    public string? FingerprintOf(string path) => _files.GetValueOrDefault(path)?.Fingerprint;

    /// <summary>Forgets deleted files, so that an old version does not come back with a new file of the same name.</summary>
    public void ForgetAllBut(IEnumerable<ContentFile> files)
    {
        var there = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _files.Keys.Where(path => !there.Contains(path)).ToList())
            _files.Remove(gone);
    }
}

/// <param name="Stamp">Of the version on disk that was read last.</param>
/// <param name="Fingerprint">SHA-256 of that version's bytes.</param>
/// <param name="Diagnostics">What is wrong with that version on its own.</param>
/// <param name="Value">The last good version; null if there never was one.</param>
/// <param name="IsCurrent"><paramref name="Value"/> is the version on disk.</param>
internal sealed record CachedFile<T>(
    FileStamp Stamp,
    string Fingerprint,
    IReadOnlyList<Diagnostic> Diagnostics,
    T? Value,
    bool IsCurrent)
    where T : class;
