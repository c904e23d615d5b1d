using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Xml;
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

/// <summary>The format is detected from the bytes, not from the name.</summary>
internal static class ImageSize
{
    /// <summary>Many phones can't show more, whatever the file's length: each pixel takes four bytes of memory.</summary>
    public const int MostPixels = 50_000_000;

    public static bool IsTooLarge(int width, int height) => (long)width * height > MostPixels;

    /// <summary>In pixels, after turning the image upright; null if the bytes are not in this format.</summary>
    public static (int Width, int Height)? Of(string extension, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var size = extension switch
            {
                ".png" => Png(bytes),
                ".gif" => Gif(bytes),
                ".jpg" or ".jpeg" => Jpeg(bytes),
                ".webp" => WebP(bytes),
                ".avif" => Avif(bytes),
                ".svg" => Svg(bytes),
                _ => null,
            };
            if (size is not { Width: > 0 and var width, Height: > 0 and var height }) return null;
            return ImageOrientation.IsOnItsSide(ImageOrientation.Of(extension, bytes)) ? (height, width) : (width, height);
        }
        catch (Exception cut) when (cut is ArgumentOutOfRangeException or IndexOutOfRangeException or XmlException)
        {
            return null;
        }
    }

    /// <summary>The header chunk comes first (PNG specification, 5.6).</summary>
    private static (int Width, int Height)? Png(ReadOnlySpan<byte> b) =>
        b[0] == 0x89 && b[1..4].SequenceEqual("PNG"u8)
            ? (BinaryPrimitives.ReadInt32BigEndian(b[16..]), BinaryPrimitives.ReadInt32BigEndian(b[20..]))
            : null;

    private static (int Width, int Height)? Gif(ReadOnlySpan<byte> b) =>
        b.StartsWith("GIF8"u8)
            ? (BinaryPrimitives.ReadUInt16LittleEndian(b[6..]), BinaryPrimitives.ReadUInt16LittleEndian(b[8..]))
            : null;

    /// <summary>Walks the segments to the start of frame (ITU-T T.81, B.2.2).</summary>
    private static (int Width, int Height)? Jpeg(ReadOnlySpan<byte> b)
    {
        if (b[0] != 0xFF || b[1] != 0xD8) return null;
        for (var at = 2; at + 9 < b.Length;)
        {
            if (b[at] != 0xFF) return null;
            var marker = b[at + 1];
            if (marker is 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (BinaryPrimitives.ReadUInt16BigEndian(b[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(b[(at + 5)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(b[(at + 2)..]);
        }

        return null;
    }

    /// <summary>Lossy, lossless or extended (RFC 9649, sections 2.5 to 2.7).</summary>
    private static (int Width, int Height)? WebP(ReadOnlySpan<byte> b)
    {
        if (!b.StartsWith("RIFF"u8) || !b[8..12].SequenceEqual("WEBP"u8)) return null;
        var kind = b[12..16];
        if (kind.SequenceEqual("VP8 "u8))
            return (BinaryPrimitives.ReadUInt16LittleEndian(b[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(b[28..]) & 0x3FFF);
        if (kind.SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(b[21..]);
            return ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
        }

        return kind.SequenceEqual("VP8X"u8)
            ? (1 + b[24] + (b[25] << 8) + (b[26] << 16), 1 + b[27] + (b[28] << 8) + (b[29] << 16))
            : null;
    }

    /// <summary>
    /// The largest "ispe" property is the image; others are thumbnails (ISO/IEC 23008-12, 6.5.3). HEIC, which browsers can't show, uses the
    /// same container.
    /// </summary>
    private static (int Width, int Height)? Avif(ReadOnlySpan<byte> b)
    {
        if (!b[4..8].SequenceEqual("ftyp"u8)) return null;
        var brands = b[8..BinaryPrimitives.ReadInt32BigEndian(b)];
        if (brands.IndexOf("avif"u8) < 0 && brands.IndexOf("avis"u8) < 0) return null;
        (int Width, int Height) largest = default;
        for (var rest = b; rest.IndexOf("ispe"u8) is var at and >= 0; rest = rest[(at + 4)..])
        {
            var width = BinaryPrimitives.ReadInt32BigEndian(rest[(at + 8)..]);
            var height = BinaryPrimitives.ReadInt32BigEndian(rest[(at + 12)..]);
            if ((long)width * height > (long)largest.Width * largest.Height) largest = (width, height);
        }

        return largest;
    }

    private static (int Width, int Height)? Svg(ReadOnlySpan<byte> bytes)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray()), settings);
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "svg") return null;

        var (width, height) = (Length(reader.GetAttribute("width")), Length(reader.GetAttribute("height")));
        var box = (reader.GetAttribute("viewBox") ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (box.Length == 4 && Length(box[2]) is { } boxWidth && Length(box[3]) is { } boxHeight)
        {
            width ??= height is null ? boxWidth : height * boxWidth / boxHeight;
            height ??= width * boxHeight / boxWidth;
        }

        return width is null || height is null ? null : ((int)Math.Round(width.Value), (int)Math.Round(height.Value));
    }

    /// <summary>With or without “px”; a percentage does not give a size.</summary>
    private static double? Length(string? text) =>
        double.TryParse(text?.Replace("px", "", StringComparison.Ordinal), NumberStyles.Float, null, out var value) &&
        value is > 0 and < 100_000
            ? value
            : null;
}
