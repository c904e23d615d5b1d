using System.CommandLine;
using BackSpasmSite.Content.Bibliography.Import;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Reviews;

namespace BackSpasmSite.Cli;

/// <summary><c>refs import FILE…</c>: adds the papers of other programs' files to <c>references.json</c>.</summary>
internal static class RefsImportCommand
{
    public static Command Verb(Option<bool> dryRun, string[] settings, CommandContext commandContext)
    {
        var files = new Argument<string[]>("FILE") { Description = "BibTeX, RIS, CSL-JSON or PubMed’s .nbib.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("import", "Adds the papers of other programs' files to references.json. A paper that is there already gets the fields it lacks.") { files, dryRun };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(files), parsed.GetValue(dryRun), settings, commandContext));
        return command;
    }

    private static int Run(string[] files, bool dryRun, string[] settings, CommandContext commandContext)
    {
        var target = PapersIntoBibliography.Open(settings, commandContext);
        var (papers, diagnostics) = (new List<ImportedPaper>(), new List<Diagnostic>());
        foreach (var file in files)
        {
            var path = Path.GetFullPath(file, commandContext.Directory);
            var shown = DisplayPath.Of(path, commandContext.Directory);
            try
            {
                if (!File.Exists(path)) return commandContext.Fail($"{shown}: There is no such file. Nothing was imported.");
                if (new FileInfo(path).Length > PaperImport.MostBytes) diagnostics.Add(FileDiagnostics.ImportTooLarge(shown, new FileInfo(path).Length, PaperImport.MostBytes));
                else papers.AddRange(PaperImport.Read(shown, RegularFile.Read(path, PaperImport.MostBytes), diagnostics));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                diagnostics.Add(FileDiagnostics.CannotRead(shown, failure.Message.ReplaceLineEndings(" ")));
            }
        }

        return target.Add(papers, diagnostics, dryRun);
    }
}

/// <summary>Adds papers to <c>references.json</c> and says what became of each; all of them, or none if there is an error.</summary>
internal sealed class PapersIntoBibliography
{
    private readonly LoadedContent _content;
    private readonly BibliographyFile? _file;
    private readonly string? _error;
    private readonly CommandContext _context;
    private readonly string _shown;

    private PapersIntoBibliography(LoadedContent content, BibliographyFile? file, string? error, CommandContext context)
    {
        (_content, _file, _error, _context) = (content, file, error, context);
        _shown = DisplayPath.Of(Path.Combine(content.Path, BibliographyFile.Name), context.Directory);
    }

    /// <summary>The contact in <c>site.yaml</c>.</summary>
    public string? Contact => _content.Edition.Site.Contact;

    /// <summary>Reads the bibliography before anything else, so that replacing it notices a save in between.</summary>
    public static PapersIntoBibliography Open(string[] settings, CommandContext commandContext)
    {
        var content = LoadedContent.Read(settings, commandContext);
        var (file, error) = BibliographyFile.Open(new ContentFolder(content.Path));
        return new PapersIntoBibliography(content, file, error, commandContext);
    }

    /// <param name="diagnostics">What was found while reading the papers.</param>
    public int Add(IReadOnlyList<ImportedPaper> papers, List<Diagnostic> diagnostics, bool dryRun)
    {
        if (_file is null) return _context.Fail($"{_shown}: {_error} Nothing was imported.");
        var plan = diagnostics.Exists(IsError) ? null : ImportPlan.Make(_file.Text, papers, diagnostics);
        TextPrinter.Print(diagnostics.Select(diagnostic => diagnostic.Path == BibliographyFile.Name ? diagnostic with { Path = _shown } : diagnostic), _context.Error);
        if (plan?.Text is not { } text) return _context.Fail("Nothing was imported.");

        foreach (var item in plan.Items) _context.Output.WriteLine(LineOf(item, _content.Edition.Retractions.Of(plan.After.Find(item.Id)!).Mark));
        var (added, completed, unchanged) = (plan.Items.Count(item => item.Added is null), plan.Items.Count(item => item.Added is { Count: > 0 }), plan.Items.Count(item => item.Added is { Count: 0 }));
        foreach (var article in CoveredPapers.MadeStale(_content.Edition, plan.After))
            _context.Error.WriteLine($"warning: {article.Path}: its review covers what readers see of its papers, so it {(dryRun ? "would be" : "is")} out of date now. Have it reviewed again.");
        if (BibliographyFile.Validate(text) is { } reason) return _context.Fail($"{reason} Nothing was imported.");
        if (dryRun)
        {
            DiffText.Print(_file.Text, text, _shown, _context.Output);
            _context.Output.WriteLine($"{_shown}: {added} to add, {completed} to complete, {unchanged} there already. Nothing was written.");
            return ExitCode.Done;
        }

        try
        {
            if (added + completed > 0 && !_file.TrySave(text)) return _context.Fail($"Somebody else has just saved {_shown}. Nothing was imported; try again.");
        }
        catch (Exception failure) when (WriteFailure.Is(failure))
        {
            return _context.Fail(CommandContext.NotWritten(_shown, failure));
        }

        _context.Output.WriteLine($"{_shown}: {added} added, {completed} completed, {unchanged} there already.");
        return ExitCode.Done;
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == Severity.Error;

    /// <param name="mark">“retracted”, if it is.</param>
    private static string LineOf(ImportedItem item, string? mark)
    {
        var source = AccessibleName.SourceOf(item.Paper.Paper);
        var id = mark is null ? item.Id : $"{item.Id} ({mark})";
        return item switch
        {
            { Added: null } => $"new: {id}  {(source.Length > 0 ? $"{source}. " : "")}{item.Paper.Paper.Title}{(item.Paper.Key is { } key && key != item.Id ? $"  (key in the file: {key})" : "")}",
            { Added.Count: > 0 } => $"known: {id}  ({item.Known}) gets {string.Join(", ", item.Added)}",
            _ => $"known: {id}  ({item.Known}) lacks nothing",
        };
    }
}
