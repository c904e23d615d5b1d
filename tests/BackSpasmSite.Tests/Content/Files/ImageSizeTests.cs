using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Content.Files;

public sealed class ImageSizeTests
{
    [Theory]
    [InlineData(".png", "89504E470D0A1A0A0000000D49484452000001400000 00F00806000000")]
    [InlineData(".gif", "4749463839614001F000800000")]
    [InlineData(".jpg", "FFD8FFE000104A46494600010100000100010000FFC0001108 00F0 0140 03012200")]
    [InlineData(".webp", "52494646240000005745425056503820180000003001009D012A4001F00001")]
    [InlineData(".webp", "524946461C0000005745425056503 84C0F0000002F3FC13B0000")]
    [InlineData(".webp", "524946461C000000574542505650385 80A000000000000003F0100EF0000")]
    public void The_size_is_read_from_the_bytes(string extension, string bytes) =>
        Assert.Equal((320, 240), ImageSize.Of(extension, Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal))));

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='320' height='240px'/>")]
    [InlineData("<?xml version='1.0'?><!-- x --><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 320 240'/>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='320' viewBox='0,0,32,24'/>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='100%' height='100%' viewBox='0 0 320 240'/>")]
    public void An_svg_tells_its_size_or_its_view_box(string svg) =>
        Assert.Equal((320, 240), ImageSize.Of(".svg", System.Text.Encoding.UTF8.GetBytes(svg)));

    [Fact]
    public void An_avif_tells_its_largest_picture() =>
        Assert.Equal((320, 240), ImageSize.Of(".avif",
            [0, 0, 0, 12, .. "ftypavif"u8, 0, 0, 0, 20, .. "ispe"u8, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 9, .. "ispe"u8, 0, 0, 0, 0, 0, 0, 1, 64, 0, 0, 0, 240]));

    [Theory]
    [InlineData(".png", "")]
    [InlineData(".png", "GIF89a")]
    [InlineData(".jpg", "not a picture")]
    [InlineData(".webp", "RIFF")]
    [InlineData(".avif", "....ftyp")]
    [InlineData(".svg", "<html/>")]
    [InlineData(".svg", "<svg")]
    [InlineData(".svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData(".exe", "MZ")]
    public void What_is_no_picture_has_no_size(string extension, string text) =>
        Assert.Null(ImageSize.Of(extension, System.Text.Encoding.UTF8.GetBytes(text)));
}
