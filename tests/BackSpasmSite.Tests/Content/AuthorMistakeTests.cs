using BackSpasmSite.Content;

namespace BackSpasmSite.Tests.Content;

/// <summary>Slips that harm no reader at once and that an author wants to hear of all the same.</summary>
public sealed class AuthorMistakeTests
{
    [Theory]
    [InlineData("here")]
    [InlineData("Click here!")]
    [InlineData("**Read more** …")]
    [InlineData("this page")]
    [InlineData("(more)")]
    [InlineData("find out more →")]
    public void A_link_whose_words_say_nothing_is_told(string words) =>
        Assert.Equal(["articles/heat.md(9,7) LNK011"], Problems($"Read. [{words}](https://example.org)"));

    [Theory]
    [InlineData("what helps here")]
    [InlineData("the first page of the guideline")]
    [InlineData("https://example.org")]
    public void A_link_whose_words_name_its_target_is_fine(string words) => Assert.Empty(Problems($"Read. [{words}](https://example.org)"));

    [Theory]
    [InlineData(70, 170, 0)]
    [InlineData(71, 170, 1)]
    [InlineData(70, 171, 1)]
    public void A_title_or_a_description_that_a_search_engine_cuts_off_is_told(int title, int description, int told)
    {
        using var content = WithFrontMatter($"title: \"{new string('ü', title)}\"", $"description: \"{new string('d', description)}\"");
        content.Write("pages/about.md", $"---\ntitle: \"{new string('t', title)}\"\ndescription: \"{new string('d', description)}\"\n---\nText.\n");

        Assert.Equal(2 * told, content.Problems().Count(problem => problem.EndsWith("ART032", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("2027-11-22", false)]
    [InlineData("2027-11-23", true)]
    [InlineData("2926-11-01", true)]
    public void A_date_more_than_a_year_ahead_is_told(string published, bool told)
    {
        using var content = ContentOnDisk.WithText("Text.");
        content.Write("articles/heat.md", content.Read("articles/heat.md").Replace("2026-11-01", published, StringComparison.Ordinal));

        Assert.Equal(told ? ["articles/heat.md(5,12) ART033"] : [], content.Problems());
    }

    [Theory]
    [InlineData("library.bib")]
    [InlineData("My Papers.RIS")]
    [InlineData("articles/export.bib")]
    [InlineData("pages/export.nbib")]
    [InlineData("images/export.ris")]
    [InlineData("images/more/export.bib")]
    public void An_export_of_a_reference_manager_in_the_folder_is_told(string path)
    {
        using var content = ContentOnDisk.WithText("Text.");
        content.Write(path, "@article{x}");

        Assert.Equal([$"{path}(1,1) ART034"], content.Problems());
    }

    [Fact]
    public void A_paper_without_a_finding_authors_or_a_date_is_told_at_its_id()
    {
        using var content = ContentOnDisk.WithText("Text.");
        content.Write("references.json", """
            [
              { "id": "whole", "type": "article-journal", "title": "T", "author": [{ "family": "F" }], "issued": { "date-parts": [[2020]] }, "custom": { "finding": "F." } },
              { "id": "bare", "type": "article-journal", "title": "T" },
              { "id": "press", "type": "article-journal", "title": "T", "author": [{ "literal": "G" }], "status": "in press", "custom": { "finding": "F." } },
              { "id": "page", "type": "webpage", "title": "T", "author": [{ "literal": "NHS" }], "custom": { "finding": "F." } },
              { "id": "law", "type": "legislation", "title": "T", "issued": { "date-parts": [[2020]] }, "custom": { "finding": "F." } },
              { "id": "edited", "type": "book", "title": "T", "editor": [{ "family": "F" }], "issued": { "date-parts": [[2020]] }, "custom": { "finding": " " } }
            ]
            """);

        Assert.Equal(
            ["references.json(3,11) REF011", "references.json(3,11) REF012", "references.json(7,11) REF011"],
            ContentCheck.Of(content.Build()).Select(problem => $"{problem.Path}({problem.Line},{problem.Column}) {problem.Code}"));
    }

    [Theory]
    [InlineData("\"evidence\": \"RCT\"", "REF009", "randomised trial")]
    [InlineData("\"evidence\": \"systemic review\"", "REF009", "systematic review")]
    [InlineData("\"evidence\": \"gold\"", "REF009", "Use one such as guideline")]
    [InlineData("\"findng\": \"x\"", "REF008", "Did you mean “finding”?")]
    [InlineData("\"conclusion\": \"x\"", "REF008", "The keys inside “custom” are evidence, finding, authorsTruncated.")]
    public void An_unknown_kind_of_evidence_or_key_inside_custom_is_told(string field, string code, string hint)
    {
        using var content = WithCustom(field);

        var problem = Assert.Single(content.Build().Diagnostics);
        Assert.Equal(code, problem.Code);
        Assert.Contains(hint, problem.Message);
    }

    [Theory]
    [InlineData("retrospective case-comparison")]
    [InlineData("regulator's decision")]
    [InlineData("Randomised Controlled Trial")]
    [InlineData("cluster randomized trial of exercise")]
    public void A_kind_in_other_words_is_fine(string evidence)
    {
        using var content = WithCustom($"\"evidence\": \"{evidence}\"");

        Assert.Empty(content.Build().Diagnostics);
    }

    [Theory]
    [InlineData("", 5, "is missing")]
    [InlineData("modified: 2026-11-02\n", 6, "is earlier")]
    [InlineData("modified: 2026-11-03\n", 0, "")]
    [InlineData("modified: 2026-11-09\n", 0, "")]
    public void A_correction_after_the_day_the_article_last_changed_is_told(string modified, int line, string words)
    {
        using var content = ContentOnDisk.WithText("Text.");
        content.Write("articles/heat.md", content.Read("articles/heat.md").Replace(
            "topics:", $"{modified}corrections:\n  - {{ date: 2026-11-02, note: One. }}\n  - {{ date: 2026-11-03, note: Two. }}\ntopics:", StringComparison.Ordinal));

        var problems = ContentCheck.Of(content.Build());

        Assert.Equal(line == 0 ? [] : [("REV008", line)], problems.Select(problem => (problem.Code, problem.Line)));
        Assert.All(problems, problem => Assert.Contains(words, problem.Message));
    }

    [Fact]
    public void An_author_who_reviews_under_a_second_key_is_told()
    {
        using var content = ContentOnDisk.Small();
        content.Write("people.yaml", "ann: { name: \"Dr Rita Reviewer\", role: [writes] }\nrita: { name: \"Dr Rita Reviewer\", role: [reviews] }\n");
        content.Write("articles/heat-or-ice.md", content.Read("articles/heat-or-ice.md").Replace(
            "topics:", $"review: {{ by: rita, date: 2026-11-02, text: \"sha256:{new string('0', 64)}\" }}\ntopics:", StringComparison.Ordinal));

        Assert.Contains(ContentCheck.Of(content.Build()), problem => problem.Code == "REV007");
    }

    private static string[] Problems(string text)
    {
        using var content = ContentOnDisk.WithText(text);
        return content.Problems();
    }

    private static ContentOnDisk WithFrontMatter(string title, string description)
    {
        var content = ContentOnDisk.WithText("Text.");
        content.Write("articles/heat.md", content.Read("articles/heat.md")
            .Replace("title: \"Heat or ice\"", title, StringComparison.Ordinal).Replace("description: What helps.", description, StringComparison.Ordinal));
        return content;
    }

    private static ContentOnDisk WithCustom(string field)
    {
        var content = ContentOnDisk.WithText("Text.");
        content.Write("references.json", $$"""[{ "id": "a", "type": "book", "title": "T", "custom": { {{field}} } }]""");
        return content;
    }
}
