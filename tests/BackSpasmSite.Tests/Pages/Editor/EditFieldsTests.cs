using System.Net;
using System.Text;
using BackSpasmSite.Tests.Accounts;

namespace BackSpasmSite.Tests.Pages.Editor;

/// <summary>The front matter as fields, and the way to a line.</summary>
public sealed class EditFieldsTests : IAsyncDisposable
{
    private const string Address = "/editor/articles/heat-or-ice";
    private const string File = "articles/heat-or-ice.md";
    private const string Form = "form#editor";

    private readonly TestSite _site = new();

    [Fact]
    public async Task Changed_fields_are_saved_and_every_other_byte_stays()
    {
        var before = "\uFEFF" + _site.Content.Read(File).Replace("author: ann", "author: ann  # hers", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
        _site.Content.Write(File, before);
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync(Address);

        using var answer = await browser.PostFormAsync(page, Form, ("title", "Heat: \"yes\"?"), ("topics", "heat, cold packs"), ("image-src", "images/dot.svg"), ("image-alt", "A dot"), ("do", "save"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(
            before.Replace("\"Heat or ice?\"", "\"Heat: \\\"yes\\\"?\"", StringComparison.Ordinal)
                .Replace("topics: [heat]\r\n", "topics: [heat, cold-packs]\r\nimage: { src: \"images/dot.svg\", alt: \"A dot\" }\r\n", StringComparison.Ordinal),
            Encoding.UTF8.GetString(await System.IO.File.ReadAllBytesAsync(_site.Content.FullPath(File), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_mistake_is_told_beside_its_field_and_nothing_typed_is_lost()
    {
        var before = _site.Content.Read(File);
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync(Address);

        using var answer = await browser.PostFormAsync(page, Form, ("title", "A better title"), ("description", new string('d', 201)), ("published", "soon"), ("do", "save"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var again = await answer.ReadPageAsync();
        Assert.Equal(["#f-description", "#f-published"], again.QuerySelectorAll(".summary a").Select(link => link.GetAttribute("href")));
        Assert.Equal("true", again.QuerySelector("#f-description")!.GetAttribute("aria-invalid"));
        Assert.Contains("There are 201 now.", again.QuerySelector("#f-description-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(new string('d', 201), again.QuerySelector("#f-description")!.TextContent);
        Assert.Equal("soon", again.QuerySelector("#f-published")!.GetAttribute("value"));
        Assert.Contains("title: \"A better title\"", again.QuerySelector("#f-text")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, _site.Content.Read(File));

        // With the mistakes corrected, everything typed before is saved.
        using var saved = await browser.PostFormAsync(again, Form, ("description", "Which one."), ("published", "2026-11-02"), ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.Equal(
            before.Replace("Heat or ice?", "A better title", StringComparison.Ordinal).Replace("Which one helps.", "Which one.", StringComparison.Ordinal).Replace("2026-11-01", "2026-11-02", StringComparison.Ordinal),
            _site.Content.Read(File));
    }

    [Fact]
    public async Task What_check_finds_in_the_YAML_is_told_beside_the_field_too()
    {
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync(Address);

        using var answer = await browser.PostFormAsync(page, Form, ("text", page.QuerySelector("#f-text")!.TextContent.Replace("topics: [heat]", "topics: [Heat!]", StringComparison.Ordinal)), ("do", "check"));

        var again = await answer.ReadPageAsync();
        Assert.Contains("lower-case words", again.QuerySelector("#f-topics-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Heat!", again.QuerySelector("#f-topics")!.GetAttribute("value"));
        Assert.Equal("6", again.QuerySelector(".problems a")!.GetAttribute("data-line"));
    }

    [Fact]
    public async Task A_field_of_a_conflict_is_in_the_own_version()
    {
        using var browser = await _site.SignInAsync();
        var page = await browser.OpenAsync(Address);
        _site.Content.Write(File, _site.Content.Read(File).Replace("pleasant", "lovely", StringComparison.Ordinal));

        using var answer = await browser.PostFormAsync(page, Form, ("title", "Mine"), ("do", "save"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var again = await answer.ReadPageAsync();
        Assert.Contains("title: \"Mine\"", again.QuerySelector("[aria-label='Your version']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Mine", again.QuerySelector("#f-title")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("?line=9", "9", "Line 9: Either helps a little.")]
    [InlineData("?line=10", "10", "Line 10: (empty)")]
    [InlineData("?section=s-heat", "11", "Line 11: ## Heat")]
    [InlineData("?line=4000", "14", "Line 14: (empty)")]
    [InlineData("?line=-1", "1", "Line 1: ---")]
    [InlineData("?section=s-nothing", "", null)]
    [InlineData("?line=x", "", null)]
    public async Task A_link_leads_to_a_line(string query, string line, string? told)
    {
        using var browser = await _site.SignInAsync();

        var page = await browser.OpenAsync(Address + query);

        Assert.Equal(line, page.QuerySelector("#f-text")!.GetAttribute("data-line"));
        Assert.Equal(told, page.QuerySelector("#f-text-line")?.TextContent);
    }

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();
}
