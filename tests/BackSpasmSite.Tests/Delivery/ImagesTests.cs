using System.Net;
using BackSpasmSite.Articles;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Delivery;

public sealed class ImagesTests
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

    [Fact]
    public async Task An_edition_never_shows_a_picture_it_does_not_know()
    {
        await using var site = new TestSite();
        var dot = Dot(site);
        var current = site.Services.GetRequiredService<CurrentEdition>();
        // The edition says another picture than the file holds, as between a save and the next edition.
        var images = new Dictionary<string, ImageFile> { [dot.Path] = dot with { Fingerprint = "0123456789abcdef" } };
        current.Publish(current.Edition! with { Images = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(images), Hash = "other" });
        using var answer = await site.AskAsync("GET", "/images/dot.svg?v=0123456789abcdef");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static ImageFile Dot(TestSite site) => site.Services.GetRequiredService<CurrentEdition>().Edition!.Images["images/dot.svg"];
}
