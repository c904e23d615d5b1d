using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;

namespace BackSpasmSite.Tests.Content.Editing;

public sealed class ArticleFieldsTests : IDisposable
{
    private const string Text = """
        ---
        title: 'Heat''s for "backs"'   # keep
        description: >-
          What heat
          does.
        author: editors
        published: 2026-11-01
        draft: false # not any more
        topics:
          - heat # warm
        image: { src: images/a.png, alt: "A  wrap\nin red" }
        ---
        title: Text
        """;

    private readonly ContentOnDisk _content = ContentOnDisk.WithText("Text.");

    [Fact]
    public void Fields_are_read_whatever_their_style() =>
        Assert.Equal(
            ["Heat's for \"backs\"", "What heat does.", "editors", "heat", "2026-11-01", "", "published", "images/a.png", "A  wrap in red", ""],
            ArticleFields.Names.Select(name => ArticleFields.In(Text, ContentOnDisk.Day)[name]));

    [Theory]
    [InlineData(Text)]
    [InlineData("---\ntitle: \"Two\\twords \\u00A0 and \\u2028 more\"\ntopics: [a, b]\nimage:\n  caption: |\n    One\n    two\n---\n")]
    [InlineData("---\ntitle: [broken\n---\n")]
    [InlineData("no front matter")]
    public void Untouched_fields_change_nothing(string text)
    {
        var before = ArticleFields.In(text, ContentOnDisk.Day);

        // As a browser sends them.
        var (after, errors) = ArticleFields.Typed(name => before[name].Replace("\n", "\r\n", StringComparison.Ordinal), before).Over(text, before, Edition);

        Assert.Equal(text, after);
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("title", "Cold: yes", "'Heat''s for \"backs\"'   # keep", "'Cold: yes'   # keep")]
    [InlineData("description", "What cold\r\ndoes.", ">-\n  What heat\n  does.", "\"What cold does.\"")]
    [InlineData("author", "jane", "editors", "jane")]
    [InlineData("published", "2026-11-02", "2026-11-01", "2026-11-02")]
    [InlineData("modified", "2026-11-05", "draft:", "modified: 2026-11-05\ndraft:")]
    [InlineData("state", "draft", "false # not", "true # not")]
    [InlineData("topics", "heat, Cold packs", "  - heat # warm\n", "  - heat # warm\n  - cold-packs\n")]
    [InlineData("image-alt", "New", "\"A  wrap\\nin red\"", "\"New\"")]
    [InlineData("image-caption", "By us (1).", "in red\" }", "in red\", caption: \"By us (1).\" }")]
    [InlineData("image-src", "", "image: { src: images/a.png, alt: \"A  wrap\\nin red\" }\n", "")]
    public void A_field_changes_its_value_alone(string field, string typed, string old, string now) =>
        Assert.Equal((Text.Replace(old, now, StringComparison.Ordinal), ""), Over((field, typed)));

    [Theory]
    [InlineData("title", " ", "Write a title.")]
    [InlineData("author", "nobody", "Choose who wrote it.")]
    [InlineData("topics", ", ", "Name at least one topic")]
    [InlineData("topics", "heat, ¿?", "“¿?” can’t be a topic")]
    [InlineData("published", "1 November", "Enter the date as year-month-day")]
    [InlineData("published", "2027-01-01", "Choose “Scheduled” too")]
    [InlineData("modified", "2026-10-01", "before the article was published, on 2026-11-01")]
    [InlineData("state", "scheduled", "enter a date in the future")]
    [InlineData("state", "gone", "Choose one of the three.")]
    [InlineData("image-alt", "", "Say what the picture shows")]
    public void A_mistake_changes_nothing_and_is_told(string field, string typed, string error)
    {
        var (text, told) = Over((field, typed));

        Assert.Equal(Text, text);
        Assert.StartsWith($"{field}: ", told, StringComparison.Ordinal);
        Assert.Contains(error, told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_has_at_most_200_characters() =>
        Assert.Equal((Text, "description: Describe the article in 1 to 200 characters. There are 201 now."), Over(("description", new string('x', 201))));

    [Fact]
    public void The_date_and_the_state_change_together() =>
        Assert.Equal(
            (Text.Replace("published: 2026-11-01", "published: 2027-01-01", StringComparison.Ordinal), ""),
            Over(("published", "2027-01-01"), ("state", "scheduled")));

    [Fact]
    public void A_field_changed_here_and_in_the_YAML_is_the_editors_to_decide()
    {
        var before = ArticleFields.In(Text, ContentOnDisk.Day);
        var edited = Text.Replace("author: editors", "author: jane", StringComparison.Ordinal).Replace("2026-11-01", "2026-11-03", StringComparison.Ordinal);

        var (text, errors) = ArticleFields.Typed(name => name switch { "author" => "jane", "published" => "2026-11-04", _ => null }, before).Over(edited, before, Edition);

        Assert.Equal(edited, text);
        Assert.Equal(("published", "This was changed in the front matter as well, to “2026-11-03”. Make both the same."), Assert.Single(errors));
    }

    public void Dispose() => _content.Dispose();

    private Edition Edition
    {
        get
        {
            _content.Write("people.yaml", "editors: { name: The editors, role: [writes] }\njane: { name: Jane, role: [writes] }\n");
            return field ??= _content.Build();
        }
    }

    private (string Text, string Errors) Over(params (string Field, string Typed)[] typed)
    {
        var before = ArticleFields.In(Text, ContentOnDisk.Day);
        var (text, errors) = ArticleFields.Typed(name => Array.Find(typed, one => one.Field == name).Typed, before).Over(Text, before, Edition);
        return (text, string.Join('\n', errors.Select(error => $"{error.Field}: {error.Words}")));
    }
}
