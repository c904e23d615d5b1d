using System.Buffers.Binary;

namespace BackSpasmSite.Content.Files;

/// <param name="Name">As the format spells it: <c>E1</c> for a JPEG marker, <c>IHDR</c> for a PNG chunk.</param>
/// <param name="Whole">Header included.</param>
internal readonly record struct ImagePart(string Name, Range Whole, Range Data);

/// <summary>If the file is truncated, the rest is the last part, as in browsers.</summary>
internal static class ImageParts
{
    private const string Picture = "picture";

    /// <summary>
    /// Segments up to the end of the image (ITU-T T.81, annex B), without what phones append, such as a second picture. The coded image is in
    /// parts named <c>picture</c>.
    /// </summary>
    public static List<ImagePart> OfJpeg(ReadOnlySpan<byte> b)
    {
        var parts = new List<ImagePart>();
        var at = 2;
        while (at + 1 < b.Length)
        {
            if (b[at] != 0xFF)
            {
                // The coded image ends at a marker that is neither a stuffed zero nor a restart.
                var end = at;
                while (end < b.Length && !(b[end] == 0xFF && end + 1 < b.Length && b[end + 1] is not (0 or (>= 0xD0 and <= 0xD7)))) end++;
                parts.Add(new ImagePart(Picture, at..end, at..end));
                at = end;
                continue;
            }

            var marker = b[at + 1];
            if (marker == 0xD9) break;
            if (marker is 0xFF)
            {
                at++;
                continue;
            }

            if (marker is 0 or 1 or (>= 0xD0 and <= 0xD7))
            {
                parts.Add(new ImagePart(Picture, at..(at + 2), at..(at + 2)));
                at += 2;
                continue;
            }

            var next = at + 4 <= b.Length ? at + 2 + Math.Max(2, (int)BinaryPrimitives.ReadUInt16BigEndian(b[(at + 2)..])) : b.Length;
            next = Math.Min(next, b.Length);
            parts.Add(new ImagePart(marker.ToString("X2"), at..next, Math.Min(at + 4, next)..next));
            at = next;
        }

        return parts;
    }

    /// <summary>Chunks up to the end of the image (PNG specification, 5.3).</summary>
    public static List<ImagePart> OfPng(ReadOnlySpan<byte> b)
    {
        var parts = new List<ImagePart>();
        for (var at = 8; at + 8 <= b.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(b[at..]);
            var end = (int)Math.Min(at + 12L + length, b.Length);
            parts.Add(new ImagePart(Name(b[(at + 4)..(at + 8)]), at..end, (at + 8)..(int)Math.Min(at + 8L + length, b.Length)));
            at = end;
            if (parts[^1].Name == "IEND") break;
        }

        return parts;
    }

    /// <summary>RFC 9649, section 2.3.</summary>
    public static List<ImagePart> OfWebP(ReadOnlySpan<byte> b)
    {
        var parts = new List<ImagePart>();
        var file = (int)Math.Min(b.Length, 8L + BinaryPrimitives.ReadUInt32LittleEndian(b[4..]));
        for (var at = 12; at + 8 <= file;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(b[(at + 4)..]);
            var end = (int)Math.Min(at + 8L + length, file);
            var padded = Math.Min(end + (int)(length & 1), file);
            parts.Add(new ImagePart(Name(b[at..(at + 4)]), at..padded, (at + 8)..end));
            at = padded;
        }

        return parts;
    }

    /// <summary>ISO/IEC 14496-12, 4.2.</summary>
    public static List<ImagePart> OfBoxes(ReadOnlySpan<byte> b, int from, int to)
    {
        var parts = new List<ImagePart>();
        for (var at = from; at + 8 <= to;)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(b[at..]);
            var header = 8;
            if (length == 1 && at + 16 <= to) (length, header) = (BinaryPrimitives.ReadInt64BigEndian(b[(at + 8)..]), 16);
            if (length == 0) length = to - at;
            if (length < header || length > to - at) length = to - at;
            var end = at + (int)length;
            parts.Add(new ImagePart(Name(b[(at + 4)..(at + 8)]), at..end, Math.Min(at + header, end)..end));
            at = end;
        }

        return parts;
    }

    private static string Name(ReadOnlySpan<byte> type) => System.Text.Encoding.Latin1.GetString(type);
}
