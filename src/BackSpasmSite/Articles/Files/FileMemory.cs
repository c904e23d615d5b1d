using System.Security.Cryptography;
using BackSpasmSite.Problems;

namespace BackSpasmSite.Articles.Files;

/// <summary>
/// Reads files of one kind, each only when it changed, and remembers the last good version of each: a broken file never
/// replaces what readers have.
/// </summary>
/// <param name="mostBytes">Larger files are not read.</param>
/// <param name="parse">Gives null, and says why in the problems, when the bytes are not usable.</param>
internal sealed class FileMemory<T>(long mostBytes, Func<ContentFile, byte[], ICollection<Problem>, T?> parse)
    where T : class
{
    private readonly Dictionary<string, RememberedFile<T>> _files = new(StringComparer.Ordinal);

    public RememberedFile<T> Read(ContentFile file)
    {
        var before = _files.GetValueOrDefault(file.Path);
        if (before?.Stamp == file.Stamp) return before;

        var problems = new List<Problem>();
        var bytes = FileReader.Read(file, mostBytes, problems);
        var fingerprint = bytes is null ? "unread" : Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (before is not null && bytes is not null && before.Fingerprint == fingerprint)
            return _files[file.Path] = before with { Stamp = file.Stamp };

        var value = bytes is null ? null : parse(file, bytes, problems);
        return _files[file.Path] = new RememberedFile<T>(file.Stamp, fingerprint, problems, value ?? before?.Value, value is not null);
    }

    public RememberedFile<T>? ReadIfThere(ContentFile? file) => file is null ? null : Read(file);

    /// <summary>Forgets files that were deleted, so that an old version does not come back with a new file of that name.</summary>
    public void ForgetAllBut(IEnumerable<ContentFile> files)
    {
        var there = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _files.Keys.Where(path => !there.Contains(path)).ToList())
            _files.Remove(gone);
    }
}
