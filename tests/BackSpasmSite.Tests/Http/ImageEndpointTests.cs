using System.Collections.Frozen;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Http;

public sealed class ImageEndpointTests
{
    [Fact]
    public async Task A_picture_with_its_fingerprint_is_kept_for_a_year_and_without_is_asked_about()
    {
        await using var site = new TestSite();
        using var kept = await site.AskAsync("GET", Dot(site).Href);
        using var asked = await site.AskAsync("GET", "/images/dot.svg");
        using var stale = await site.AskAsync("GET", "/images/dot.svg?v=0000000000000000");

        Assert.Equal("public, max-age=31536000, immutable", kept.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("no-cache", asked.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("no-cache", stale.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("image/svg+xml", kept.Content.Headers.ContentType?.ToString());
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; sandbox", kept.Headers.GetValues("Content-Security-Policy").Single());
        Assert.StartsWith("<svg", await kept.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_picture_that_the_browser_has_is_not_sent_again()
    {
        await using var site = new TestSite();
        using var answer = await site.AskAsync("GET", Dot(site).Href, ("If-None-Match", $"\"{Dot(site).Fingerprint}\""));

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
    }

    [Theory]
    [InlineData("W/\"{0}\"", 304)]
    [InlineData("\"other\", \"{0}\"", 304)]
    [InlineData("*", 304)]
    [InlineData("\"other\"", 404)]
    public async Task What_the_browser_has_is_answered_without_the_file(string tags, int status)
    {
        await using var site = new TestSite();
        var dot = Dot(site);
        // As if the file were already gone and the next edition not published yet.
        var current = site.Services.GetRequiredService<CurrentEdition>();
        var images = new Dictionary<string, ImageFile> { ["images/gone.svg"] = dot with { Path = "images/gone.svg", FullPath = site.Content.FullPath("images/gone.svg") } };
        current.Publish(current.Edition! with { Images = images.ToFrozenDictionary(), Hash = "other" });
        using var answer = await site.AskAsync("GET", "/images/gone.svg", ("If-None-Match", tags.Replace("{0}", dot.Fingerprint)));

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal(status == 304 ? $"\"{dot.Fingerprint}\"" : null, answer.Headers.ETag?.Tag);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public void A_picture_is_read_once_until_it_changes()
    {
        using var content = ContentOnDisk.From("-- images/dot.svg --\nfirst");
        var path = content.FullPath("images/dot.svg");
        var written = new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
        var pictures = new VerifiedImages(new SetTime(written.AddHours(1)));
        var (first, other) = (Picture("first\n"), Picture("other\n"));
        File.SetLastWriteTimeUtc(path, written);

        Assert.True(Opens(first));
        // Without reading the file again, it would pass for the first.
        content.Write("images/dot.svg", "other\n");
        File.SetLastWriteTimeUtc(path, written);
        Assert.True(Opens(first));

        File.SetLastWriteTimeUtc(path, written.AddSeconds(1));
        Assert.False(Opens(first));
        Assert.True(Opens(other));

        static ImageFile Picture(string text) =>
            new("images/dot.svg", 1, 1, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]);

        bool Opens(ImageFile picture)
        {
            using var file = pictures.Open(path, picture);
            return file is { Position: 0 };
        }
    }

    [Fact]
    public void A_picture_that_changed_just_now_is_read_again()
    {
        using var content = ContentOnDisk.From("-- images/dot.svg --\nfirst");
        var path = content.FullPath("images/dot.svg");
        var written = new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
        var pictures = new VerifiedImages(new SetTime(written.AddSeconds(1)));
        var first = new ImageFile("images/dot.svg", 1, 1, Convert.ToHexStringLower(SHA256.HashData("first\n"u8))[..16]);
        File.SetLastWriteTimeUtc(path, written);
        pictures.Open(path, first)!.Dispose();

        content.Write("images/dot.svg", "other\n");
        File.SetLastWriteTimeUtc(path, written);

        Assert.Null(pictures.Open(path, first));
    }

    [Fact]
    public async Task A_picture_that_is_overwritten_in_place_is_served_as_it_was_until_the_next_edition()
    {
        await using var site = new TestSite();
        var dot = Dot(site);
        var before = site.Content.Read("images/dot.svg");
        // First truncated, then part of the new file, then all of it.
        foreach (var text in (string[])["", "<svg xmlns", before.Replace("r=\"5\"", "r=\"4\"", StringComparison.Ordinal)])
        {
            site.Content.Write("images/dot.svg", text);
            using var answer = await site.AskAsync("GET", dot.Href);

            // On a slow machine the next edition is there already.
            if (Dot(site).Href != dot.Href) return;
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(before, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
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
            return new ImageFile($"images/{number}.png", 1, 1, Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]) { FullPath = content.FullPath($"images/{number}.png") };
        }).ToList();
        var verified = new VerifiedImages(TimeProvider.System);

        verified.Keep(pictures);
        foreach (var picture in pictures) File.WriteAllText(picture.FullPath, "half");

        Assert.Equal(2, pictures.Count(picture => verified.Open(picture.FullPath, picture) is not null));
    }

    [Fact]
    public async Task An_edition_never_shows_a_picture_it_does_not_know()
    {
        await using var site = new TestSite();
        var dot = Dot(site);
        var current = site.Services.GetRequiredService<CurrentEdition>();
        // The edition has another picture than the file, as between a save and the next edition.
        var images = new Dictionary<string, ImageFile> { [dot.Path] = dot with { Fingerprint = "0123456789abcdef" } };
        current.Publish(current.Edition! with { Images = images.ToFrozenDictionary(), Hash = "other" });
        using var answer = await site.AskAsync("GET", "/images/dot.svg?v=0123456789abcdef");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("rücken.svg", System.Text.NormalizationForm.FormD)]
    [InlineData("rücken.svg", System.Text.NormalizationForm.FormC)]
    [InlineData("é/ñ.svg", System.Text.NormalizationForm.FormD)]
    public async Task A_picture_is_served_in_whatever_form_the_disk_keeps_its_name(string name, System.Text.NormalizationForm form)
    {
        await using var site = new TestSite();
        var path = $"images/{name.Normalize(form)}";
        Directory.CreateDirectory(Path.GetDirectoryName(site.Content.FullPath(path))!);
        site.Content.Write(path, "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
        var picture = site.Services.GetRequiredService<CurrentEdition>().Edition!.Images[$"images/{name.Normalize()}"];
        using var answer = await site.AskAsync("GET", picture.Href);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task After_a_switch_the_picture_of_the_edition_is_served_until_the_next_edition()
    {
        await using var site = new TestSite();
        var (real, link) = (site.Content.Path + "-v1", site.Content.Path);
        Directory.Move(link, real);
        Directory.CreateSymbolicLink(link, real);
        var dot = Dot(site);
        // The folder's name leads nowhere any more.
        Directory.Delete(link);
        using var answer = await site.AskAsync("GET", dot.Href);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static ImageFile Dot(TestSite site) => site.Services.GetRequiredService<CurrentEdition>().Edition!.Images["images/dot.svg"];
}
