using System.Text;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Content.Editing;

/// <summary>An uploaded picture tells readers nothing but what it shows.</summary>
public sealed class ImageCleaningTests : IDisposable
{
    private static readonly byte[] Secret = "SECRET"u8.ToArray();

    private readonly ContentOnDisk _content = ContentOnDisk.Small();

    [Fact]
    public void A_jpeg_keeps_its_pixels_its_colours_and_the_way_it_is_turned()
    {
        byte[] profile = [.. "ICC_PROFILE\0"u8, 1, 1, 9, 9];
        var cleaned = Keep(Photograph.Jpeg(
            320, 240,
            [
                (0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 2, 1, .. Secret]), (0xE0, [.. "JFXX\0"u8, .. Secret]), (0xE1, [.. "Exif\0\0"u8, .. Photograph.Exif("II", 6, place: true), .. Secret]),
                (0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Secret]), (0xE2, profile), (0xE2, [.. "MPF\0"u8, .. Secret]), (0xED, [.. "Photoshop 3.0\0"u8, .. Secret]),
                (0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1]), (0xEF, Secret), (0xFE, Secret),
            ],
            after: [.. Photograph.Jpeg(320, 240, [(0xE1, Secret)]), .. Secret]));

        Assert.Equal(
            Photograph.Jpeg(
                320, 240,
                [
                    (0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]), (0xE1, [.. "Exif\0\0"u8, .. Exif.OnlyOrientation(6)]), (0xE2, profile), (0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1]),
                ]),
            cleaned);
        Assert.Equal((240, 320), ImageSize.Of(".jpg", cleaned));
    }

    [Fact]
    public void A_jpeg_in_several_scans_is_whole()
    {
        byte[] scans = [.. Photograph.Segment(0xC4, [1, 2, 3]), .. Photograph.Segment(0xDA, [1, 1, 0, 1, 5, 0]), 0x77, 0xFF, 0x00];
        byte[] progressive = [.. Photograph.Jpeg(9, 9, [(0xE1, Secret)])[..^2], .. scans, .. Photograph.Segment(0xFE, Secret), 0xFF, 0xD9];

        Assert.Equal((byte[])[.. Photograph.Jpeg(9, 9, [])[..^2], .. scans, 0xFF, 0xD9], Keep(progressive));
    }

    [Fact]
    public void A_png_keeps_its_pixels_its_colours_and_the_way_it_is_turned()
    {
        var cleaned = Keep([
            .. Photograph.Png(320, 240, [("iCCP", [1, 2]), ("tEXt", Secret), ("zTXt", Secret), ("iTXt", Secret), ("tIME", Secret), ("eXIf", [.. Photograph.Exif("MM", 8, place: true), .. Secret]), ("prVt", Secret), ("acTL", [3])]),
            .. Secret,
        ]);

        Assert.Equal(["IHDR", "iCCP", "acTL", "eXIf", "IDAT", "IEND"], ImageParts.OfPng(cleaned).Select(part => part.Name));
        Assert.Equal((240, 320), ImageSize.Of(".png", cleaned));
        // The check of the chunk, as zlib counts it.
        var exif = ImageParts.OfPng(cleaned).Single(part => part.Name == "eXIf");
        Assert.Equal(ZlibCrc(cleaned[exif.Whole][4..^4]), cleaned[exif.Whole][^4..]);
    }

    [Fact]
    public void A_webp_keeps_its_pixels_its_colours_and_the_way_it_is_turned()
    {
        var cleaned = Keep([.. Photograph.WebP(320, 240, [("EXIF", [.. "Exif\0\0"u8, .. Photograph.Exif("II", 5, place: true), .. Secret]), ("XMP ", Secret), ("junk", Secret)]), .. Secret]);
        var plain = Keep(Photograph.WebP(320, 240, [("EXIF", [.. Photograph.Exif("II", 1, place: true), .. Secret])]));

        Assert.Equal(["VP8X", "ICCP", "VP8L", "EXIF"], ImageParts.OfWebP(cleaned).Select(part => part.Name));
        Assert.Equal((240, 320), ImageSize.Of(".webp", cleaned));
        Assert.Equal(cleaned.Length - 8, BitConverter.ToInt32(cleaned, 4));
        Assert.Equal((0x28, 0x20), (cleaned[20], plain[20]));
        Assert.Equal(["VP8X", "ICCP", "VP8L"], ImageParts.OfWebP(plain).Select(part => part.Name));
    }

    [Fact]
    public void A_gif_keeps_its_frames_and_how_often_it_repeats()
    {
        byte[] head = [.. "GIF89a"u8, 9, 0, 9, 0, 0x80, 0, 0, 1, 2, 3, 4, 5, 6];
        byte[] repeats = [0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0];
        byte[] frame = [0x21, 0xF9, 4, 0, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 9, 0, 9, 0, 0x80, 1, 2, 3, 4, 5, 6, 2, 2, 0x21, 0xFE, 0];
        byte[] comment = [0x21, 0xFE, 6, .. Secret, 0];
        byte[] xmp = [0x21, 0xFF, 11, .. "XMP DataXMP"u8, 6, .. Secret, 0];

        Assert.Equal((byte[])[.. head, .. repeats, .. frame, .. frame, 0x3B], Keep([.. head, .. comment, .. repeats, .. xmp, .. frame, .. comment, .. frame, 0x3B, .. Secret]));
    }

    [Theory]
    [InlineData("Exif")]
    [InlineData("mime")]
    public void An_avif_with_such_data_is_refused_and_one_without_is_taken(string item)
    {
        var (path, error) = ImageUpload.Keep("a.avif", Photograph.Avif(9, 9, 1, "av01", item), _content.Path);

        Assert.Null(path);
        Assert.Contains("EXIF", error, StringComparison.Ordinal);
        Assert.Equal("images/a.avif", ImageUpload.Keep("a.avif", Photograph.Avif(9, 9, 1, "av01"), _content.Path).Value);
    }

    [Fact]
    public void Whatever_is_cut_off_stays_what_it_is_and_brings_nothing_down()
    {
        foreach (var extension in new[] { ".jpg", ".png", ".webp", ".gif", ".avif" })
        {
            var whole = Photograph.Of(extension, 320, 240, Photograph.Exif("II", 6, place: true));
            for (var length = 0; length <= whole.Length; length++)
            {
                if (ImageKind.Of(whole.AsSpan(0, length)) is not { } kind) continue;
                var (bytes, error) = ImageCleaning.Clean(kind, whole[..length]);
                Assert.True(error is not null || ImageKind.Of(bytes) == kind, $"{extension} of {length} bytes");
            }
        }
    }

    public void Dispose() => _content.Dispose();

    /// <summary>From the trailer of a gzip file (RFC 1952, 2.3.1).</summary>
    private static byte[] ZlibCrc(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(zipped, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true)) zip.Write(bytes);
        return [.. zipped.ToArray()[^8..^4].Reverse()];
    }

    private byte[] Keep(byte[] bytes)
    {
        var (path, error) = ImageUpload.Keep("photo", bytes, _content.Path);
        Assert.Null(error);
        var cleaned = File.ReadAllBytes(_content.FullPath(path!));
        Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(cleaned), StringComparison.Ordinal);
        Assert.False(Exif.IsPlaceIn(cleaned));
        return cleaned;
    }
}
