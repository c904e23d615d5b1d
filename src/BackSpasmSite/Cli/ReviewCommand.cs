using System.CommandLine;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Reviews;

namespace BackSpasmSite.Cli;

/// <summary><c>review sign ARTICLE --by PERSON [--date DATE]</c>: writes the review record.</summary>
internal static class ReviewCommand
{
    public static Command Verb(string[] settings, CommandContext commandContext)
    {
        var article = new Argument<string>("ARTICLE") { Description = "The article's slug or its file." };
        var by = new Option<string>("--by") { Description = "The reviewer's key in people.yaml.", HelpName = "PERSON", Required = true };
        var date = DayOption.Named("--date", "The day of the review, such as 2026-11-24. The default is today.");

        var sign = new Command("sign", "Records in the article's file who reviewed its current text, and when.") { article, by, date };
        sign.SetAction(parsed => Run(parsed.GetRequiredValue(article), parsed.GetRequiredValue(by), parsed.GetValue(date), settings, commandContext));
        return new Command("review", "Records medical reviews.") { sign };
    }

    private static int Run(string given, string by, DateOnly? date, string[] settings, CommandContext commandContext)
    {
        var before = LoadedContent.Read(settings, commandContext);
        var (found, notFound) = ArticleSearch.Find(given, before.Edition, before.Path, commandContext.Directory);
        if (found is null) return commandContext.Fail(notFound);

        // The file is read before the content, so that replacing it notices a save in between.
        var path = Path.Combine(before.Path, found.Path);
        var file = ArticleFile.Read(path);
        var (_, edition) = LoadedContent.Read(settings, commandContext);
        var (article, gone) = ArticleSearch.Find(given, edition, before.Path, commandContext.Directory);
        if (article is null) return commandContext.Fail(gone);

        var (review, error) = ReviewSigning.Sign(article, by, date, edition);
        if (review is null) return commandContext.Fail(error);

        var shown = DisplayPath.Of(path, commandContext.Directory);
        try
        {
            if (!file.TryReplace(FrontMatterEdit.WithReview(file.Text, review)))
                return commandContext.Fail($"Somebody else has just saved {shown}. Nothing was written; read it again, then sign.");
        }
        catch (FormatException unusual)
        {
            return commandContext.Fail($"{shown}: {unusual.Message}");
        }
        catch (Exception failure) when (WriteFailure.Is(failure))
        {
            return commandContext.Fail(CommandContext.NotWritten(shown, failure));
        }

        commandContext.Output.WriteLine($"{shown}: signed by {edition.People[by].Name} on {review.Date:yyyy-MM-dd}, next review due {review.Next:yyyy-MM-dd}.");
        return ExitCode.Done;
    }
}
