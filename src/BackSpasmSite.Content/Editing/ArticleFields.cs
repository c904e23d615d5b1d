using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content.Editing;

/// <summary>
/// An article's front matter as fields of a form: text by the field's name. The YAML stays the truth: a field that the editor did not change
/// changes nothing in it, whatever it looks like there.
/// </summary>
internal sealed class ArticleFields
{
    public const string Draft = "draft", Scheduled = "scheduled", Published = "published";

    /// <summary>In the order of the form.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["title", "description", "author", "topics", "published", "modified", "state", "image-src", "image-alt", "image-caption"];

    private const int LongestDescription = NewArticleForm.LongestDescription;

    private readonly IReadOnlyDictionary<string, string> _values;

    private ArticleFields(IReadOnlyDictionary<string, string> values) => _values = values;

    public string this[string name] => _values.GetValueOrDefault(name, "");

    /// <summary>Fields that were not submitted are as before.</summary>
    public static ArticleFields Typed(Func<string, string?> submitted, ArticleFields before) =>
        new(Names.ToDictionary(name => name, name => submitted(name) ?? before[name]));

    /// <summary>As far as the front matter can be read.</summary>
    /// <param name="text">The whole file, with LF.</param>
    /// <param name="today">Decides between published and scheduled.</param>
    public static ArticleFields In(string text, DateOnly today)
    {
        var values = new Dictionary<string, string>();
        if (Read(text, []) is { } fields)
        {
            foreach (var name in (string[])["title", "description", "author", "published", "modified"]) values[name] = OneLine(fields.Text(name));
            values["topics"] = string.Join(", ", fields.Words("topics").Select(word => OneLine(word.Text)));
            if (fields.Mapping("image") is { } image)
                foreach (var name in (string[])["src", "alt", "caption"]) values[$"image-{name}"] = OneLine(image.Text(name));
            values["state"] = fields.Flag("draft") ? Draft : IsoDate.Parse(values["published"]) is { } day && day > today ? Scheduled : Published;
        }

        return new ArticleFields(values);
    }

    /// <summary>The field that each diagnostic of the front matter belongs to; those of other keys and of the text are left out.</summary>
    public static IEnumerable<(string Field, Diagnostic Diagnostic)> ByField(IEnumerable<Diagnostic> diagnostics, string text)
    {
        if (Read(text, []) is not { } fields) yield break;
        var end = fields.Yaml.FirstLine + fields.Yaml.Text.Count(c => c == '\n');
        foreach (var diagnostic in diagnostics.Where(diagnostic => diagnostic.Line < end))
        {
            var key = fields.KeyAt(diagnostic) switch { "draft" => "state", "image" => "image-src", var other => other };
            if (key is not null && Names.Contains(key)) yield return (key, diagnostic);
        }
    }

    /// <summary>
    /// The text with every changed field, and what is wrong with the others. A field with a mistake, or one that was changed in the YAML as well,
    /// changes nothing.
    /// </summary>
    /// <param name="text">The whole file as typed, with LF.</param>
    /// <param name="before">What the fields were when the form was shown.</param>
    public (string Text, IReadOnlyList<(string Field, string Words)> Errors) Over(string text, ArticleFields before, Edition edition)
    {
        var errors = new List<(string, string)>();
        var written = In(text, edition.Date);
        foreach (var name in Names.Where(name => IsChanged(name, before)))
        {
            if (OneLine(written[name]) != OneLine(before[name]) && OneLine(written[name]) != OneLine(this[name]))
                errors.Add((name, $"This was changed in the front matter as well, to “{written[name]}”. Make both the same."));
            else if (Validate(name, written, edition) is { } error)
                errors.Add((name, error));
            else
                text = Write(name, text, errors);
        }

        return (text, errors);
    }

    private bool IsChanged(string name, ArticleFields before) => OneLine(this[name]) != OneLine(before[name]);

    private string Write(string name, string text, List<(string, string)> errors)
    {
        var value = OneLine(this[name]);
        try
        {
            return name switch
            {
                "topics" => FieldEdit.WithWords(text, name, NewArticleForm.TopicsIn(value, out _)),
                "state" => (value == Draft, In(text, DateOnly.MaxValue)["state"] == Draft) switch
                {
                    (true, false) => FieldEdit.WithText(text, "draft", null, "true", isWord: true),
                    (false, true) => FieldEdit.WithText(text, "draft", null, "false", isWord: true),
                    _ => text,
                },
                "modified" when value.Length == 0 => FieldEdit.Without(text, name),
                "image-src" when value.Length == 0 => FieldEdit.Without(text, "image"),
                // Removing the picture removes its words.
                "image-alt" or "image-caption" when OneLine(this["image-src"]).Length == 0 => text,
                "image-caption" when value.Length == 0 => FieldEdit.Without(text, "image", "caption"),
                ['i', 'm', 'a', 'g', 'e', '-', .. var inner] => FieldEdit.WithText(text, "image", inner, value, isWord: inner == "src"),
                _ => FieldEdit.WithText(text, name, null, value, isWord: name is not ("title" or "description")),
            };
        }
        catch (FormatException unusual)
        {
            errors.Add((name, unusual.Message));
            return text;
        }
    }

    /// <param name="written">The values in the YAML.</param>
    private string? Validate(string name, ArticleFields written, Edition edition)
    {
        var value = OneLine(this[name]);
        return name switch
        {
            "title" when value.Length == 0 => "Write a title.",
            "description" when value.Length is 0 or > LongestDescription => $"Describe the article in 1 to {LongestDescription} characters. There are {value.Length} now.",
            "author" when !edition.People.ContainsKey(value) => "Choose who wrote it.",
            "topics" => ValidateTopics(value),
            "published" => IsoDate.Parse(value) is { } day ? ValidateDay(day, edition.Date) : "Enter the date as year-month-day, such as 2026-11-25.",
            "modified" when value.Length > 0 => ValidateModified(value),
            "state" => ValidateState(value, edition.Date),
            "image-src" when value.Length == 0 && (written["image-src"].Length == 0) => null,
            "image-alt" when value.Length == 0 && OneLine(this["image-src"]).Length > 0 => "Say what the picture shows, for people who can’t see it.",
            "image-alt" or "image-caption" when value.Length > 0 && OneLine(this["image-src"]).Length == 0 && written["image-src"].Length == 0 => "Choose the picture first.",
            _ => null,
        };
    }

    private static string? ValidateTopics(string value) => NewArticleForm.TopicsIn(value, out var unusable) switch
    {
        _ when unusable is not null => $"“{unusable}” can’t be a topic, because it has no letter a to z and no digit.",
        { Count: 0 } => "Name at least one topic, such as running.",
        _ => null,
    };

    private string? ValidateModified(string value) =>
        IsoDate.Parse(value) is not { } day ? "Enter the date as year-month-day, such as 2026-11-25, or leave it empty."
        : IsoDate.Parse(OneLine(this["published"])) is { } published && day < published ? $"The date is before the article was published, on {IsoDate.Of(published)}."
        : null;

    /// <summary>The date and the state decide together when readers see the article, so they must not contradict each other.</summary>
    private string? ValidateDay(DateOnly day, DateOnly today) => OneLine(this["state"]) switch
    {
        Published when day > today => "This date is in the future. Choose “Scheduled” too, or an earlier date.",
        Scheduled when day <= today => "This date is not in the future. Choose “Published” too, or a later date.",
        _ => null,
    };

    private string? ValidateState(string value, DateOnly today) => value switch
    {
        Draft => null,
        Scheduled or Published => IsoDate.Parse(OneLine(this["published"])) is not { } day ? null : (value, day > today) switch
        {
            (Published, true) => $"It can’t be published before its date, {IsoDate.Of(day)}. Change the date too, or choose “Scheduled”.",
            (Scheduled, false) => "To schedule it, enter a date in the future as the date it is published.",
            _ => null,
        },
        _ => "Choose one of the three.",
    };

    private static YamlFields? Read(string text, ICollection<Diagnostic> diagnostics)
    {
        var source = UnprintableCharacters.Remove("", text, []);
        return FrontMatterSplit.Of(source, diagnostics) is { } split ? YamlReader.Read(split.Yaml, diagnostics) : null;
    }

    /// <summary>As the input of a form can hold it.</summary>
    private static string OneLine(string? text) => LineText.WithoutLineEnds(LineText.WithLineFeeds(text ?? "")).Trim();
}
