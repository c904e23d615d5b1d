using System.Security.Cryptography;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Files;

/// <summary>Reads what a page needs to know about a picture.</summary>
internal static class ImageReader
{
    /// <summary>The picture, or null with the reason added to the diagnostics.</summary>
    public static ImageFile? Read(ContentFile file, byte[] bytes, ICollection<Diagnostic> diagnostics)
    {
        var extension = System.IO.Path.GetExtension(file.Path).ToLowerInvariant();
        if (ImageSize.Of(extension, bytes) is { } size)
        {
            if (ImageSize.IsTooLarge(size.Width, size.Height)) diagnostics.Add(FileDiagnostics.TooManyPixels(file.Path, size.Width, size.Height));
            if (extension != ".svg" && Exif.IsPlaceIn(bytes)) diagnostics.Add(FileDiagnostics.TellsThePlace(file.Path));
            return new ImageFile(file.Path, size.Width, size.Height, Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]);
        }

        diagnostics.Add(FileDiagnostics.NotAPicture(file.Path));
        return null;
    }
}

/// <summary>A picture of the content folder.</summary>
/// <param name="Path">Relative to the content folder, with <c>/</c>, such as <c>images/pelvic-tilt.svg</c>.</param>
/// <param name="Width">In CSS pixels.</param>
/// <param name="Height">In CSS pixels.</param>
/// <param name="Fingerprint">The first 16 hexadecimal digits of the SHA-256 of its bytes.</param>
internal sealed record ImageFile(string Path, int Width, int Height, string Fingerprint)
{
    /// <summary>
    /// Where the edition found it: some systems store names in another Unicode form, and a link in the path may be switched.
    /// </summary>
    public string FullPath { get; init; } = "";

    /// <summary>The public address. It changes with the picture, so that it can be cached for long.</summary>
    public string Href => $"/{Uri.EscapeDataString(Path).Replace("%2F", "/", StringComparison.Ordinal)}?v={Fingerprint}";
}
