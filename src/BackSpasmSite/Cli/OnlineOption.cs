using System.CommandLine;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Lookup;

namespace BackSpasmSite.Cli;

/// <summary><c>check --online</c>: what only the internet knows about the content.</summary>
/// <param name="Diagnostics">With paths relative to the content folder.</param>
internal sealed record OnlineProblems(IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>True if something could not be looked up, so that the result must not pass for a clean one.</summary>
    public bool IsIncomplete => Diagnostics.Any(OnlineDiagnostics.IsUnknown);

    public static Option<bool> Option() => new("--online") { Description = "Also resolve each DOI, compare each title with its record, and look at links to other sites." };

    /// <summary>Looks everything up, and says on standard error how much of it could be.</summary>
    public static async Task<OnlineProblems> FindAsync(string contentPath, Edition edition, string[] settings, CommandContext commandContext, CancellationToken cancellation)
    {
        await using var services = OnlineServices.Of(settings, commandContext, edition.Site.Contact);
        var check = ActivatorUtilities.CreateInstance<OnlineCheck>(services);
        ProgressBar? bar = null;
        var (diagnostics, papers, links) = await check.RunAsync(new ContentFolder(contentPath), edition, steps => (bar = new ProgressBar(commandContext, "Looking up", steps)).Step, cancellation);
        bar?.Dispose();
        var unknown = diagnostics.Count(OnlineDiagnostics.IsUnknown);
        commandContext.Error.WriteLine(unknown == 0
            ? $"Looked up online: {papers} papers and {links} links."
            : $"Looked up online: {papers} papers and {links} links. {unknown} could not be looked up: of those nothing is known.");
        return new OnlineProblems(diagnostics);
    }
}
