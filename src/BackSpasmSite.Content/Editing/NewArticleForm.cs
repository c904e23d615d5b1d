using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content.Editing;

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
