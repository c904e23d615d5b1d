using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Files;

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
    public Problem? Refusal { get; init; }
}
