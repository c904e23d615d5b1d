using System.CommandLine;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Cli;

/// <summary><c>new article "TITLE"</c>: creates a draft and prints its path.</summary>
internal static class NewCommand
{
    public static Command Verb(string[] settings, CommandContext commandContext)
    {
        var title = new Argument<string>("TITLE") { Description = "The article's title, in quotes." };
        var article = new Command("article", "Writes a draft into content/articles and prints its path.") { title };
        article.SetAction(parsed => Run(parsed.GetRequiredValue(title), settings, commandContext));
        return new Command("new", "Starts something new.") { article };
    }

    private static int Run(string title, string[] settings, CommandContext commandContext)
    {
        title = LineText.InOneLine(title);
        var content = LoadedContent.Read(settings, commandContext);
        if (!Slug.TryFrom(title, out var slug))
            return commandContext.Fail($"“{title}” has no letter a to z and no digit, so no address can be made from it.");

        if (NewArticle.RefuseAddress(slug) is { } reason) return commandContext.Fail(reason);

        // The order in people.yaml is not kept, so the first key decides.
        var people = content.Edition.People.Values.OrderBy(person => person.Key, StringComparer.Ordinal);
        if (people.FirstOrDefault(person => person.Roles.Contains("writes")) is not { } author)
            return commandContext.Fail("Nobody in people.yaml has the role “writes”. Add a person with role: [writes] first.");

        string path;
        try
        {
            path = NewArticle.Write(slug, title, author, content.Edition.Date, content.Path);
        }
        catch (NameTakenException)
        {
            return commandContext.Fail($"There is already an article “{slug}”. Choose another title, or rename the file afterwards.");
        }
        catch (Exception failure) when (WriteFailure.Is(failure))
        {
            return commandContext.Fail($"The draft can't be written to {DisplayPath.Of(Path.Combine(content.Path, "articles"), commandContext.Directory)}, and nothing was saved. {CommandContext.CauseForCaller(failure)}");
        }

        commandContext.Output.WriteLine(DisplayPath.Of(path, commandContext.Directory));
        return ExitCode.Done;
    }
}
