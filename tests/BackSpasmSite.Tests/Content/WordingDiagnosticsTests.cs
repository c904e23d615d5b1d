using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Content;

/// <summary>An author is told where a text is hard to read, at its place, and is never stopped by it.</summary>
public sealed class WordingDiagnosticsTests
{
    private const string Easy = "Heat may help a bit. It is safe for most of us. Try it for a day or two, and see how you feel. ";

    private const string Hard =
        "Multidisciplinary rehabilitation interventions incorporating psychological components demonstrate statistically significant improvements. ";

    [Fact]
    public void An_easy_text_has_no_problem() => Assert.Empty(Of(Repeated(Easy, 8)));

    [Fact]
    public void A_hard_article_is_told_at_its_title_with_its_grade()
    {
        var problem = Of(string.Join("\n\n", Enumerable.Repeat(Hard, 12))).Single();

        Assert.Equal(("TXT001", Severity.Warning, 2, 8), (problem.Code, problem.Severity, problem.Line, problem.Column));
        Assert.Matches(@"reads at grade \d\d\.\d", problem.Message);
    }

    [Fact]
    public void A_hard_paragraph_is_told_at_its_own_beginning()
    {
        var problem = Of($"{Repeated(Easy, 30)}\n\n{Repeated(Hard, 4)}").Single();

        Assert.Equal(("TXT002", 11, 1), (problem.Code, problem.Line, problem.Column));
    }

    [Fact]
    public void Only_the_three_hardest_paragraphs_are_told()
    {
        var text = string.Join("\n\n", Enumerable.Repeat(Repeated(Easy, 40), 4).Concat(Enumerable.Repeat(Repeated(Hard, 4), 5)));

        Assert.Equal(3, Of(text).Count(problem => problem.Code == "TXT002"));
    }

    [Fact]
    public void A_few_words_are_too_few_to_have_a_grade() => Assert.Empty(Of(Hard));

    [Theory]
    [InlineData(30, 0)]
    [InlineData(31, 1)]
    public void A_sentence_of_more_than_thirty_words_is_told_where_it_begins(int words, int told)
    {
        var sentence = string.Join(' ', Enumerable.Repeat("so", words - 1).Prepend("And"));

        var problems = Of($"It is long.\n\nOne. {sentence} (1).");

        Assert.Equal(told, problems.Count);
        Assert.All(problems, problem => Assert.Equal(("TXT003", 11, 6), (problem.Code, problem.Line, problem.Column)));
    }

    [Fact]
    public void A_long_sentence_of_a_caption_is_told_in_the_front_matter()
    {
        using var content = ContentOnDisk.WithText("Short.");
        content.Write("articles/heat.md", content.Read("articles/heat.md").Replace(
            "topics:", $"image: {{ src: images/a.svg, alt: A, caption: \"{Repeated("so ", 31).Trim()}\" }}\ntopics:", StringComparison.Ordinal));

        Assert.Contains(ContentCheck.Of(content.Build()), problem => problem.Code == "TXT003" && problem.Line == 6);
    }

    [Fact]
    public void Other_languages_are_not_measured()
    {
        using var content = ContentOnDisk.WithText(Repeated(Hard, 20));
        content.Write("site.yaml", "name: Rücken\nlanguage: de\n");

        Assert.Empty(ContentCheck.Of(content.Build()));
    }

    [Fact]
    public void Readers_never_wait_for_it()
    {
        using var content = ContentOnDisk.WithText(Repeated(Hard, 20));

        var edition = content.Build();

        Assert.Empty(edition.Diagnostics);
        Assert.All(edition.Wording.Values, wording => Assert.False(wording.IsValueCreated));
        Assert.NotEmpty(ContentCheck.Of(edition, "articles/heat.md"));
    }

    /// <summary>Everything that is printed otherwise than it is written: pictures with captions, HTML, a box, a table, escapes, entities.</summary>
    [Fact]
    public void Check_measures_while_it_reads_and_finds_the_same_at_the_same_places()
    {
        using var content = ContentOnDisk.WithText($"""
            {Repeated(Easy, 2)} <b>Bold</b> &amp; \(not) a citation (1), as 20% of people say in a trial of 300 adults.

            ![A picture.](images/a.svg "{Repeated("so ", 32).Trim()}")

            <!-- nobody sees this -->

            ::: note
            Heat cures all. {Repeated("so ", 32).Trim()}.
            :::

            | A | B |
            |---|---|
            | Heat cures all | 30% of people |

            - Heat cures all [words](/about). {Repeated("so ", 32).Trim()}.

            {Repeated(Easy, 20)} {Repeated(Hard, 4)}

            {Repeated(Hard, 4)}
            """, "a-2020", "b-2020");
        content.Write("articles/keyed.md", content.Read("articles/heat.md").Replace("references: [a-2020, b-2020]\n", "", StringComparison.Ordinal)
            .Replace("(1)", "[@a-2020]", StringComparison.Ordinal).Replace("What helps.", "Heat cures all.", StringComparison.Ordinal));
        content.Write("images/a.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'/>");
        var done = 0;
        var builder = new EditionBuilder(new ContentFolder(content.Path), drafts: false, () => Interlocked.Increment(ref done));

        var edition = builder.Build(ContentOnDisk.Today);

        Assert.Equal(2, done);
        Assert.All(edition.Wording.Values, wording => Assert.True(wording.IsValueCreated));
        var found = ContentCheck.Of(edition);
        Assert.All((string[])["TXT002", "TXT003", "TXT004", "TXT005"], code => Assert.Contains(found, problem => problem.Code == code));
        Assert.Equal(ContentCheck.Of(content.Build()), found);

        // As under --watch: the articles stay as they are, and a paper that they cite is gone.
        content.Write("references.json", "[]");
        Assert.Equal(ContentCheck.Of(content.Build()), ContentCheck.Of(builder.Build(ContentOnDisk.Today)));
    }

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times)).Trim();

    private static List<Diagnostic> Of(string text)
    {
        using var content = ContentOnDisk.WithText(text, "a-2020");
        return [.. ContentCheck.Of(content.Build()).Where(problem => problem.Code != "CIT005")];
    }
}
