using System.Text;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Text;

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
        WindowsNames.Validate($"{slug}.md") is { } reason ? $"The title makes the file {slug}.md. {reason} Choose another title." : null;

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

/// <summary>For authors who know no YAML; still to be validated.</summary>
/// <param name="Topics">In plain words with commas, such as “Running, warning signs”.</param>
internal sealed record NewArticleForm(string Title, string Description, string Author, string Topics)
{
    public const int LongestTitle = 150;
    public const int LongestDescription = 200;

    public static IReadOnlyList<Person> Authors(Edition edition) =>
        [.. edition.People.Values.Where(person => person.Roles.Contains("writes")).OrderBy(person => person.Name, StringComparer.Ordinal)];

    public (Slug Slug, NewArticleFacts? Facts, IReadOnlyList<(string Field, string Words)> Errors) Validate(Edition edition)
    {
        var errors = new List<(string, string)>();
        var (title, description) = (LineText.InOneLine(Title), LineText.InOneLine(Description));
        if (!Slug.TryFrom(title, out var slug))
            errors.Add(("title", title.Length == 0 ? "Write a title." : "The title needs at least one letter a to z or digit, because the article’s address is made from it."));
        else if (NewArticle.RefuseAddress(slug) is { } reason)
            errors.Add(("title", reason));
        if (title.Length > LongestTitle)
            errors.Add(("title", $"The title may have up to {LongestTitle} characters; this one has {title.Length}."));
        if (description.Length is 0 or > LongestDescription)
            errors.Add(("description", $"Describe the article in 1 to {LongestDescription} characters. There are {description.Length} now."));
        if (!Authors(edition).Any(person => person.Key == Author))
            errors.Add(("author", "Choose who writes it."));

        var topics = TopicsIn(Topics, out var unusable);
        if (unusable is not null) errors.Add(("topics", $"“{unusable}” can’t be a topic, because it has no letter a to z and no digit."));
        else if (topics.Count == 0) errors.Add(("topics", "Name at least one topic, such as running."));
        return (slug, errors.Count == 0 ? new NewArticleFacts(title, description, Author, topics) : null, errors);
    }

    /// <param name="unusable">One that has no letter and no digit.</param>
    public static List<string> TopicsIn(string words, out string? unusable)
    {
        var named = words.Split([',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        unusable = named.FirstOrDefault(word => !Slug.TryFrom(word, out _));
        return [.. named.Select(word => Slug.TryFrom(word, out var topic) ? topic.ToString() : "").Where(topic => topic.Length > 0).Distinct()];
    }
}
