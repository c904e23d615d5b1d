using BackSpasmSite.Cli;

namespace BackSpasmSite.Tests.Cli;

/// <summary>A command may quote content or arguments, but never outputs control sequences from them.</summary>
public sealed class TerminalTests : IDisposable
{
    private const string Escape = "\u001B]0;owned\u0007\u009B31m\u202E";

    private readonly ContentOnDisk _content = ContentOnDisk.Small();

    [Theory]
    [InlineData("check")]
    [InlineData("check", "--format", "json")]
    [InlineData("check", "--format", "github")]
    [InlineData("check", "--format", Escape)]
    [InlineData("new", "article", $"Tit{Escape}le")]
    [InlineData("new", "article", Escape)]
    [InlineData("review", "sign", Escape, "--by", "rita")]
    [InlineData("review", "sign", "heat-or-ice", "--by", Escape)]
    [InlineData("review", "sign", "heat-or-ice", "--by", "rita", "--date", Escape)]
    [InlineData("editor", "remove", Escape)]
    [InlineData("editor", "add", Escape)]
    [InlineData("feedback", "export", "--since", Escape)]
    [InlineData("backup", Escape)]
    [InlineData(Escape)]
    [InlineData("check", "--Site:ContntPath=" + Escape)]
    [InlineData("--Site:BaseUrl=" + Escape)]
    public async Task No_command_passes_on_what_a_terminal_obeys(params string[] args)
    {
        _content.Write("articles/heat-or-ice.md", _content.Read("articles/heat-or-ice.md").Replace("It is pleasant.", $"It is [pleasant](gone{Escape}.md) ::: x", StringComparison.Ordinal)
            .Replace("author: ann", $"author: ann\nauth\u202Er: \"{Escape.Replace("\u001B", "\\e", StringComparison.Ordinal).Replace("\u0007", "", StringComparison.Ordinal)}\"", StringComparison.Ordinal));
        using var output = new StringWriter();
        using var error = new StringWriter();

        await CommandLine.RunAsync(
            [.. args, $"--Site:ContentPath={_content.Path}", $"--Site:DataPath={Path.Combine(_content.Parent, "data")}"],
            new CommandContext(output, Stream.Null, error, _content.Parent, TimeProvider.System));

        var said = $"{output}{error}";
        Assert.NotEmpty(said);
        Assert.DoesNotContain(said, c => (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069');
    }

    public void Dispose() => _content.Dispose();
}
