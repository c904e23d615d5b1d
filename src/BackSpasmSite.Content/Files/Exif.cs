using System.Buffers.Binary;

namespace BackSpasmSite.Content.Files;

/// <summary>A camera's metadata (Exif 3.0, section 4): a small TIFF file, whatever the image format.</summary>
internal static class Exif
{
    private const ushort OrientationTag = 0x0112;
    private const ushort PlaceTag = 0x8825;

    /// <summary>More than any camera writes; stops at data crafted to look like endless tags.</summary>
    private const int MostTags = 500;

    /// <summary>How to turn the image upright: 1 (not at all) to 8. From 5 on, width and height are swapped.</summary>
    public static int Orientation(ReadOnlySpan<byte> tiff) =>
        Find(tiff, OrientationTag) is { } at && Number(tiff, at, 2) is >= 1 and <= 8 and var turned ? (int)turned : 1;

    public static bool HasPlace(ReadOnlySpan<byte> tiff) =>
        Find(tiff, PlaceTag) is { } at && Number(tiff, at, 4) is var place and >= 8 && place + 2 <= tiff.Length && Number(tiff, (int)place, 2) > 0;

    /// <summary>EXIF and XMP are stored unencoded in every image format, so this looks for them in the whole file.</summary>
    public static bool IsPlaceIn(ReadOnlySpan<byte> file)
    {
        if (file.IndexOf("GPSLatitude"u8) >= 0) return true;
        for (var rest = file; rest.IndexOfAny((byte)'I', (byte)'M') is var at and >= 0; rest = rest[(at + 1)..])
            if (IsTiff(rest[at..]) && HasPlace(rest[at..])) return true;
        return false;
    }

    public static byte[] OnlyOrientation(int orientation) =>
        [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    private static bool IsTiff(ReadOnlySpan<byte> bytes) => bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8);

    /// <summary>The offset of the tag's value in the first directory.</summary>
    private static int? Find(ReadOnlySpan<byte> tiff, ushort tag)
    {
        if (tiff.Length < 8 || !IsTiff(tiff)) return null;
        var directory = Number(tiff, 4, 4);
        if (directory + 2 > tiff.Length) return null;
        var count = Number(tiff, (int)directory, 2);
        if (count > MostTags) return null;
        for (var at = (int)directory + 2; count > 0 && at + 12 <= tiff.Length; at += 12, count--)
            if (Number(tiff, at, 2) == tag) return at + 8;
        return null;
    }

    private static long Number(ReadOnlySpan<byte> tiff, int at, int length)
    {
        var isLittle = tiff[0] == 'I';
        if (length == 2) return isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(tiff[at..]) : BinaryPrimitives.ReadUInt16BigEndian(tiff[at..]);
        return isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[at..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[at..]);
    }
}

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
