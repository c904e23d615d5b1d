using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Content.Editing;

/// <summary>What kind of picture some bytes are, whatever the file is called.</summary>
internal static class ImageKind
{
    private static readonly string[] Extensions = [".png", ".jpg", ".webp", ".avif", ".gif", ".svg"];

    /// <summary>The right ending for a file's name, with its dot; null when it is no picture that the site shows.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        foreach (var extension in Extensions)
            if (ImageSize.Of(extension, bytes) is not null) return extension;
        return null;
    }
}
