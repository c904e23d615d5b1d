namespace BackSpasmSite.Content.Files;

/// <summary>Browsers turn an image before they show it.</summary>
internal static class ImageOrientation
{
    /// <summary>From 1 (not at all) to 8, as in <see cref="Exif.Orientation"/>; an avif with a quarter turn counts as 6.</summary>
    /// <param name="extension">With its dot, in lower case.</param>
    public static int Of(string extension, ReadOnlySpan<byte> b) => extension switch
    {
        ".jpg" or ".jpeg" => Jpeg(b),
        ".png" => Named(b, ImageParts.OfPng(b), "eXIf"),
        ".webp" => Named(b, ImageParts.OfWebP(b), "EXIF"),
        ".avif" => Avif(b),
        _ => 1,
    };

    /// <summary>Width and height are swapped.</summary>
    public static bool IsOnItsSide(int orientation) => orientation >= 5;

    /// <summary>Some programs put the header of JPEG's segment before the block in other formats, too.</summary>
    public static ReadOnlySpan<byte> Tiff(ReadOnlySpan<byte> block) => block.StartsWith("Exif\0\0"u8) ? block[6..] : block;

    private static int Jpeg(ReadOnlySpan<byte> b)
    {
        foreach (var part in ImageParts.OfJpeg(b))
            if (part.Name == "E1" && b[part.Data].StartsWith("Exif\0\0"u8)) return Exif.Orientation(Tiff(b[part.Data]));
        return 1;
    }

    private static int Named(ReadOnlySpan<byte> b, List<ImagePart> parts, string name)
    {
        foreach (var part in parts)
            if (part.Name == name) return Exif.Orientation(Tiff(b[part.Data]));
        return 1;
    }

    /// <summary>A quarter turn is a property of the image; its EXIF orientation is ignored (AV1 Image File Format, 2.3).</summary>
    private static int Avif(ReadOnlySpan<byte> b)
    {
        foreach (var property in Inside(b, "meta", "iprp", "ipco"))
            if (property.Name == "irot" && b[property.Data] is [var angle, ..] && angle % 2 == 1) return 6;
        return 1;
    }

    /// <summary>The boxes inside the one found by a path of names.</summary>
    public static List<ImagePart> Inside(ReadOnlySpan<byte> b, params ReadOnlySpan<string> names)
    {
        var boxes = ImageParts.OfBoxes(b, 0, b.Length);
        foreach (var name in names)
        {
            if (boxes.Find(box => box.Name == name) is not { Name: not null } outer) return [];
            var (start, length) = outer.Data.GetOffsetAndLength(b.Length);
            // “meta” begins with its version.
            boxes = ImageParts.OfBoxes(b, start + (name == "meta" ? 4 : 0), start + length);
        }

        return boxes;
    }
}
