using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Data;
using BackSpasmSite.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Pages.Editor;

public sealed class NewContentTests : IAsyncDisposable
{
    private static readonly byte[] Png = Photograph.Of(".png", 320, 240, []);

    private static readonly string[] Addresses = ["href", "src", "action", "formaction"];

    private readonly TestSite _site = new();

    [Fact]
    public async Task A_new_article_is_a_draft_that_can_be_edited_at_once()
    {
        using var browser = await _site.SignInAsync();

        using var answer = await browser.PostFormAsync("/editor/new-article", "form#new",
            ("title", "Cold: \"yes\" or no?"), ("description", "What cold does."), ("author", "ann"), ("topics", "Cold packs, heat"), ("do", "create"));

        Assert.Equal("/editor/articles/cold-yes-or-no?done=created", answer.Headers.Location?.OriginalString);
        Assert.Contains("topics: [cold-packs, heat]", (await browser.OpenAsync(answer.Headers.Location!.OriginalString)).QuerySelector("#f-text")!.TextContent);
    }

    [Fact]
    public async Task A_title_that_is_taken_and_other_mistakes_keep_what_was_typed()
    {
        var before = _site.Content.Read("articles/heat-or-ice.md");
        using var browser = await _site.SignInAsync();

        using var taken = await browser.PostFormAsync("/editor/new-article", "form#new",
            ("title", "Heat or ice"), ("description", "What \"heat\" does."), ("author", "ann"), ("topics", "heat"), ("do", "create"));
        using var empty = await browser.PostFormAsync("/editor/new-article", "form#new", ("title", " "), ("topics", "heat"), ("do", "create"));

        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
        var page = await taken.ReadPageAsync();
        Assert.Equal("What \"heat\" does.", page.QuerySelector("#f-description")!.TextContent);
        Assert.Contains("already", page.QuerySelector(".summary")!.TextContent);
        Assert.Equal(["#f-title", "#f-description"], (await empty.ReadPageAsync()).QuerySelectorAll(".summary a").Select(link => link.GetAttribute("href")));
        Assert.Equal(before, _site.Content.Read("articles/heat-or-ice.md"));
    }

    [Fact]
    public async Task A_picture_is_kept_and_its_line_can_be_pasted()
    {
        using var browser = await _site.SignInAsync();

        using var answer = await UploadAsync(browser, "Heat Wrap.jpeg", Png, "A wrap [red]", "Worn \"over\" clothes.");

        var page = await browser.OpenAsync(answer.Headers.Location!.OriginalString);
        Assert.Equal("""![A wrap \[red\]](images/heat-wrap.png "Worn \"over\" clothes.")""", page.QuerySelector("[role=status] code")!.TextContent);
        Assert.Equal(Png, await File.ReadAllBytesAsync(_site.Content.FullPath("images/heat-wrap.png"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_picture_needs_words_and_has_to_be_one()
    {
        using var browser = await _site.SignInAsync();

        using var silent = await UploadAsync(browser, "a.png", Png, " ", "");
        using var none = await UploadAsync(browser, "a.png", "MZ"u8.ToArray(), "A wrap", "");
        using var active = await UploadAsync(browser, "a.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><script/></svg>"u8.ToArray(), "A wrap", "");
        using var cut = await UploadAsync(browser, "a.png", Convert.FromHexString("89504E470D0A1A0A0000000D4948445200000140000000F00806000000"), "A wrap", "");
        using var large = await UploadAsync(browser, "a.png", [.. Png, .. new byte[5 * 1024 * 1024]], "A wrap", "");

        Assert.All([silent, none, active, cut, large], answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
        Assert.Equal("#f-alt", (await silent.ReadPageAsync()).QuerySelector(".summary a")!.GetAttribute("href"));
        Assert.Contains("<script>", (await active.ReadPageAsync()).QuerySelector(".summary")!.TextContent);
        Assert.Contains("The end of this picture is missing", (await cut.ReadPageAsync()).QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("A wrap", (await large.ReadPageAsync()).QuerySelector("#f-alt")!.TextContent);
        Assert.Single(Directory.EnumerateFileSystemEntries(_site.Content.FullPath("images")));
    }

    [Theory]
    [InlineData("/evil.example")]
    [InlineData("//evil.example/images/dot.svg")]
    [InlineData("\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("images/../../evil")]
    [InlineData("images/not-there.svg")]
    [InlineData("articles/heat-or-ice.md")]
    [InlineData("javascript:alert(1)")]
    public async Task Only_a_picture_that_is_there_is_said_to_be_added(string added)
    {
        using var browser = await _site.SignInAsync();

        var page = await browser.OpenAsync($"/editor/images?added={Uri.EscapeDataString(added)}&alt=x&caption=y");
        var good = await browser.OpenAsync("/editor/images?added=images%2Fdot.svg&alt=x");

        Assert.Null(page.QuerySelector(".notice"));
        Assert.DoesNotContain("evil", page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal("/images/dot.svg", good.QuerySelector(".notice a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/editor/sign-in?return=")]
    [InlineData("/editor?marked=")]
    [InlineData("/editor?article=")]
    [InlineData("/editor?state=")]
    [InlineData("/editor/account?done=")]
    [InlineData("/editor/articles/heat-or-ice?done=")]
    [InlineData("/feedback/thanks?helpful=yes&article=")]
    [InlineData("/articles?page=")]
    public async Task Nothing_in_a_question_becomes_a_link_to_another_site(string address)
    {
        using var browser = await _site.SignInAsync();
        foreach (var value in new[] { "//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)" })
        {
            using var answer = await browser.GetAsync(address + Uri.EscapeDataString(value), TestContext.Current.CancellationToken);
            var page = await answer.ReadPageAsync();
            var links = page.QuerySelectorAll("[href], [src], [action], [formaction]")
                .SelectMany(element => Addresses.Select(element.GetAttribute)).OfType<string>();

            Assert.DoesNotContain(links, link => link.StartsWith("//", StringComparison.Ordinal) || link.StartsWith("/\\", StringComparison.Ordinal) ||
                link.StartsWith("https://evil", StringComparison.Ordinal) || link.StartsWith("javascript:", StringComparison.Ordinal));
            Assert.DoesNotContain("evil", answer.Headers.Location?.OriginalString.Split('?')[0] ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_photograph_loses_its_place_and_keeps_its_turn()
    {
        using var browser = await _site.SignInAsync();

        using var answer = await UploadAsync(browser, "home.jpg", Photograph.Of(".jpg", 320, 240, Photograph.Exif("II", 6, place: true)), "A wrap", "");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var picture = _site.Services.GetRequiredService<CurrentEdition>().Edition!.Images["images/home.jpg"];
        Assert.Equal((240, 320), (picture.Width, picture.Height));
        using var served = await browser.GetAsync(picture.Href, TestContext.Current.CancellationToken);
        Assert.False(Exif.IsPlaceIn(await served.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_reviewer_signs_and_readers_see_it()
    {
        using var browser = await _site.SignInAsync("rita");
        var edition = _site.Services.GetRequiredService<CurrentEdition>().Edition!;
        var page = await browser.OpenAsync("/editor/articles/heat-or-ice/sign");
        Assert.Contains("Either helps a little.", page.QuerySelector(".preview")!.TextContent);

        using var hasty = await browser.PostFormAsync(page, "main form");
        using var signed = await browser.PostFormAsync(page, "main form", ("confirm", "yes"));

        Assert.Equal(HttpStatusCode.BadRequest, hasty.StatusCode);
        Assert.Equal("/editor/articles/heat-or-ice?done=signed", signed.Headers.Location?.OriginalString);
        await _site.Services.GetRequiredService<CurrentEdition>().WaitForOtherThanAsync(edition.Hash, TestContext.Current.CancellationToken);
        Assert.Contains("eviewed by Dr Rita Reviewer", (await browser.OpenAsync("/articles/heat-or-ice")).QuerySelector(".review")!.TextContent);
    }

    [Fact]
    public async Task Words_that_changed_after_they_were_shown_are_shown_again()
    {
        using var browser = await _site.SignInAsync("rita");
        var page = await browser.OpenAsync("/editor/articles/heat-or-ice/sign");
        var changed = _site.Content.Read("articles/heat-or-ice.md").Replace("a little", "a lot", StringComparison.Ordinal);
        _site.Content.Write("articles/heat-or-ice.md", changed);

        using var answer = await browser.PostFormAsync(page, "main form", ("confirm", "yes"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Either helps a lot.", (await answer.ReadPageAsync()).QuerySelector(".preview")!.TextContent);
        Assert.Equal(changed, _site.Content.Read("articles/heat-or-ice.md"));
    }

    [Fact]
    public async Task A_database_that_can_not_take_the_review_signs_nothing_and_the_box_stays_ticked()
    {
        using var browser = await _site.SignInAsync("rita");
        var page = await browser.OpenAsync("/editor/articles/heat-or-ice/sign");
        var before = _site.Content.Read("articles/heat-or-ice.md");

        IHtmlDocument again;
        using (_site.Database.Lock("BEGIN IMMEDIATE"))
        {
            using var refused = await browser.PostFormAsync(page, "main form", ("confirm", "yes"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            again = await refused.ReadPageAsync();
        }

        Assert.Contains("another program has locked it. Nothing is signed", again.QuerySelector(".summary[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, _site.Content.Read("articles/heat-or-ice.md"));
        using var signed = await browser.PostFormAsync(again, "main form");
        Assert.Equal("/editor/articles/heat-or-ice?done=signed", signed.Target());
    }

    [Fact]
    public async Task A_reviewer_whose_turn_to_write_does_not_come_is_told_so()
    {
        using var browser = await _site.SignInAsync("rita");
        var page = await browser.OpenAsync("/editor/articles/heat-or-ice/sign");
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource<bool>());
        var other = _site.Services.GetRequiredService<SerializedDatabase>().WriteAsync(_ =>
        {
            begun.SetResult();
            return end.Task;
        });
        await begun.Task;

        using var refused = await browser.PostFormAsync(page, "main form", ("confirm", "yes"));

        end.SetResult(true);
        await other;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains(
            "record it now: too many changes are waiting for it. Nothing is signed", (await refused.ReadPageAsync()).QuerySelector(".summary[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_review_whose_file_can_not_be_written_leaves_no_record()
    {
        if (!OperatingSystem.IsLinux()) return;
        // Beside a file whose name is as long as names can be, none with a longer one can be written, not even by root.
        var slug = new string('x', 252);
        var edition = _site.Services.GetRequiredService<CurrentEdition>().Edition!;
        _site.Content.Rename("articles/heat-or-ice.md", $"articles/{slug}.md");
        await _site.Services.GetRequiredService<CurrentEdition>().WaitForOtherThanAsync(edition.Hash, TestContext.Current.CancellationToken);
        using var browser = await _site.SignInAsync("rita");

        using var refused = await browser.PostFormAsync($"/editor/articles/{slug}/sign", "main form", ("confirm", "yes"));

        var page = await refused.ReadPageAsync();
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("The file’s name is too long.", page.QuerySelector(".summary[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.True(page.QuerySelector<IHtmlInputElement>("[name=confirm]")!.IsChecked);
        Assert.Empty(_site.Database.Read("SELECT Id FROM SignedReviews"));
    }

    [Fact]
    public async Task An_account_with_other_capitals_signs_as_the_reviewer()
    {
        using var browser = await _site.SignInAsync("Rita");

        Assert.Contains("You sign reviews as Dr Rita Reviewer", (await browser.OpenAsync("/editor/account")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var answer = await browser.PostFormAsync(await browser.OpenAsync("/editor/articles/heat-or-ice/sign"), "main form", ("confirm", "yes"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("by: rita", _site.Content.Read("articles/heat-or-ice.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_no_reviewer_does_not_sign()
    {
        using var browser = await _site.SignInAsync();
        using var answer = await browser.GetAsync("/editor/articles/heat-or-ice/sign", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Ann Writer in people.yaml, who is not a reviewer", (await answer.ReadPageAsync()).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("who is not a reviewer", (await browser.OpenAsync("/editor/account")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await browser.OpenAsync("/editor/articles/heat-or-ice")).QuerySelector("a[href$='/sign']"));
    }

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient browser, string name, byte[] bytes, string alt, string caption)
    {
        var token = (await browser.OpenAsync("/editor/images")).QuerySelector("main [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var picture = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { picture, "image", name },
            { new StringContent(alt), "alt" },
            { new StringContent(caption), "caption" },
        };
        return await browser.PostAsync("/editor/images", form, TestContext.Current.CancellationToken);
    }
}
