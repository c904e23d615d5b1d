using System.CommandLine;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Lookup;
using BackSpasmSite.Options;

namespace BackSpasmSite.Cli;

/// <summary><c>check</c>: prints every problem in the content, sorted by file and line. Validates the settings first, by the same rules as serving.</summary>
internal static class CheckCommand
{
    public static Command Verb(string[] settings, CommandContext commandContext)
    {
        var format = new Option<string>("--format") { Description = "How problems are printed.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "github", "sarif");
        var strict = new Option<bool>("--strict") { Description = "Fail on warnings too." };
        var watch = new Option<bool>("--watch") { Description = "Check again after each save, until Ctrl+C." };
        var fix = new Option<bool>("--fix") { Description = "First fix what is safe to fix: quotation marks in YAML, the order of a list of papers, “modified”. Shows each change." };
        var dryRun = new Option<bool>("--dry-run") { Description = "With --fix: show what would change, and write nothing." };
        var explain = new Option<string>("--explain") { Description = "Print what a code means and how to fix it, and check nothing.", HelpName = "CODE" };
        var retractions = new Option<string>("--retractions") { Description = "Read this file instead of content/retractions.csv.", HelpName = "FILE" };
        var online = OnlineProblems.Option();

        var verb = new Command("check", "Prints every problem in the content. Wrong settings are reported first, as when the site is served.")
        {
            format, strict, watch, fix, dryRun, explain, retractions, online,
        };
        verb.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(explain) is { } code) return Explain(code, commandContext);
            using (var services = VerbSettings.Services(settings).BuildServiceProvider()) VerbSettings.ThrowOnMistakes(services);
            var folder = new ContentFolder(VerbSettings.Read<SiteOptions>(settings).ContentPath) { Retractions = FullPath(parsed.GetValue(retractions), commandContext) };
            var run = new CheckRun(folder, commandContext)
            {
                Format = parsed.GetRequiredValue(format),
                IsStrict = parsed.GetValue(strict),
                RetractionsShown = parsed.GetValue(retractions),
                ChecksOnce = !parsed.GetValue(watch) && !parsed.GetValue(fix),
            };
            if (parsed.GetValue(dryRun) && !parsed.GetValue(fix)) return NotTogether("--dry-run shows what --fix would change: use both.", commandContext);
            if (parsed.GetValue(fix) && parsed.GetValue(watch)) return NotTogether("--fix and --watch can’t be used together: --fix would change files while you edit them.", commandContext);
            if (parsed.GetValue(online) && parsed.GetValue(watch)) return NotTogether("--online and --watch can’t be used together: after each save, every record would be asked for again.", commandContext);
            if (parsed.GetValue(fix)) FixRun.Run(folder, run, parsed.GetValue(dryRun), commandContext);
            if (parsed.GetValue(online)) return await run.PrintOnlineAsync(settings, cancellation);
            if (!parsed.GetValue(watch)) return run.Print();
            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation, commandContext.Stopping);
            return await WatchRun.RunAsync(folder, run, commandContext, stopping.Token);
        });
        return verb;
    }

    private static int NotTogether(string reason, CommandContext commandContext)
    {
        commandContext.Error.WriteLine(reason);
        return ExitCode.CouldNotRun;
    }

    private static string? FullPath(string? file, CommandContext commandContext)
    {
        if (file is null) return null;
        var full = Path.GetFullPath(file, commandContext.Directory);
        return File.Exists(full) ? full : throw new FileNotFoundException($"--retractions: there is no file {file}.");
    }

    private static int Explain(string code, CommandContext commandContext)
    {
        if (CodeGuide.Find(code) is not { } explanation)
        {
            commandContext.Error.WriteLine($"“{TerminalText.OneLine(code, 40)}” is not a code of check.{DidYouMean.Hint(code.ToUpperInvariant(), CodeGuide.Codes)} The codes are in the author’s guide, content/README.md.");
            return ExitCode.CouldNotRun;
        }

        commandContext.Output.WriteLine($"{explanation.Code}: {explanation.Meaning}");
        commandContext.Output.WriteLine($"How to fix it: {explanation.Remedy}");
        return ExitCode.Done;
    }
}

/// <summary>Checks the content and prints the problems, as often as needed; unchanged files are not read again.</summary>
internal sealed class CheckRun(ContentFolder folder, CommandContext commandContext)
{
    private EditionBuilder? _builder;
    private Action? _step;

    public required string Format { get; init; }

    public bool IsStrict { get; init; }

    /// <summary>True if the content is read only once.</summary>
    public bool ChecksOnce { get; init; }

    /// <summary>The file of retractions as the caller typed it; null for the one in the content folder.</summary>
    public string? RetractionsShown { get; init; }

    /// <summary>True if a file could not be opened at the last check.</summary>
    public bool HasUnreadFiles { get; private set; }

    /// <summary>The problems that were printed last.</summary>
    public IReadOnlyList<Diagnostic> Problems { get; private set; } = [];

    public Edition Build(ContentListing listing)
    {
        _builder ??= new EditionBuilder(folder, drafts: false, () => _step?.Invoke()) { ForgetsTexts = ChecksOnce };
        return _builder.Build(listing, commandContext.Time.GetUtcNow());
    }

    /// <summary>Prints every problem and returns the exit code.</summary>
    public int Print() => Print(folder.List());

    public int Print(ContentListing listing) => Print(Check(listing), online: null);

    /// <summary>Looks up numbers, titles and links too.</summary>
    public async Task<int> PrintOnlineAsync(string[] settings, CancellationToken cancellation)
    {
        var edition = Check(folder.List());
        return Print(edition, await OnlineProblems.FindAsync(folder.Path, edition, settings, commandContext, cancellation));
    }

    private Edition Check(ContentListing listing)
    {
        using var progress = new ProgressBar(commandContext, "Checking", listing.Markdown("articles").Count());
        _step = progress.Step;
        var edition = Build(listing);
        Problems = [.. ContentCheck.Of(edition)];
        HasUnreadFiles = edition.HasUnreadFiles;
        return edition;
    }

    private int Print(Edition edition, OnlineProblems? online)
    {
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        Problems = [.. Problems.Concat(online?.Diagnostics ?? []).Order().Select(problem => problem with { Path = ShownOnce(problem.Path) })];
        Print(Problems);
        var errors = Problems.Count(problem => problem.Severity == Severity.Error);
        var warnings = Problems.Count - errors;
        if (Format == "text") commandContext.Error.WriteLine($"Errors: {errors}. Warnings: {warnings}.{Grades(edition)}");
        return errors > 0 || (IsStrict && warnings > 0) ? ExitCode.Refused : online?.IsIncomplete == true ? ExitCode.CouldNotRun : ExitCode.Done;

        // A file may have many problems.
        string ShownOnce(string path) => shown.TryGetValue(path, out var known) ? known : shown[path] = Shown(path);
    }

    /// <summary>A file's path as the caller would type it.</summary>
    public string Shown(string path) => path == ContentFolder.RetractionsFile && RetractionsShown is { } file
        ? DisplayPath.Of(Path.GetFullPath(file, commandContext.Directory), commandContext.Directory)
        : DisplayPath.Of(Path.Combine(folder.Path, path), commandContext.Directory);

    private void Print(IReadOnlyList<Diagnostic> problems)
    {
        if (Format == "text" && commandContext is { HasColours: true, Output: TerminalWriter terminal })
        {
            PrintInColour(problems, terminal);
            return;
        }

        Action<IEnumerable<Diagnostic>, TextWriter> print = Format switch
        {
            "json" => JsonPrinter.Print,
            "github" => GitHubPrinter.Print,
            "sarif" => SarifPrinter.Print,
            _ => TextPrinter.Print,
        };
        print(problems, commandContext.Output);
    }

    private static void PrintInColour(IReadOnlyList<Diagnostic> problems, TerminalWriter terminal)
    {
        foreach (var problem in problems)
        {
            var (place, kind, message) = TextPrinter.Parts(problem);
            terminal.Write(place, TerminalColour.Bold);
            terminal.Write(": ");
            terminal.Write(kind, problem.Severity == Severity.Error ? TerminalColour.Red : TerminalColour.Yellow);
            terminal.WriteLine($": {message}");
        }
    }

    /// <summary>The range of reading grades, printed even without problems, so that writers see how close to the limit they are.</summary>
    private static string Grades(Edition edition)
    {
        var grades = edition.Articles.Values.Concat(edition.Hidden)
            .Select(article => (article.Path, Grade: edition.Wording.GetValueOrDefault(article.Path)?.Value.Grade))
            .Where(article => article.Grade is not null)
            .OrderBy(article => article.Grade).ThenBy(article => article.Path, StringComparer.Ordinal)
            .ToList();
        return grades.Count == 0 ? "" : $" Reading grade (Flesch-Kincaid): {grades[0].Grade:0.0} to {grades[^1].Grade:0.0}, the highest in {grades[^1].Path}.";
    }
}

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
