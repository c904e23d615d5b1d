using System.Security.Cryptography;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Files;

/// <summary>Parses only files that have changed, and keeps the last good version of each: a broken file never replaces what readers have.</summary>
/// <param name="mostBytes">Larger files are not read.</param>
/// <param name="parse">Returns null, with the reason in the diagnostics, if the bytes are not usable.</param>
internal sealed class ParsedFileCache<T>(long mostBytes, Func<ContentFile, byte[], ICollection<Diagnostic>, T?> parse)
    where T : class
{
    /// <summary>On a busy machine the pool would start more and more threads, each with a syntax tree in memory.</summary>
    private static readonly ParallelOptions OnEachCore = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    private readonly Dictionary<string, CachedFile<T>> _files = new(StringComparer.Ordinal);

    /// <summary>
    /// What was asked for last, and the answer, unless a file could not be read. Most files are the same objects the next time, and in the same order: with thousands of them,
    /// looking at each would take most of the time of a save.
    /// </summary>
    private (IReadOnlyList<ContentFile> Files, CachedFile<T>[] Read) _last = ([], []);

    /// <summary>
    /// The files, which are sorted by path, in the same order; those that changed are parsed on all cores. Forgets all others, so that an old version does not come
    /// back with a new file of the same name.
    /// </summary>
    /// <param name="done">Called for each file, from any thread.</param>
    public IReadOnlyList<CachedFile<T>> Read(IReadOnlyList<ContentFile> files, Action? done = null)
    {
        var read = new CachedFile<T>[files.Count];
        var (changed, next) = (new List<int>(), 0);
        for (var i = 0; i < read.Length; i++)
        {
            while (next < _last.Read.Length && !ReferenceEquals(_last.Files[next], files[i]) && string.CompareOrdinal(_last.Files[next].Path, files[i].Path) < 0) next++;
            if (next < _last.Read.Length && ReferenceEquals(_last.Files[next], files[i])) read[i] = _last.Read[next++];
            // What is never opened has no stamp to compare.
            else if (files[i].Error is null && _files.TryGetValue(files[i].Path, out var before) && before.Stamp == files[i].Stamp) read[i] = before;
            else changed.Add(i);
        }

        for (var unchanged = changed.Count; unchanged < files.Count; unchanged++) done?.Invoke();
        if (changed.Count <= 1) changed.ForEach(ReadOne);
        else Parallel.ForEach(changed, OnEachCore, ReadOne);
        foreach (var i in changed) _files[files[i].Path] = read[i];
        if (_files.Count > read.Length)
        {
            var there = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
            foreach (var gone in _files.Keys.Where(path => !there.Contains(path)).ToList()) _files.Remove(gone);
        }

        _last = changed.TrueForAll(i => read[i].Stamp == files[i].Stamp) ? (files, read) : ([], []);
        return read;

        void ReadOne(int i)
        {
            read[i] = Read(files[i]);
            done?.Invoke();
        }
    }

    private CachedFile<T> Read(ContentFile file)
    {
        var before = _files.GetValueOrDefault(file.Path);
        var diagnostics = new List<Diagnostic>();
        var bytes = FileReader.Read(file, mostBytes, diagnostics);
        if (diagnostics.Any(diagnostic => diagnostic.Code == FileDiagnostics.CannotReadCode))
        {
            // This version could not be read: forget its stamp, so that it is tried again next time.
            return new CachedFile<T>(default, "unread", diagnostics, before?.Value, IsCurrent: false);
        }

        var fingerprint = bytes is null ? "unread" : Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (before is not null && bytes is not null && before.Fingerprint == fingerprint)
            return before with { Stamp = file.Stamp };

        var value = bytes is null ? null : Parse(file, bytes, diagnostics);
        FileDiagnostics.KeepFirst(file.Path, diagnostics);
        return new CachedFile<T>(file.Stamp, fingerprint, diagnostics, value ?? before?.Value, value is not null);
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
