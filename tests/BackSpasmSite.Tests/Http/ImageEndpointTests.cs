using System.Collections.Frozen;
using System.Net;
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

        Assert.Equal("max-age=31536000, immutable", kept.Headers.GetValues("Cache-Control").Single());
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
        Assert.Equal("max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
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

    [Theory]
    [InlineData("/images/dot.png")]
    [InlineData("/images/dot.svg")]
    public async Task A_picture_that_has_not_changed_since_a_date_is_not_sent_again(string address)
    {
        await using var site = await WithPhotographAsync();
        using var got = await site.AskAsync("GET", address);
        var modified = got.Content.Headers.LastModified!.Value;
        using var known = await site.AskAsync("GET", address, ("If-Modified-Since", modified.ToString("R")));
        using var before = await site.AskAsync("GET", address, ("If-Modified-Since", modified.AddSeconds(-1).ToString("R")));
        using var both = await site.AskAsync("GET", address, ("If-Modified-Since", modified.ToString("R")), ("If-None-Match", "\"other\""));

        Assert.Equal(
            (HttpStatusCode.NotModified, HttpStatusCode.OK, HttpStatusCode.OK),
            (known.StatusCode, before.StatusCode, both.StatusCode));
        Assert.Equal((got.Headers.ETag, "no-cache"), (known.Headers.ETag, known.Headers.CacheControl?.ToString()));
        Assert.True(modified <= got.Headers.Date.GetValueOrDefault(DateTimeOffset.UtcNow));
    }

    [Fact]
    public async Task A_drawing_that_comes_back_is_newer_than_the_one_that_it_replaces()
    {
        await using var site = new TestSite();
        await UntilKeptAsync(site, "images/dot.svg");
        var (images, current) = (site.Services.GetRequiredService<VerifiedImages>(), site.Services.GetRequiredService<CurrentEdition>());
        var bytes = System.Text.Encoding.UTF8.GetBytes(site.Content.Read("images/dot.svg").Replace("r=\"5\"", "r=\"4\"", StringComparison.Ordinal));
        var file = Path.Combine(site.Content.Parent, "other.svg");
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        var (first, other) = (Dot(site), Dot(site) with { FullPath = file, Fingerprint = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..16] });
        var day = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

        (await site.AskAsync("GET", "/images/dot.svg")).Dispose();
        await ReadAsync(other, day.AddDays(1), since: null);
        var back = await ReadAsync(first, day.AddDays(2), since: day.AddDays(1));

        Assert.Equal(site.Content.Read("images/dot.svg"), back);

        async Task<string> ReadAsync(ImageFile dot, DateTimeOffset published, DateTimeOffset? since)
        {
            current.Publish(current.Edition! with { Images = new Dictionary<string, ImageFile> { [dot.Path] = dot }.ToFrozenDictionary(), Hash = $"{published}" });
            images.Keep([dot], published);
            using var answer = await site.AskAsync("GET", "/images/dot.svg", since is { } date ? [("If-Modified-Since", date.ToString("R"))] : []);
            Assert.Equal((HttpStatusCode.OK, published), (answer.StatusCode, answer.Content.Headers.LastModified));
            return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_picture_replaced_by_one_with_an_older_file_is_newer()
    {
        await using var site = await WithPhotographAsync();
        using var first = await site.AskAsync("GET", "/images/dot.png");
        var modified = first.Content.Headers.LastModified!.Value.ToString("R");
        site.Content.Write("images/dot.png", Photograph.Of(".png", 20, 20, []));
        File.SetLastWriteTimeUtc(site.Content.FullPath("images/dot.png"), DateTime.UtcNow.AddYears(-1));

        await Polling.UntilAsync(async () =>
        {
            using var other = await site.AskAsync("GET", "/images/dot.png", ("If-Modified-Since", modified));
            // While the next edition comes, the picture may be known before its time is.
            return other.StatusCode == HttpStatusCode.OK && other.Content.Headers.LastModified > first.Content.Headers.LastModified;
        });
    }

    [Theory]
    [InlineData("/images/dot.png")]
    [InlineData("/images/dot.svg")]
    public async Task HEAD_gets_everything_but_the_picture(string address)
    {
        await using var site = await WithPhotographAsync();
        using var got = await site.AskAsync("GET", address);
        // A range is for GET only.
        using var head = await site.AskAsync("HEAD", address, ("Range", "bytes=0-9"));

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(got.Told(), head.Told());
        Assert.Contains("Accept-Ranges: bytes", head.Told(), StringComparison.Ordinal);
        Assert.Empty(await BytesAsync(head));
    }

    [Theory]
    [InlineData("/images/dot.png", "bytes=2-4", null, 206)]
    [InlineData("/images/dot.svg", "bytes=2-4", null, 206)]
    [InlineData("/images/dot.png", "bytes=-3", null, 206)]
    [InlineData("/images/dot.png", "bytes=2-4", "ETAG", 206)]
    [InlineData("/images/dot.svg", "bytes=2-4", "ETAG", 206)]
    [InlineData("/images/dot.png", "bytes=2-4", "W/ETAG", 200)]
    [InlineData("/images/dot.png", "bytes=2-4", "\"other\"", 200)]
    [InlineData("/images/dot.svg", "bytes=2-4", "\"other\"", 200)]
    [InlineData("/images/dot.png", "bytes=2-4", "Fri, 01 Jan 2100 00:00:00 GMT", 200)]
    [InlineData("/images/dot.png", "bytes=2-4", "nonsense", 200)]
    [InlineData("/images/dot.png", "lines=2-4", null, 200)]
    [InlineData("/images/dot.png", "bytes=4-2", null, 200)]
    public async Task A_part_of_a_picture_can_be_asked_for(string address, string range, string? condition, int status)
    {
        await using var site = await WithPhotographAsync();
        using var whole = await site.AskAsync("GET", address);
        var bytes = await BytesAsync(whole);
        var ifRange = condition?.Replace("ETAG", whole.Headers.ETag?.Tag, StringComparison.Ordinal);
        using var part = await site.AskAsync("GET", address, [("Accept-Encoding", "gzip, br"), ("Range", range), .. ifRange is null ? [] : ((string, string)[])[("If-Range", ifRange)]]);

        Assert.Equal((HttpStatusCode)status, part.StatusCode);
        if (status != 206) return;
        Assert.Equal(range == "bytes=-3" ? bytes[^3..] : bytes[2..5], await BytesAsync(part));
        Assert.Empty(part.Content.Headers.ContentEncoding);
        Assert.Equal(whole.Headers.ETag, part.Headers.ETag);
        Assert.Equal(whole.Headers.Vary, part.Headers.Vary);
    }

    [Theory]
    [InlineData("/images/dot.png")]
    [InlineData("/images/dot.svg")]
    public async Task What_asks_for_a_part_that_is_not_there_leaves_nothing_in_caches(string address)
    {
        await using var site = await WithPhotographAsync();
        var image = site.Services.GetRequiredService<CurrentEdition>().Edition!.Images[address[1..]];
        using var beyond = await site.AskAsync("GET", image.Href, ("Range", "bytes=999999-"));
        using var other = await site.AskAsync("GET", image.Href, ("If-Match", "\"other\""));

        Assert.Equal((416, 412), ((int)beyond.StatusCode, (int)other.StatusCode));
        Assert.Equal(("no-cache", "no-cache"), (beyond.Headers.CacheControl?.ToString(), other.Headers.CacheControl?.ToString()));
        Assert.Equal($"bytes */{new FileInfo(image.FullPath).Length}", beyond.Content.Headers.ContentRange?.ToString());
    }

    [Fact]
    public async Task A_drawing_is_compressed_once_for_all_editions_that_have_it()
    {
        await using var site = new TestSite();
        site.Content.Write("images/dot.svg", $"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{string.Concat(Enumerable.Repeat("<circle r='5'/>", 50))}</svg>");
        using var first = await site.AskAsync("GET", "/images/dot.svg", ("Accept-Encoding", "br"));
        var (store, current) = (site.Services.GetRequiredService<PageStore>(), site.Services.GetRequiredService<CurrentEdition>());
        var address = ImageEndpoint.AddressInStore(Dot(site));
        store.CompressBest(address);

        current.Publish(current.Edition! with { Hash = "other" });
        using var second = await site.AskAsync("GET", "/images/dot.svg", ("Accept-Encoding", "br"));

        Assert.Equal(["br"], second.Content.Headers.ContentEncoding);
        Assert.Equal(first.Content.Headers.LastModified, second.Content.Headers.LastModified);
        Assert.True(store.Find(address, current.Edition!)!.IsBest);
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

    private static async Task<TestSite> WithPhotographAsync()
    {
        var site = new TestSite();
        site.Content.Write("images/dot.png", Photograph.Of(".png", 10, 10, []));
        await UntilKeptAsync(site, "images/dot.png");
        return site;
    }

    /// <summary>Waits until the time of an image is known, which is a moment after its edition is published.</summary>
    internal static Task UntilKeptAsync(TestSite site, string path) => Polling.UntilAsync(() =>
        site.Services.GetRequiredService<CurrentEdition>().Edition is { } edition && site.Services.GetRequiredService<VerifiedImages>().Modified(edition.Images[path]) is not null);

    private static Task<byte[]> BytesAsync(HttpResponseMessage answer) => answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    private static ImageFile Dot(TestSite site) => site.Services.GetRequiredService<CurrentEdition>().Edition!.Images["images/dot.svg"];
}
