using System.CommandLine;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Cli;

/// <summary><c>check</c>: prints every problem in the content, sorted by file and line. Validates the settings first, by the same rules as serving.</summary>
internal static class CheckCommand
{
    public static Command Verb(string[] settings, CommandContext commandContext)
    {
        var format = new Option<string>("--format") { Description = "How problems are printed.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "github", "sarif");
        var strict = new Option<bool>("--strict") { Description = "Fail on warnings too." };

        var verb = new Command("check", "Prints every problem in the content. Wrong settings are reported first, as when the site is served.") { format, strict };
        verb.SetAction(parsed => Run(parsed.GetRequiredValue(format), parsed.GetValue(strict), settings, commandContext));
        return verb;
    }

    private static int Run(string format, bool strict, string[] settings, CommandContext commandContext)
    {
        using (var services = VerbSettings.Services(settings).BuildServiceProvider()) VerbSettings.ThrowOnMistakes(services);
        var content = LoadedContent.Read(settings, commandContext);
        var problems = ContentCheck.Of(content.Edition)
            .Select(problem => problem with { Path = DisplayPath.Of(Path.Combine(content.Path, problem.Path), commandContext.Directory) })
            .ToList();
        Action<IEnumerable<Diagnostic>, TextWriter> print = format switch
        {
            "json" => JsonPrinter.Print,
            "github" => GitHubPrinter.Print,
            "sarif" => SarifPrinter.Print,
            _ => TextPrinter.Print,
        };
        print(problems, commandContext.Output);

        var errors = problems.Count(problem => problem.Severity == Severity.Error);
        var warnings = problems.Count - errors;
        if (format == "text") commandContext.Error.WriteLine($"Errors: {errors}. Warnings: {warnings}.{Grades(content)}");
        return errors > 0 || (strict && warnings > 0) ? ExitCode.Refused : ExitCode.Done;
    }

    /// <summary>The range of reading grades, printed even without problems, so that writers see how close to the limit they are.</summary>
    private static string Grades(LoadedContent content)
    {
        var grades = content.Edition.Articles.Values.Concat(content.Edition.Hidden)
            .Select(article => (article.Path, Grade: content.Edition.Wording.GetValueOrDefault(article.Path)?.Value.Grade))
            .Where(article => article.Grade is not null)
            .OrderBy(article => article.Grade).ThenBy(article => article.Path, StringComparer.Ordinal)
            .ToList();
        return grades.Count == 0 ? "" : $" Reading grade (Flesch-Kincaid): {grades[0].Grade:0.0} to {grades[^1].Grade:0.0}, the highest in {grades[^1].Path}.";
    }
}
