using System.Buffers.Binary;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Content.Editing;

/// <summary>
/// Removes whatever a picture doesn't need to be shown: EXIF with place and camera, XMP, IPTC, comments, thumbnails, and data after its
/// end. The pixels, the colour profile and the orientation stay, byte for byte.
/// </summary>
internal static class ImageCleaning
{
    private const byte GifEnd = 0x3B;

    /// <summary>The segments of a JPEG that are needed to show it: all except APPn (E0 to EF) and comments (FE).</summary>
    private static readonly string[] JpegNotShown = [.. Enumerable.Range(0xE0, 16).Append(0xFE).Select(marker => marker.ToString("X2"))];

    private static readonly string[] PngShown =
    [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "mDCV", "cLLI", "sBIT", "bKGD", "pHYs", "hIST", "acTL", "fcTL", "fdAT",
    ];

    private static readonly string[] WebPShown = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"];

    /// <summary>The cleaned picture.</summary>
    /// <param name="extension">Lower case, with its dot, as given by <see cref="ImageKind"/>.</param>
    /// <param name="bytes">The whole file.</param>
    public static Outcome<byte[]> Clean(string extension, byte[] bytes) => extension switch
    {
        ".jpg" => Jpeg(bytes),
        ".png" => Png(bytes),
        ".webp" => WebP(bytes),
        ".gif" => Gif(bytes),
        ".avif" when HasMetadata(bytes) => Outcome<byte[]>.Refused("This avif says how, and perhaps where, it was taken (EXIF or XMP), which can’t be removed here. Save it again without metadata, or as jpg, png or webp."),
        _ => bytes,
    };

    /// <summary>Whether a cleaned picture goes on to its end. Cleaning adds no end that was cut off, and drops whatever follows one.</summary>
    public static bool IsWhole(string extension, byte[] cleaned) => extension switch
    {
        ".jpg" => cleaned is [.., 0xFF, 0xD9],
        ".png" => ImageParts.OfPng(cleaned) is var parts && parts.Exists(part => part.Name == "IDAT") && parts[^1].Name == "IEND" && cleaned.AsSpan(parts[^1].Whole).Length == 12,
        ".webp" => IsWebPWhole(cleaned) && ImageParts.OfWebP(cleaned).Exists(part => part.Name is "VP8 " or "VP8L" or "ANMF"),
        ".gif" => cleaned[^1] == GifEnd,
        ".avif" => ImageParts.OfBoxes(cleaned, 0, cleaned.Length) is var boxes && boxes.Exists(box => box.Name == "mdat") &&
            BinaryPrimitives.ReadUInt32BigEndian(cleaned.AsSpan(boxes[^1].Whole)) <= cleaned.AsSpan(boxes[^1].Whole).Length,
        _ => true,
    };

    private static byte[] Jpeg(byte[] b)
    {
        var turned = ImageOrientation.Of(".jpg", b);
        var cleaned = new List<byte>(b.Length) { 0xFF, 0xD8 };
        var isTurnedWritten = turned == 1;
        var parts = ImageParts.OfJpeg(b);
        foreach (var part in parts)
        {
            var data = b.AsSpan(part.Data);
            if (part.Name == "E0" && data.StartsWith("JFIF\0"u8) && data.Length >= 14)
            {
                // Drops a thumbnail that may follow.
                cleaned.AddRange([0xFF, 0xE0, 0, 16, .. data[..12], 0, 0]);
                continue;
            }

            if (!isTurnedWritten)
            {
                byte[] exif = [.. "Exif\0\0"u8, .. Exif.OnlyOrientation(turned)];
                cleaned.AddRange([0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif]);
                isTurnedWritten = true;
            }

            // Adobe's segment says how the colours are encoded.
            var isColour = (part.Name == "E2" && data.StartsWith("ICC_PROFILE\0"u8)) || (part.Name == "EE" && data.StartsWith("Adobe"u8));
            if (isColour || !JpegNotShown.Contains(part.Name)) cleaned.AddRange(b.AsSpan(part.Whole));
        }

        if (parts.Exists(part => part.Name == "DA") && b.AsSpan(parts[^1].Whole.End.Value).StartsWith((byte[])[0xFF, 0xD9])) cleaned.AddRange([0xFF, 0xD9]);
        return [.. cleaned];
    }

    private static byte[] Png(byte[] b)
    {
        var turned = ImageOrientation.Of(".png", b);
        var cleaned = new List<byte>(b.Length);
        cleaned.AddRange(b.AsSpan(0, 8));
        foreach (var part in ImageParts.OfPng(b).Where(part => PngShown.Contains(part.Name)))
        {
            if (part.Name == "IDAT" && turned != 1)
            {
                byte[] chunk = [.. "eXIf"u8, .. Exif.OnlyOrientation(turned)];
                var check = new byte[4];
                BinaryPrimitives.WriteUInt32BigEndian(check, Crc(chunk));
                cleaned.AddRange([0, 0, 0, (byte)(chunk.Length - 4), .. chunk, .. check]);
                turned = 1;
            }

            cleaned.AddRange(b.AsSpan(part.Whole));
        }

        return [.. cleaned];
    }

    /// <summary>The CRC of a chunk (PNG specification, annex D).</summary>
    private static uint Crc(ReadOnlySpan<byte> chunk)
    {
        var crc = uint.MaxValue;
        foreach (var one in chunk)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return ~crc;
    }

    private static byte[] WebP(byte[] b)
    {
        const int ExifFlag = 0x08;
        const int XmpFlag = 0x04;
        var turned = ImageOrientation.Of(".webp", b);
        var cleaned = new List<byte>(b.Length);
        cleaned.AddRange(b.AsSpan(0, Math.Min(12, b.Length)));
        foreach (var part in ImageParts.OfWebP(b).Where(part => WebPShown.Contains(part.Name)))
        {
            var at = cleaned.Count;
            cleaned.AddRange(b.AsSpan(part.Whole));
            // The first byte of this chunk says which other chunks exist.
            if (part.Name == "VP8X" && cleaned.Count > at + 8)
                cleaned[at + 8] = (byte)((cleaned[at + 8] & ~(ExifFlag | XmpFlag)) | (turned == 1 ? 0 : ExifFlag));
        }

        var isWhole = IsWebPWhole(b);
        if (turned != 1 && isWhole)
        {
            var exif = Exif.OnlyOrientation(turned);
            cleaned.AddRange([.. "EXIF"u8, (byte)exif.Length, 0, 0, 0, .. exif]);
        }

        var whole = cleaned.ToArray();
        // A truncated file states the length it should have.
        if (isWhole) BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(4), (uint)whole.Length - 8);
        return whole;
    }

    private static bool IsWebPWhole(byte[] b) => BinaryPrimitives.ReadUInt32LittleEndian(b.AsSpan(4)) <= b.Length - 8;

    /// <summary>
    /// Removes comments and application data, except those that say how often to repeat and which colours it has (GIF89a, 24 and 26).
    /// </summary>
    private static byte[] Gif(byte[] b)
    {
        var header = 13 + (b.Length > 10 ? Table(b[10]) : 0);
        if (header >= b.Length) return b;
        var cleaned = new List<byte>(b.Length);
        cleaned.AddRange(b.AsSpan(0, header));
        for (var at = header; at < b.Length;)
        {
            if (b[at] == GifEnd)
            {
                cleaned.Add(GifEnd);
                break;
            }

            // The kind of an extension, or a frame with its own colours and code size.
            var isFrame = b[at] == 0x2C;
            var blocks = isFrame ? at + 11 + (at + 9 < b.Length ? Table(b[at + 9]) : 0) : at + 2;
            var end = AfterBlocks(b, blocks);
            if (end > b.Length) break;
            if (isFrame || IsShown(b.AsSpan(at, end - at))) cleaned.AddRange(b.AsSpan(at, end - at));
            at = end;
        }

        return [.. cleaned];

        static int Table(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

        static bool IsShown(ReadOnlySpan<byte> extension) => extension is [0x21, 0xF9 or 0x01, ..] ||
            (extension is [0x21, 0xFF, 11, ..] && (extension[3..].StartsWith("NETSCAPE2.0"u8) || extension[3..].StartsWith("ANIMEXTS1.0"u8) || extension[3..].StartsWith("ICCRGBG1012"u8)));
    }

    private static int AfterBlocks(byte[] b, int at)
    {
        while (at < b.Length && b[at] != 0) at += b[at] + 1;
        return at + 1;
    }

    /// <summary>EXIF and XMP are items of their own; XMP may also be a box (ISO/IEC 23008-12, annex A).</summary>
    private static bool HasMetadata(ReadOnlySpan<byte> b)
    {
        if (ImageParts.OfBoxes(b, 0, b.Length).Exists(box => box.Name is "uuid" or "udta")) return true;
        foreach (var box in ImageOrientation.Inside(b, "meta"))
        {
            if (box.Name is "uuid" or "udta") return true;
            if (box.Name != "iinf") continue;
            var items = b[box.Data];
            if (items.IndexOf("Exif"u8) >= 0 || items.IndexOf("mime"u8) >= 0) return true;
        }

        return false;
    }
}
