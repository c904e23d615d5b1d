using System.Diagnostics;
using System.Text;

namespace BackSpasmSite.Tests.Cli;

/// <summary>What an author sees of <c>check --watch</c> when only the permissions of a file change.</summary>
public sealed class WatchedPermissionsTests : IDisposable
{
    private const string Article = "articles/heat-or-ice.md";
    private const UnixFileMode Everybody = (UnixFileMode)0b110_100_100;
    private const UnixFileMode Nobody = 0;

    private readonly ContentOnDisk _content = ContentOnDisk.Small();

    public void Dispose() => _content.Dispose();

    [Fact]
    public async Task A_file_that_can_t_be_read_any_more_is_told_until_it_can_be()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        await using var watch = Watch();
        Assert.DoesNotContain("ART021", await watch.UntilAsync("Waiting for changes"), StringComparison.Ordinal);

        Allow(Article, Nobody);
        Assert.Contains("content/articles/heat-or-ice.md(1,1): error ART021: The file can't be read: Access to the path", await watch.UntilAsync("Waiting for changes"), StringComparison.Ordinal);
        Allow(Article, Everybody);
        Assert.DoesNotContain("ART021", await watch.UntilAsync("Gone since the last save: 1."), StringComparison.Ordinal);

        Allow("site.yaml", Nobody);
        Assert.Contains("content/site.yaml(1,1): error ART021", await watch.UntilAsync("Waiting for changes"), StringComparison.Ordinal);
        Allow("site.yaml", Everybody);
        Assert.DoesNotContain("ART021", await watch.UntilAsync("Gone since the last save: 1."), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_could_not_be_read_at_the_start_is_checked_as_soon_as_it_can_be()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        _content.Write(Article, _content.Read(Article).Replace("pleasant.", "pleasant [@nobody].", StringComparison.Ordinal));
        Allow(Article, Nobody);
        await using var watch = Watch();
        Assert.Contains("error ART021", await watch.UntilAsync("Waiting for changes"), StringComparison.Ordinal);

        Allow(Article, Everybody);

        var now = await watch.UntilAsync("Gone since the last save: 1.");
        Assert.Contains("error CIT007", now, StringComparison.Ordinal);
        Assert.DoesNotContain("ART021", now, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_permissions_that_changes_nothing_else_leaves_the_problems_as_they_were()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        await using var watch = Watch();
        await watch.UntilAsync("Waiting for changes");

        Allow(Article, Everybody | UnixFileMode.UserExecute | UnixFileMode.GroupWrite);
        var now = await watch.UntilAsync("Waiting for changes");
        Assert.Contains("Errors: 0. Warnings: 0.", now, StringComparison.Ordinal);
        Assert.DoesNotContain("Gone", now, StringComparison.Ordinal);
    }

    private void Allow(string file, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_content.FullPath(file), mode);
    }

    private Watching Watch()
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_content.Parent, (UnixFileMode)0b111_101_101);
        return new Watching(_content);
    }

    /// <summary>The running command. Root may read anything, so it runs as nobody.</summary>
    private sealed class Watching : IAsyncDisposable
    {
        private readonly Process _process;

        public Watching(ContentOnDisk content)
        {
            string[] user = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
            var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, WorkingDirectory = content.Parent };
            string[] words =
            [
                "-c", "exec \"$@\" 2>&1", "bash", .. user, "dotnet", Path.Combine(AppContext.BaseDirectory, "BackSpasmSite.dll"), "check", "--watch",
                $"--Site:ContentPath={content.Path}", $"--Site:DataPath={Path.Combine(content.Parent, "data")}",
            ];
            foreach (var word in words) start.ArgumentList.Add(word);
            _process = Process.Start(start)!;
        }

        /// <summary>What it prints, up to the line with these words.</summary>
        public async Task<string> UntilAsync(string words)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var printed = new StringBuilder();
            while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                printed.AppendLine(line);
                if (line.Contains(words, StringComparison.Ordinal)) return printed.ToString();
            }

            throw new InvalidOperationException($"It ended without “{words}”: {printed}");
        }

        public async ValueTask DisposeAsync()
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }
}
