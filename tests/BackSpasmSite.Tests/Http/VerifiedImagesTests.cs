using System.Security.Cryptography;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Http;

namespace BackSpasmSite.Tests.Http;

public sealed class VerifiedImagesTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_picture_in_memory_is_served_without_its_file()
    {
        using var content = ContentOnDisk.From("-- images/dot.svg --\nfirst");
        var pictures = new VerifiedImages(TimeProvider.System);
        var first = Picture(content, "images/dot.svg", "first\n"u8);
        pictures.Keep([first], Monday);

        File.Delete(first.FullPath);
        using var opened = pictures.Open(first);

        Assert.Equal("first\n", new StreamReader(opened!).ReadToEnd());
        // The next edition does not have it.
        pictures.Keep([], Monday.AddDays(1));
        Assert.Null(pictures.Open(first));
    }

    [Fact]
    public void A_picture_is_read_once_until_it_changes()
    {
        using var content = ContentOnDisk.From("-- images/dot.svg --\nfirst");
        var path = content.FullPath("images/dot.svg");
        var written = new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
        var pictures = new VerifiedImages(new SetTime(written.AddHours(1)));
        var (first, other) = (Picture(content, "images/dot.svg", "first\n"u8), Picture(content, "images/dot.svg", "other\n"u8));
        File.SetLastWriteTimeUtc(path, written);

        Assert.True(Opens(first));
        // Without reading the file again, it would pass for the first.
        content.Write("images/dot.svg", "other\n");
        File.SetLastWriteTimeUtc(path, written);
        Assert.True(Opens(first));

        File.SetLastWriteTimeUtc(path, written.AddSeconds(1));
        Assert.False(Opens(first));
        Assert.True(Opens(other));

        bool Opens(ImageFile picture)
        {
            using var file = pictures.Open(picture);
            return file is { Position: 0 };
        }
    }

    [Fact]
    public void Only_the_bytes_that_were_verified_are_kept()
    {
        using var content = ContentOnDisk.From("-- images/dot.svg --\nfirst");
        var written = new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
        var pictures = new VerifiedImages(new SetTime(written.AddHours(1)));
        var first = Picture(content, "images/dot.svg", "first\n"u8);
        File.SetLastWriteTimeUtc(first.FullPath, written);
        using (var before = pictures.Open(first)) Assert.NotNull(before);

        // Its stamp does not show that it is another file for a moment.
        content.Write("images/dot.svg", "other\n");
        File.SetLastWriteTimeUtc(first.FullPath, written);
        pictures.Keep([first], Monday);
        content.Write("images/dot.svg", "first\n");
        File.SetLastWriteTimeUtc(first.FullPath, written);

        using var opened = pictures.Open(first);
        Assert.Equal("first\n", new StreamReader(opened!).ReadToEnd());
    }

    [Fact]
    public async Task Readers_get_a_whole_picture_or_none_while_editions_come_and_go()
    {
        using var content = ContentOnDisk.From("-- images/dot.svg --\nfirst");
        var pictures = new VerifiedImages(TimeProvider.System);
        var (first, other) = (Picture(content, "images/dot.svg", "first\n"u8), Picture(content, "images/dot.svg", "other\n"u8));
        using var isDone = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            for (var reads = 0; !isDone.IsCancellationRequested || reads == 0; reads++)
            {
                using (var opened = pictures.Open(first)) Assert.True(opened is null || new StreamReader(opened).ReadToEnd() == "first\n");
                using (var opened = pictures.Open(other)) Assert.True(opened is null || new StreamReader(opened).ReadToEnd() == "other\n");
            }
        })).ToList();

        for (var edition = 0; edition < 300; edition++)
        {
            var picture = edition % 2 == 0 ? other : first;
            content.Replace("images/dot.svg", edition % 2 == 0 ? "other\n" : "first\n");
            pictures.Keep([picture], Monday.AddSeconds(edition));
            Assert.Equal(Monday.AddSeconds(edition), pictures.Modified(picture));
        }

        await isDone.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public void A_picture_that_changed_just_now_is_read_again()
    {
        using var content = ContentOnDisk.From("-- images/dot.svg --\nfirst");
        var path = content.FullPath("images/dot.svg");
        var written = new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
        var pictures = new VerifiedImages(new SetTime(written.AddSeconds(1)));
        var first = Picture(content, "images/dot.svg", "first\n"u8);
        File.SetLastWriteTimeUtc(path, written);
        pictures.Open(first)!.Dispose();

        content.Write("images/dot.svg", "other\n");
        File.SetLastWriteTimeUtc(path, written);

        Assert.Null(pictures.Open(first));
    }

    [Fact]
    public void Of_many_pictures_as_many_are_kept_as_there_is_room_for()
    {
        using var content = ContentOnDisk.From("");
        var pictures = Enumerable.Range(0, 5).Select(number =>
        {
            var bytes = new byte[6 * 1024 * 1024];
            bytes[0] = (byte)number;
            content.Write($"images/{number}.png", bytes);
            return Picture(content, $"images/{number}.png", bytes);
        }).ToList();
        var verified = new VerifiedImages(TimeProvider.System);

        verified.Keep(pictures, published: null);
        foreach (var picture in pictures) File.WriteAllText(picture.FullPath, "half");

        Assert.Equal(2, pictures.Count(picture => verified.Open(picture) is not null));
    }

    [Fact]
    public void A_picture_is_as_old_as_its_place_at_its_address_whatever_its_file_says()
    {
        using var content = ContentOnDisk.From("-- images/dot.svg --\nfirst");
        var pictures = new VerifiedImages(TimeProvider.System);
        var (first, other) = (Picture(content, "images/dot.svg", "first\n"u8), Picture(content, "images/dot.svg", "other\n"u8));
        Assert.Null(pictures.Modified(first));

        pictures.Keep([first], Monday);
        pictures.Keep([first], Monday.AddDays(1));
        Assert.Equal(Monday, pictures.Modified(first));

        // With the time it had elsewhere.
        content.Write("images/dot.svg", "other\n");
        File.SetLastWriteTimeUtc(other.FullPath, Monday.UtcDateTime.AddYears(-1));
        pictures.Keep([other], Monday.AddDays(2));
        Assert.Equal(Monday.AddDays(2), pictures.Modified(other));

        content.Write("images/dot.svg", "first\n");
        pictures.Keep([first], Monday.AddDays(3));
        Assert.Equal(Monday.AddDays(3), pictures.Modified(first));
        Assert.Null(pictures.Modified(other));
    }

    private static ImageFile Picture(ContentOnDisk content, string path, ReadOnlySpan<byte> bytes) =>
        new(path, 1, 1, Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]) { FullPath = content.FullPath(path) };
}
