namespace BackSpasmSite.Content.Files;

/// <summary>A picture of the content folder.</summary>
/// <param name="Path">Relative to the content folder, with <c>/</c>, such as <c>images/pelvic-tilt.svg</c>.</param>
/// <param name="Width">In CSS pixels.</param>
/// <param name="Height">In CSS pixels.</param>
/// <param name="Fingerprint">The first 16 hexadecimal digits of the SHA-256 of its bytes.</param>
internal sealed record ImageFile(string Path, int Width, int Height, string Fingerprint)
{
    /// <summary>Where readers' browsers find it; the address changes with the picture, so it may be kept for long.</summary>
    public string Href => $"/{Uri.EscapeDataString(Path).Replace("%2F", "/", StringComparison.Ordinal)}?v={Fingerprint}";
}
