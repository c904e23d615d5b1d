using System.Text;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Editing;

/// <summary>A draft to start from, which passes <c>check</c>.</summary>
internal static class NewArticle
{
    /// <inheritdoc cref="Write(Slug, NewArticleFacts, DateOnly, string)"/>
    public static string Write(Slug slug, string title, Person author, DateOnly today, string contentPath) => Write(
        slug,
        new NewArticleFacts(title, "One or two sentences, up to 200 characters, for search engines and lists.", author.Key, ["back-spasm"]),
        today,
        contentPath);

    /// <returns>The file's full path.</returns>
    /// <exception cref="NameTakenException">The name is taken.</exception>
    /// <exception cref="IOException">The folder can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The program may not write to the folder.</exception>
    public static string Write(Slug slug, NewArticleFacts facts, DateOnly today, string contentPath)
    {
        var path = Path.Combine(contentPath, "articles", $"{slug}.md");
        if (!AtomicFile.TryCreate(path, stream => stream.Write(Encoding.UTF8.GetBytes(Text(facts, today))))) throw new NameTakenException(path);
        return path;
    }

    /// <summary>Why no article should have this address; null if one may.</summary>
    public static string? RefuseAddress(Slug slug) =>
        WindowsNames.Refuse($"{slug}.md") is { } reason ? $"The title makes the file {slug}.md. {reason} Choose another title." : null;

    public static string Text(NewArticleFacts facts, DateOnly today) => $"""
        ---
        title: {YamlQuote.Of(facts.Title)}
        description: {YamlQuote.Of(facts.Description)}
        author: {YamlQuote.Of(facts.Author)}
        published: {today:yyyy-MM-dd}
        draft: true
        topics: [{string.Join(", ", facts.Topics.Select(YamlQuote.Word))}]
        ---
        Give the answer here, in two or three short sentences. The headings below it are for those who want to know more.

        ::: get-help-now
        Say here which signs mean that a reader should not wait. Without this line, the box shows the warning signs of site.yaml.
        :::

        ## The first question a reader has

        Answer it in plain words. Put the id of each study in references.json, with an at sign before it, in square brackets after the sentence it supports.

        """.ReplaceLineEndings("\n");
}

/// <param name="Author">A key of <c>people.yaml</c>.</param>
/// <param name="Topics">Lower-case words with hyphens.</param>
internal sealed record NewArticleFacts(string Title, string Description, string Author, IReadOnlyList<string> Topics);
