using System.IO.Compression;
using BackSpasmSite.Tests.Data;

namespace BackSpasmSite.Tests.Cli;

/// <summary><c>backup FILE.zip</c>: one file from which the whole site can be restored.</summary>
public sealed class BackupZipTests : IDisposable
{
    private readonly DatabaseOnDisk _database = new();

    private string Content => Path.Combine(_database.Folder, "content");

    public BackupZipTests()
    {
        _database.Add(_database.Report("2026-11-24T10:00Z", message: "What I wrote."));
        Write("content/site.yaml", "name: Spine");
        Write("content/articles/heat-or-ice.md", "# Heat or ice?");
        Write("content/images/a b/Wärme.svg", "<svg/>");
        Write("content/images/empty.svg", "");
    }

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("all.zip")]
    [InlineData("ALL.ZIP")]
    public async Task A_zip_holds_the_database_and_every_file_of_the_content_for_its_owner_only(string name)
    {
        var said = await BackupAsync(name);

        Assert.Equal((0, name), (said.ExitCode, said.Output.Trim()));
        Assert.Equal(["Reports: 1. Votes: 0. Files of the content: 4."], said.ErrorLines);
        var restored = Extract(name);
        Assert.Equal(["content/articles/heat-or-ice.md", "content/images/a b/Wärme.svg", "content/images/empty.svg", "content/site.yaml", "site.db"], FilesIn(restored));
        Assert.Equal("# Heat or ice?", await File.ReadAllTextAsync(Path.Combine(restored, "content/articles/heat-or-ice.md"), TestContext.Current.CancellationToken));
        var database = new DatabaseFile(Path.Combine(restored, "site.db"));
        Assert.Equal(["What I wrote."], database.Read("SELECT Message FROM Reports"));
        Assert.Equal(["ok"], database.Read("PRAGMA integrity_check"));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_database.Folder, name)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(database.Path));
    }

    [Fact]
    public async Task A_zip_of_a_running_site_restores_it()
    {
        await using var site = new TestSite();
        var receipt = (await site.Browser().ReportAsync("Words.")).Target();
        var said = await CommandOutput.WithContentAsync(site.Content.Parent, site.Content.Path, "backup", "all.zip");
        Assert.Equal(0, said.ExitCode);

        await using var restored = new TestSite();
        await ZipFile.ExtractToDirectoryAsync(Path.Combine(site.Content.Parent, "all.zip"), restored.Content.Parent, overwriteFiles: true, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(restored.DataPath);
        File.Move(Path.Combine(restored.Content.Parent, "site.db"), restored.Database.Path);

        Assert.Equal(System.Net.HttpStatusCode.OK, (await restored.AskAsync("GET", receipt)).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await restored.AskAsync("GET", "/articles/heat-or-ice")).StatusCode);
    }

    [Fact]
    public async Task Links_within_the_content_are_followed_and_what_is_no_part_of_it_is_left_out_and_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows, not everybody may make links.");
        Write("outside/secret.md", "secret");
        Write("content/.git/config", "hidden");
        File.CreateSymbolicLink(Path.Combine(Content, "articles/again.md"), "heat-or-ice.md");
        File.CreateSymbolicLink(Path.Combine(Content, "articles/secret.md"), Path.Combine(_database.Folder, "outside/secret.md"));
        File.CreateSymbolicLink(Path.Combine(Content, "articles/nothing.md"), "nowhere.md");
        File.CreateSymbolicLink(Path.Combine(Content, "articles/loop.md"), "loop.md");
        Directory.CreateSymbolicLink(Path.Combine(Content, "images/above"), Content);
        Directory.CreateSymbolicLink(Path.Combine(Content, "pictures"), "images/a b");
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(Content, "articles/pipe.md")])) await pipe.WaitForExitAsync(TestContext.Current.CancellationToken);
        // The folder itself is reached through a link, as with a deployment that switches it.
        Directory.CreateSymbolicLink(Path.Combine(_database.Folder, "current"), Content);

        var said = await CommandOutput.WithContentAsync(_database.Folder, Path.Combine(_database.Folder, "current"), "backup", "all.zip");

        Assert.Equal(0, said.ExitCode);
        Assert.Equal(
            ["content/articles/again.md", "content/articles/heat-or-ice.md", "content/images/a b/Wärme.svg", "content/images/empty.svg", "content/pictures/Wärme.svg", "content/site.yaml", "site.db"],
            FilesIn(Extract("all.zip")));
        Assert.Equal(
            [
                "warning: articles/loop.md leads out of the content folder and was left out.",
                "warning: articles/nothing.md leads to nothing and was left out.",
                "warning: articles/pipe.md is a named pipe and was left out.",
                "warning: articles/secret.md leads out of the content folder and was left out.",
                "warning: images/above leads back to a folder above it and was left out.",
            ],
            said.ErrorLines.Where(line => line.StartsWith("warning", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("content", "there.zip", "already exists")]
    [InlineData("content", "new/all.zip", "There is no folder")]
    [InlineData("content", "content/all.zip", "would be part of the content itself")]
    [InlineData("content", "content/images/all.zip", "would be part of the content itself")]
    [InlineData("elsewhere", "all.zip", "does not exist")]
    [InlineData("data", "all.zip", "contains no folder named articles")]
    public async Task A_zip_that_can_not_be_is_refused_and_nothing_is_written(string content, string file, string reason)
    {
        Write("there.zip", "mine");
        var before = _database.Files();

        var said = await CommandOutput.WithContentAsync(_database.Folder, Path.Combine(_database.Folder, content), "backup", file);

        Assert.Equal((1, ""), (said.ExitCode, said.Output));
        Assert.Contains(reason, Assert.Single(said.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(before, _database.Files());
    }

    [Theory]
    // Room for part of the database, and for all of it and part of the content.
    [InlineData(100, "")]
    [InlineData(1500, "The system does not allow a file of this size. Fix that, or choose another place.")]
    public async Task On_a_full_disk_the_cause_is_told_and_nothing_is_left(int kilobytes, string cause)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no limit on the size of a file.");
        var noise = new byte[2_000_000];
        new Random(1).NextBytes(noise);
        await File.WriteAllBytesAsync(Path.Combine(Content, "images/large.jpg"), noise, TestContext.Current.CancellationToken);
        var before = _database.Files();

        var (code, output, error) = await SiteProcess.CommandAsync(kilobytes, _database.Folder, "backup", "all.zip", $"--Site:ContentPath={Content}", $"--Site:DataPath={_database.DataPath}");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains($"all.zip was not written: {cause}", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(before, _database.Files());
    }

    private Task<CommandOutput> BackupAsync(string file) => CommandOutput.WithContentAsync(_database.Folder, Content, "backup", file);

    private void Write(string name, string text)
    {
        var path = Path.Combine(_database.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private string Extract(string name)
    {
        var folder = Path.Combine(_database.Folder, "restored");
        ZipFile.ExtractToDirectory(Path.Combine(_database.Folder, name), folder);
        return folder;
    }

    private static IEnumerable<string> FilesIn(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal);
}
