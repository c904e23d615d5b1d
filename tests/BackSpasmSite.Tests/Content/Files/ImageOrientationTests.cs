using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Content.Files;

/// <summary>Telephones write a portrait photograph lying down, with a note that says how to turn it.</summary>
public sealed class ImageOrientationTests
{
    public static TheoryData<string, string> Kinds()
    {
        var kinds = new TheoryData<string, string>();
        foreach (var extension in new[] { ".jpg", ".jpeg", ".png", ".webp" })
            foreach (var order in new[] { "II", "MM" }) kinds.Add(extension, order);
        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Width_and_height_are_those_that_readers_see(string extension, string order)
    {
        for (var turned = 1; turned <= 8; turned++)
        {
            var bytes = Photograph.Of(extension, 320, 240, Photograph.Exif(order, turned, place: true));
            Assert.Equal(turned <= 4 ? (320, 240) : (240, 320), ImageSize.Of(extension, bytes));
        }
    }

    [Theory]
    [InlineData(0, 320)]
    [InlineData(1, 240)]
    [InlineData(2, 320)]
    [InlineData(3, 240)]
    public void An_avif_is_turned_by_its_property(byte quarters, int width) =>
        Assert.Equal(width, ImageSize.Of(".avif", Photograph.Avif(320, 240, quarters))!.Value.Width);

    [Theory]
    [InlineData("")]
    [InlineData("II")]
    [InlineData("II*\0")]
    [InlineData("MM\0*\0\0\0\b")]
    [InlineData("MM\0*\u007f\u007f\u007f\u007f")]
    [InlineData("MM\0*\0\0\0\b\0\u0001\u0001\u0012")]
    [InlineData("MM\0*\0\0\0\b\u007f\u007f\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0")]
    public void A_broken_note_turns_nothing(string exif) =>
        Assert.Equal((320, 240), ImageSize.Of(".jpg", Photograph.Of(".jpg", 320, 240, System.Text.Encoding.Latin1.GetBytes(exif))));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Check_tells_a_photograph_that_holds_a_place(string extension, string order)
    {
        using var content = ContentOnDisk.Small();
        content.Write($"images/home{extension}", Photograph.Of(extension, 320, 240, Photograph.Exif(order, 6, place: true)));
        content.Write($"images/plain{extension}", Photograph.Of(extension, 320, 240, Photograph.Exif(order, 6, place: false)));

        Assert.Equal([$"images/home{extension}(1,1) LNK010"], content.Problems());
        Assert.Equal((240, 320), (content.Build().Images[$"images/home{extension}"].Width, content.Build().Images[$"images/home{extension}"].Height));
    }

    [Fact]
    public void Check_tells_a_place_in_XMP_and_in_a_second_picture_behind_the_first()
    {
        using var content = ContentOnDisk.Small();
        content.Write("images/xmp.png", [.. Photograph.Of(".png", 9, 9, []), .. "<x exif:GPSLatitude='47,22N'/>"u8]);
        content.Write("images/two.jpg", [.. Photograph.Of(".jpg", 9, 9, []), .. Photograph.Of(".jpg", 9, 9, Photograph.Exif("MM", 1, place: true))]);

        Assert.Equal(["images/two.jpg(1,1) LNK010", "images/xmp.png(1,1) LNK010"], content.Problems());
    }

    [Fact]
    public void A_telephones_portrait_is_upright_on_the_page_and_where_it_is_shared()
    {
        using var content = ContentOnDisk.Small();
        content.Write("images/p.jpg", Photograph.Of(".jpg", 4000, 3000, Photograph.Exif("MM", 6, place: false)));
        content.Write("articles/heat-or-ice.md", content.Read("articles/heat-or-ice.md") + "\n![A wrap.](images/p.jpg)\n");

        var edition = content.Build();

        Assert.Contains("width=\"3000\" height=\"4000\"", edition.Articles.Values.Single().BodyHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".png", 2147483647, 2147483647)]
    [InlineData(".png", 8000, 8000)]
    [InlineData(".jpg", 65535, 65535)]
    [InlineData(".webp", 16384, 16384)]
    [InlineData(".gif", 65535, 65535)]
    [InlineData(".avif", 100000, 100000)]
    [InlineData(".svg", 99999, 99999)]
    public void Check_tells_an_absurd_size_and_the_desk_refuses_it(string extension, int width, int height)
    {
        using var content = ContentOnDisk.Small();
        var bytes = Photograph.Of(extension, width, height, []);
        content.Write($"images/big{extension}", bytes);

        Assert.Equal([$"images/big{extension}(1,1) LNK009"], content.Problems());
        var (path, error) = ImageUpload.Keep("huge", bytes, content.Path);
        Assert.Null(path);
        Assert.Contains("50 million", error, StringComparison.Ordinal);
    }
}
