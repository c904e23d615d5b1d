using System.Text.RegularExpressions;
using BackSpasmSite.Hosting;
using BackSpasmSite.Tests.Accounts;
using BackSpasmSite.Tests.Cli;

namespace BackSpasmSite.Tests;

/// <summary>The version stands in one place, and the command line, the desk and the log show it.</summary>
public sealed partial class VersionTests
{
    [Fact]
    public async Task The_command_line_the_desk_and_the_log_show_one_version()
    {
        await using var site = new TestSite();
        using var editor = await site.SignInAsync();
        using var stranger = site.Browser();

        Assert.Matches(SemVer(), ProgramVersion.Text);
        Assert.Equal(ProgramVersion.Text, (await CommandOutput.ByAsync(site.Content.Parent, "--version")).Output.Trim());
        Assert.Equal($"BackSpasmSite {ProgramVersion.Text}", (await editor.OpenAsync("/editor")).QuerySelector("footer")!.TextContent.Trim());
        await site.HearAsync($"BackSpasmSite \"{ProgramVersion.Text}\" is starting");
        // Strangers need not know which version to attack.
        Assert.DoesNotContain(ProgramVersion.Text, await stranger.GetStringAsync("/editor/sign-in", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_the_version_of_the_build_and_the_change_log_knows_it()
    {
        var number = VersionPrefix().Match(File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.props"))).Groups[1].Value;
        var log = File.ReadAllText(Path.Combine(Repository.Root, "CHANGELOG.md"));

        Assert.Equal(number, ProgramVersion.Text.Split('+', '-')[0]);
        Assert.Contains(number, log, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^## \[(Unreleased|\d+\.\d+\.\d+)\]", log);
    }

    [Theory]
    [InlineData("0.1.0+33008950c1d8a7f10b1a2b3c4d5e6f708192a3b4", "0.1.0+3300895")]
    [InlineData("1.2.0-rc.1+33008950c1d8a7f10b1a2b3c4d5e6f708192a3b4", "1.2.0-rc.1+3300895")]
    [InlineData("1.2.0", "1.2.0")]
    [InlineData("1.2.0+build", "1.2.0+build")]
    public void A_commit_is_shortened_as_Git_does(string version, string shown) => Assert.Equal(shown, ProgramVersion.Shorten(version));

    [GeneratedRegex(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$")]
    private static partial Regex SemVer();

    [GeneratedRegex("<VersionPrefix>(.+)</VersionPrefix>")]
    private static partial Regex VersionPrefix();
}
