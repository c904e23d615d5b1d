using System.CommandLine;
using System.Globalization;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Cli;

/// <summary><c>refs list|insert|remove|merge|sort|keys|numbers ARTICLE …</c>: changes citations and list together.</summary>
internal static class RefsCommand
{
    public static Command Verb(string[] settings, CommandContext commandContext)
    {
        var article = new Argument<string>("ARTICLE") { Description = "The article's slug or its file." };
        var number = Number("N", "A number, from 1.");
        var id = new Argument<string>("ID") { Description = "The paper's id in references.json." };
        var kept = Number("A", "The number that stays.");
        var gone = Number("B", "The number whose citations become A.");
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would change, and write nothing." };

        var list = new Command("list", "Prints the papers of an article: number, id, paper, kind of evidence, and the line and column of each citation.") { article };
        list.SetAction(parsed => List(parsed.GetRequiredValue(article), settings, commandContext));
        return new Command("refs", "Changes an article's citations and its list of papers together, and brings papers into references.json.")
        {
            list,
            RefsImportCommand.Verb(dryRun, settings, commandContext),
            RefsAddCommand.Verb(dryRun, settings, commandContext),
            Change("insert", "Puts a paper into the list as number N; later numbers go up.", [article, number, id], (file, parsed) => Renumbering.Insert(file, parsed.GetRequiredValue(number), parsed.GetRequiredValue(id))),
            Change("remove", "Takes a paper that is not cited out of the list; later numbers go down.", [article, number], (file, parsed) => Renumbering.Remove(file, parsed.GetRequiredValue(number))),
            Change("merge", "Makes every citation of B one of A, and takes B out of the list.", [article, kept, gone], (file, parsed) => Renumbering.Merge(file, parsed.GetRequiredValue(kept), parsed.GetRequiredValue(gone))),
            Change("sort", "Sorts the list by first appearance in the text.", [article], (file, _) => Renumbering.Sort(file)),
            Change("keys", "Writes [@id] instead of numbers, and drops the list.", [article], (file, _) => Renumbering.ToKeys(file)),
            Change("numbers", "Writes numbers instead of [@id], and adds the list.", [article], (file, _) => Renumbering.ToNumbers(file)),
        };

        Command Change(string name, string description, IReadOnlyList<Argument> arguments, Func<CitedFile, ParseResult, Outcome<Renumbered>> change)
        {
            var command = new Command(name, description) { dryRun };
            foreach (var argument in arguments) command.Add(argument);
            command.SetAction(parsed => Run(parsed.GetRequiredValue(article), file => change(file, parsed), parsed.GetValue(dryRun), settings, commandContext));
            return command;
        }
    }

    private static Argument<int> Number(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = typed =>
        {
            if (int.TryParse(typed.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
            typed.AddError($"{name}: “{typed.Tokens[0].Value}” is not a number. Write one that the article has, such as 2; refs list shows them.");
            return 0;
        },
    };

    private static int List(string given, string[] settings, CommandContext commandContext)
    {
        if (Open(given, settings, commandContext) is not var (cited, _, _)) return ExitCode.Refused;
        foreach (var reference in cited.List.References)
        {
            var places = cited.Citations.Where(citation => cited.List.NumbersOf(citation)!.Contains(reference.Number)).Select(cited.PositionOf).Select(place => $"{place.Line}:{place.Column}").ToList();
            var paper = string.Join(", ", new[] { AccessibleName.SourceOf(reference.Reference), reference.Reference?.Status.Mark, reference.Reference?.Evidence }.Where(part => !string.IsNullOrEmpty(part)));
            commandContext.Output.WriteLine($"{reference.Number,3}  {reference.Id}  {(paper.Length > 0 ? $"{paper}  " : "")}{(places.Count == 0 ? "not cited" : string.Join(", ", places))}");
        }

        return ExitCode.Done;
    }

    private static int Run(string given, Func<CitedFile, Outcome<Renumbered>> change, bool dryRun, string[] settings, CommandContext commandContext)
    {
        if (Open(given, settings, commandContext) is not var (cited, file, shown)) return ExitCode.Refused;
        try
        {
            var (renumbered, refusal) = change(cited);
            if (renumbered is null) return commandContext.Fail($"{shown}: {refusal} Nothing was changed.");
            var text = renumbered.Text;
            foreach (var id in renumbered.Dropped) commandContext.Error.WriteLine($"{id} was in the list and is cited nowhere, so it is not part of the article any more.");
            if (text == file.Text)
            {
                commandContext.Output.WriteLine($"{shown}: nothing to change.");
                return ExitCode.Done;
            }

            if (dryRun)
            {
                DiffText.Print(file.Text, text, shown, commandContext.Output);
                return ExitCode.Done;
            }

            if (!file.TryReplace(text)) return commandContext.Fail($"Somebody else has just saved {shown}. Nothing was changed; try again.");
            commandContext.Output.WriteLine($"{shown}: changed.");
            return ExitCode.Done;
        }
        catch (FormatException unusual)
        {
            return commandContext.Fail($"{shown}: {unusual.Message} Nothing was changed.");
        }
        catch (Exception failure) when (WriteFailure.Is(failure))
        {
            return commandContext.Fail(CommandContext.NotWritten(shown, failure));
        }
    }

    /// <summary>The article with its file; null with the reason printed if its citations have mistakes.</summary>
    private static (CitedFile Cited, ArticleFile File, string Shown)? Open(string given, string[] settings, CommandContext commandContext)
    {
        var (contentPath, edition) = LoadedContent.Read(settings, commandContext);
        var (article, notFound) = ArticleSearch.Find(given, edition, contentPath, commandContext.Directory);
        if (article is null)
        {
            commandContext.Fail(notFound);
            return null;
        }

        var path = Path.Combine(contentPath, article.Path);
        var shown = DisplayPath.Of(path, commandContext.Directory);
        var file = ArticleFile.Read(path);
        var (cited, errors) = CitedFile.Open(article.Slug, file.Text, edition);
        if (cited is not null) return (cited, file, shown);
        // The id may be unknown only because the bibliography can't be read.
        var unread = edition.Bibliography.IsWhole ? [] : edition.Diagnostics.Where(problem => problem is { Path: ContentFolder.Bibliography, Severity: Severity.Error }).ToList();
        var mistaken = unread.Count > 0 ? DisplayPath.Of(Path.Combine(contentPath, ContentFolder.Bibliography), commandContext.Directory) : shown;
        TextPrinter.Print((unread.Count > 0 ? unread : errors).Select(error => error with { Path = mistaken }), commandContext.Error);
        commandContext.Fail($"{mistaken} has mistakes that have to be fixed first. Nothing was changed.");
        return null;
    }
}
