using System.Diagnostics;
using System.Net.Sockets;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Content.Files;

/// <summary>Whatever lies in the place of a file is told and never opened, and costs nothing but itself.</summary>
public sealed class RegularFileTests : IDisposable
{
    /// <summary>Only so that a failing test ends: who opens a pipe waits for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ContentOnDisk _content = ContentOnDisk.Small();

    public static TheoryData<string, string> Places()
    {
        var places = new TheoryData<string, string>();
        foreach (var path in new[] { "articles/cold.md", "pages/help.md", "images/cold.png", "images/deep/cold.png", "site.yaml", "people.yaml", "references.json" })
            foreach (var kind in new[] { "a named pipe", "a socket", "a link to something that is not there", "a link that leads back to itself" })
                places.Add(path, kind);
        foreach (var path in new[] { "articles/cold.md", "pages/help.md", "site.yaml", "people.yaml", "references.json" }) places.Add(path, "a folder");
        return places;
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task What_is_no_file_is_told_and_everything_else_is_read(string path, string kind)
    {
        await PutAsync(path, kind);

        var edition = await BuildAsync(_content.Builder());

        Assert.Contains(edition.Diagnostics, problem => problem.Path == path && problem.Code == "ART024" && problem.Message.Contains(kind, StringComparison.Ordinal));
        Assert.Contains(edition.Articles.Keys, slug => slug.ToString() == "heat-or-ice");
        Assert.Contains("images/dot.svg", edition.Images.Keys);
    }

    [Theory]
    [InlineData("a named pipe")]
    [InlineData("a folder")]
    [InlineData("a link to something that is not there")]
    public async Task A_file_that_stops_being_one_keeps_its_last_good_version(string kind)
    {
        var builder = _content.Builder();
        await BuildAsync(builder);
        foreach (var path in new[] { "site.yaml", "people.yaml", "articles/heat-or-ice.md", "pages/about.md" })
        {
            _content.Delete(path);
            await PutAsync(path, kind);
        }

        var edition = await BuildAsync(builder);

        Assert.Equal("Test site", edition.Site.Name);
        Assert.Equal("Ann Writer", edition.People["ann"].Name);
        Assert.Equal("heat-or-ice", Assert.Single(edition.Articles.Keys).ToString());
        Assert.Single(edition.Pages);
        Assert.Equal(4, edition.Diagnostics.Count(problem => problem.Code == "ART024"));

        Directory.Delete(_content.FullPath("articles"), recursive: true);
        _content.Write("articles/heat-or-ice.md", "---\ntitle: New\ndescription: It.\nauthor: ann\npublished: 2026-11-01\ntopics: [heat]\n---\nNew.\n");
        Assert.Equal("New", (await BuildAsync(builder)).Articles.Values.Single().Title);
    }

    [Theory]
    [InlineData("pages")]
    [InlineData("images")]
    public async Task A_file_in_the_place_of_a_folder_is_told(string folder)
    {
        Directory.Delete(_content.FullPath(folder), recursive: true);
        await PutAsync(folder, "a named pipe");

        Assert.Contains($"{folder}(1,1) ART024", (await BuildAsync(_content.Builder())).Diagnostics.Select(problem => $"{problem.Path}({problem.Line},{problem.Column}) {problem.Code}"));
    }

    [Fact]
    public void A_device_behind_a_link_is_outside_and_not_read()
    {
        File.CreateSymbolicLink(_content.FullPath("images/zero.png"), "/dev/zero");
        File.CreateSymbolicLink(_content.FullPath("articles/zero.md"), "/dev/zero");

        Assert.Equal(["articles/zero.md(1,1) ART006", "images/zero.png(1,1) ART006"], _content.Problems());
    }

    [Fact]
    public async Task Nothing_opens_a_pipe_also_where_it_is_asked_for_directly()
    {
        await PutAsync("articles/cold.md", "a named pipe");
        var path = _content.FullPath("articles/cold.md");

        foreach (var open in new Action[] { () => RegularFile.Open(path).Dispose(), () => RegularFile.Read(path, 10), () => ArticleFile.Read(path) })
        {
            var failure = await Assert.ThrowsAsync<IOException>(() => Task.Run(open, TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken));
            Assert.Contains("a named pipe", failure.Message, StringComparison.Ordinal);
        }

        Assert.Throws<IOException>(() => RegularFile.Open("/dev/zero").Dispose());
        Assert.Throws<IOException>(() => RegularFile.Read("/dev/zero", 10));
    }

    [Fact]
    public async Task A_picture_that_became_a_pipe_is_not_found_and_the_desk_opens_no_pipe()
    {
        await using var site = new TestSite();
        using var before = await site.AskAsync("GET", "/images/dot.svg");
        site.Content.Delete("images/dot.svg");
        await MakePipeAsync(site.Content.FullPath("images/dot.svg"));
        Assert.Equal(System.Net.HttpStatusCode.OK, before.StatusCode);

        // Until the next edition it is still the picture that the edition shows.
        await Polling.UntilAsync(async () =>
        {
            using var after = await site.AskAsync("GET", "/images/dot.svg").WaitAsync(Patience, TestContext.Current.CancellationToken);
            return after.StatusCode == System.Net.HttpStatusCode.NotFound;
        });
    }

    [Fact]
    public void A_huge_file_is_not_read()
    {
        using (var huge = File.Create(_content.FullPath("images/huge.png"))) huge.SetLength(1L << 40);
        using (var huge = File.Create(_content.FullPath("articles/huge.md"))) huge.SetLength(1L << 40);

        Assert.Equal(["articles/huge.md(1,1) ART002", "images/huge.png(1,1) ART002"], _content.Problems());
    }

    public void Dispose() => _content.Dispose();

    private static Task<Edition> BuildAsync(EditionBuilder builder) =>
        Task.Run(() => builder.Build(ContentOnDisk.Today), TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

    private async Task PutAsync(string path, string kind)
    {
        var full = _content.FullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.Delete(full);
        switch (kind)
        {
            case "a named pipe":
                await MakePipeAsync(full);
                break;
            case "a socket":
                // Bound by its short name, because the whole path may be too long for a socket.
                using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
                {
                    var name = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
                    socket.Bind(new UnixDomainSocketEndPoint(name));
                    // Closing takes the name away, if it still is there.
                    File.Move(name, full);
                }

                break;
            case "a folder":
                Directory.CreateDirectory(full);
                break;
            case "a link to something that is not there":
                File.CreateSymbolicLink(full, "not-there");
                break;
            default:
                File.CreateSymbolicLink(full, Path.GetFileName(full));
                break;
        }
    }

    private static async Task MakePipeAsync(string path)
    {
        using var made = Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, made.ExitCode);
    }
}
