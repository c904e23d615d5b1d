using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Files;

/// <param name="Stamp">The version on disk that was read last.</param>
/// <param name="Fingerprint">SHA-256 of that version's bytes.</param>
/// <param name="Problems">What is wrong with that version by itself.</param>
/// <param name="Value">The last good version; null when there never was one.</param>
/// <param name="IsCurrent">Whether <paramref name="Value"/> is the version on disk.</param>
internal sealed record RememberedFile<T>(
    FileStamp Stamp,
    string Fingerprint,
    IReadOnlyList<Problem> Problems,
    T? Value,
    bool IsCurrent)
    where T : class;
