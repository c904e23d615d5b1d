using System.Security.Cryptography;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Files;

internal static class ImageReader
{
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

/// <param name="Path">Relative to the content folder, such as <c>images/pelvic-tilt.svg</c>.</param>
/// <param name="Width">In CSS pixels, like the height.</param>
/// <param name="Fingerprint">The first 16 hexadecimal digits of the SHA-256 of the bytes.</param>
internal sealed record ImageFile(string Path, int Width, int Height, string Fingerprint)
{
    /// <summary>As listed: some systems store names in another Unicode form, and a link in the path may be switched.</summary>
    public string FullPath { get; init; } = "";

    /// <summary>Changes with the picture, so that it can be cached for long.</summary>
    public string Href => $"/{Uri.EscapeDataString(Path).Replace("%2F", "/", StringComparison.Ordinal)}?v={Fingerprint}";
}
