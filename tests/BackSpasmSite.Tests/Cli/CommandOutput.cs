using System.Text;
using BackSpasmSite.Cli;

namespace BackSpasmSite.Tests.Cli;

/// <summary>The output of a command.</summary>
/// <param name="Output">Text and data, which share standard output.</param>
internal sealed record CommandOutput(int ExitCode, string Output, string Error)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string[] ErrorLines => Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs a command in this directory, with the site's data in its folder <c>data</c> and no content.</summary>
    public static Task<CommandOutput> ByAsync(string directory, params string[] args) => WithContentAsync(directory, "/no/such/folder", args);

    /// <summary>The same with this folder as the content.</summary>
    public static async Task<CommandOutput> WithContentAsync(string directory, string content, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var data = new MemoryStream();
        var code = await CommandLine.RunAsync(
            [.. args, $"--Site:DataPath={Path.Combine(directory, "data")}", $"--Site:ContentPath={content}"],
            new CommandContext(output, data, error, directory, TimeProvider.System));
        return new CommandOutput(code, output + Strict.GetString(data.ToArray()), error.ToString());
    }
}
