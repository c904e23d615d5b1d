using System.Buffers.Binary;
using System.Text;

namespace BackSpasmSite.Tests;

/// <summary>Small pictures of every format, as cameras and programs write them, with meaningless pixels.</summary>
internal static class Photograph
{
    /// <summary>A picture with this EXIF block.</summary>
    public static byte[] Of(string extension, int width, int height, byte[] exif) => extension switch
    {
        ".png" => Png(width, height, exif.Length > 0 ? [("eXIf", exif)] : []),
        ".webp" => WebP(width, height, exif.Length > 0 ? [("EXIF", exif)] : []),
        ".gif" => [.. "GIF89a"u8, .. Little((ushort)width), .. Little((ushort)height), 0, 0, 0, 0x3B],
        ".avif" => Avif(width, height, 0),
        ".svg" => Encoding.UTF8.GetBytes($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'/>"),
        _ => Jpeg(width, height, [(0xE1, [.. "Exif\0\0"u8, .. exif])]),
    };

    /// <summary>The EXIF block of a camera: its orientation, and perhaps its position.</summary>
    /// <param name="order">“II” or “MM”.</param>
    /// <param name="turned">1 to 8.</param>
    /// <param name="place">Whether it has a position.</param>
    public static byte[] Exif(string order, int turned, bool place)
    {
        var block = new List<byte>(Encoding.ASCII.GetBytes(order));
        Add16(42);
        Add32(8);
        Add16(place ? 2 : 1);
        Tag(0x0112, 3, 1, () => { Add16(turned); Add16(0); });
        if (place) Tag(0x8825, 4, 1, () => Add32(38));
        Add32(0);
        if (place)
        {
            Add16(1);
            Tag(0x0001, 2, 2, () => block.AddRange("N\0\0\0"u8));
            Add32(0);
        }

        return [.. block];

        void Tag(int tag, int type, int count, Action value)
        {
            Add16(tag);
            Add16(type);
            Add32(count);
            value();
        }

        void Add16(int number) => block.AddRange(order == "II" ? Little((ushort)number) : Big16(number));
        void Add32(int number) => block.AddRange(order == "II" ? Little((uint)number) : Big(number));
    }

    public static byte[] Jpeg(int width, int height, (byte Marker, byte[] Data)[] segments, byte[]? after = null) =>
    [
        0xFF, 0xD8, .. segments.SelectMany(segment => Segment(segment.Marker, segment.Data)),
        .. Segment(0xDB, new byte[65]), .. Segment(0xC0, [8, .. Big16(height), .. Big16(width), 1, 1, 0x11, 0]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9, .. after ?? [],
    ];

    public static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, .. Big16(data.Length + 2), .. data];

    public static byte[] Png(int width, int height, (string Name, byte[] Data)[] chunks) =>
    [
        0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", [.. Big(width), .. Big(height), 8, 2, 0, 0, 0]),
        .. chunks.SelectMany(chunk => Chunk(chunk.Name, chunk.Data)), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", []),
    ];

    /// <summary>With a checksum that nobody verifies.</summary>
    public static byte[] Chunk(string name, byte[] data) => [.. Big(data.Length), .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];

    public static byte[] WebP(int width, int height, (string Name, byte[] Data)[] chunks)
    {
        (string, byte[])[] all = [("VP8X", [0x2C, 0, 0, 0, .. Little((uint)width - 1)[..3], .. Little((uint)height - 1)[..3]]), ("ICCP", [7, 7]), ("VP8L", [0x2F, 1, 2]), .. chunks];
        byte[] body = [.. "WEBP"u8, .. all.SelectMany(chunk => RiffChunk(chunk.Item1, chunk.Item2))];
        return [.. "RIFF"u8, .. Little((uint)body.Length), .. body];
    }

    public static byte[] Avif(int width, int height, byte quarters, params string[] items) =>
    [
        .. Box("ftyp", [.. "avif"u8, 0, 0, 0, 0]),
        .. Box("meta", [0, 0, 0, 0, .. Box("iinf", [0, 0, 0, 0, .. items.SelectMany(item => Box("infe", [2, 0, 0, 0, 0, 1, 0, 0, .. Encoding.ASCII.GetBytes(item), 0]))]),
            .. Box("iprp", Box("ipco", [.. Box("ispe", [0, 0, 0, 0, .. Big(width), .. Big(height)]), .. Box("irot", [quarters])]))]),
        .. Box("mdat", [1, 2, 3]),
    ];

    private static byte[] Box(string name, byte[] data) => [.. Big(data.Length + 8), .. Encoding.ASCII.GetBytes(name), .. data];

    private static byte[] RiffChunk(string name, byte[] data) =>
        [.. Encoding.ASCII.GetBytes(name), .. Little((uint)data.Length), .. data, .. new byte[data.Length % 2]];

    private static byte[] Big16(int number) => [(byte)(number >> 8), (byte)number];

    private static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Little(ushort number) => [(byte)number, (byte)(number >> 8)];

    private static byte[] Little(uint number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)(number >> 24)];
}
