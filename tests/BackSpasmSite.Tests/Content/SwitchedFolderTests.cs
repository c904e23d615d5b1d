using System.Diagnostics;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackSpasmSite.Tests.Content;

/// <summary>New content may come by switching a symbolic link, as Kubernetes and git-sync do.</summary>
public sealed class SwitchedFolderTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestSite _site = new();

    private string Outer => _site.Content.Parent;

    [Theory]
    [InlineData("current")]
    [InlineData("above/content")]
    public async Task A_link_that_is_switched_brings_the_new_content(string path)
    {
        var link = Path.Combine(Outer, path.Split('/')[0]);
        var below = path.Contains('/', StringComparison.Ordinal) ? "content" : "";
        var folder = Path.Combine(Outer, path);
        Version("v1", below, "First.");
        Version("v2", below, "Second.");
        Switch(link, "v1");
        var (watcher, current) = await WatchAsync(folder);
        using var _ = watcher;

        await AfterAsync(current, () => Switch(link, "v2"));
        Assert.Contains("Second.", current.Edition!.Articles.Values.Single().LeadHtml, StringComparison.Ordinal);

        // What is written into the new folder is seen, too, and what is written into the old one is not.
        File.WriteAllText(Path.Combine(Outer, "v1", below, "articles/heat.md"), Text("Old."));
        await AfterAsync(current, () => File.WriteAllText(Path.Combine(Outer, "v2", below, "articles/heat.md"), Text("Third.")));
        Assert.Contains("Third.", current.Edition!.Articles.Values.Single().LeadHtml, StringComparison.Ordinal);

        await AfterAsync(current, () => Switch(link, "v1"));
        Assert.Contains("Old.", current.Edition!.Articles.Values.Single().LeadHtml, StringComparison.Ordinal);
        await watcher.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_mounted_ConfigMap_is_taken_over_when_its_data_link_is_switched()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Outer, "map")).FullName;
        Version("map/..1", "", "First.");
        Version("map/..2", "", "Second.");
        Switch(Path.Combine(folder, "..data"), "..1");
        File.CreateSymbolicLink(Path.Combine(folder, "people.yaml"), "..data/people.yaml");
        Directory.CreateSymbolicLink(Path.Combine(folder, "articles"), "..data/articles");
        var (watcher, current) = await WatchAsync(folder);
        using var _ = watcher;

        await AfterAsync(current, () => Switch(Path.Combine(folder, "..data"), "..2"));

        Assert.Contains("Second.", current.Edition!.Articles.Values.Single().LeadHtml, StringComparison.Ordinal);
        await watcher.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_changed_picture_is_served_although_its_length_and_time_are_the_old_ones()
    {
        var time = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
        Directory.Move(_site.Content.Path, Path.Combine(Outer, "v1"));
        Copy("v1", "v2");
        foreach (var (version, colour) in new[] { ("v1", "red "), ("v2", "blue") })
        {
            var picture = Path.Combine(Outer, version, "images/dot.svg");
            File.WriteAllText(picture, $"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9' fill='{colour}'/>");
            File.SetLastWriteTimeUtc(picture, time);
        }

        Switch(_site.Content.Path, "v1");
        using var first = await _site.AskAsync("GET", "/images/dot.svg");
        var current = _site.Services.GetRequiredService<CurrentEdition>();
        await AfterAsync(current, () => Switch(_site.Content.Path, "v2"));
        using var second = await _site.AskAsync("GET", current.Edition!.Images["images/dot.svg"].Href);

        Assert.Contains("red", await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("blue", await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_remembered_goes_by_the_file_and_not_by_its_name_and_times()
    {
        Version("v1", "", "First.");
        Version("v2", "", "Other.");
        foreach (var version in new[] { "v1", "v2" }) File.SetLastWriteTimeUtc(Path.Combine(Outer, version, "articles/heat.md"), new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
        var link = Path.Combine(Outer, "link");
        Switch(link, "v1");
        var builder = new EditionBuilder(new ContentFolder(link), drafts: false);
        Assert.Contains("First.", builder.Build(ContentOnDisk.Today).Articles.Values.Single().LeadHtml, StringComparison.Ordinal);

        Switch(link, "v2");

        Assert.Contains("Other.", builder.Build(ContentOnDisk.Today).Articles.Values.Single().LeadHtml, StringComparison.Ordinal);
    }

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private void Version(string name, string below, string text)
    {
        var folder = Path.Combine(Outer, name, below);
        Directory.CreateDirectory(Path.Combine(folder, "articles"));
        File.WriteAllText(Path.Combine(folder, "people.yaml"), "editors: { name: The editors, role: [writes] }\n");
        File.WriteAllText(Path.Combine(folder, "articles/heat.md"), Text(text));
    }

    private void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Outer, from), "*", SearchOption.AllDirectories))
        {
            var copy = file.Replace($"/{from}/", $"/{to}/", StringComparison.Ordinal);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>In one step: a new link takes the old one's place.</summary>
    private static void Switch(string link, string target)
    {
        File.CreateSymbolicLink($"{link}.new", target);
        // File.Move takes a link to a folder for a folder.
        using var moved = Process.Start("mv", ["-T", $"{link}.new", link]);
        moved.WaitForExit();
        Assert.Equal(0, moved.ExitCode);
    }

    private static async Task<(ContentWatcher Watcher, CurrentEdition Current)> WatchAsync(string path)
    {
        var (folder, current) = (new ContentFolder(path), new CurrentEdition());
        var watcher = new ContentWatcher(folder, new EditionBuilder(folder, drafts: false), current, new SetTime(ContentOnDisk.Today), NullLogger<ContentWatcher>.Instance);
        await watcher.StartAsync(CancellationToken.None);
        await current.Begun;
        return (watcher, current);
    }

    private static async Task AfterAsync(CurrentEdition current, Action change)
    {
        var before = current.Edition!.Hash;
        change();
        using var patience = new CancellationTokenSource(Patience);
        await current.WaitForOtherThanAsync(before, patience.Token);
    }

    private static string Text(string text) =>
        $"---\ntitle: Heat\ndescription: What helps.\nauthor: editors\npublished: 2026-11-01\ntopics: [heat]\n---\n{text}\n";
}
