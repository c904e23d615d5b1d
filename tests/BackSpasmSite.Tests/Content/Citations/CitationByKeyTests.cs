using BackSpasmSite.Content;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Tests.Content.Citations;

public class CitationByKeyTests
{
    [Fact]
    public void Numbers_follow_the_reading_order_from_the_main_picture_s_caption_through_captions_and_tables()
    {
        var cited = new CitedArticle("""
            Rest [@french-2006].

            ![A dot](images/dot.svg "Drawn [@10.1000/182].")

            | a |
            |---|
            | b [@müller_2019] |

            Heat [@dahm-2010; @french-2006].
            """, caption: "Drawn after a paper [@maselli-2020].");

        Assert.Equal(["maselli-2020", "french-2006", "10.1000/182", "müller_2019", "dahm-2010"], cited.Article.References.Select(entry => entry.Cited.Id));
        Assert.Equal(["cite-2-1", "cite-2-2"], cited.Article.References[1].Citations);
        Assert.DoesNotContain(cited.Problems, problem => problem.Code.StartsWith("CIT", StringComparison.Ordinal));
    }

    [Fact]
    public void Both_forms_give_the_same_page_words_and_review()
    {
        var keys = new CitedArticle("Heat helps [@dahm-2010;@french-2006].[@french-2006]\n\n- Ice *may* help [@maselli-2020; @dahm-2010; @french-2006].\n").Article;
        var numbers = new CitedArticle("Heat helps (1, 2).(2)\n\n- Ice *may* help (3, 1-2).\n", "[dahm-2010, french-2006, maselli-2020]").Article;

        Assert.Equal((numbers.LeadHtml, numbers.BodyHtml, numbers.MedicalText), (keys.LeadHtml, keys.BodyHtml, keys.MedicalText));
        Assert.Equal(TextFingerprint.Of(numbers), TextFingerprint.Of(keys));
        Assert.Equal(ReadingText.Of(numbers).Text, ReadingText.Of(keys).Text);
        Assert.Equal(numbers.ReadingMinutes, keys.ReadingMinutes);
        Assert.Equal(numbers.References.Select(entry => entry.Cited), keys.References.Select(entry => entry.Cited));
    }

    [Fact]
    public void Another_paper_is_another_text_for_its_review()
    {
        var one = new CitedArticle("Heat [@dahm-2010].").Article;
        var other = new CitedArticle("Heat [@french-2006].").Article;

        Assert.NotEqual(TextFingerprint.Of(one), TextFingerprint.Of(other));
    }

    [Theory]
    [InlineData("café-2020", "cafe\u0301-2020")]
    [InlineData("cafe\u0301-2020", "café-2020")]
    public void Ids_in_another_unicode_form_are_the_same(string id, string typed)
    {
        using var content = ContentOnDisk.WithText($"Heat [@{typed}].");
        content.Write("references.json", $$"""[{ "id": "{{id}}", "type": "book", "title": "A" }]""");

        Assert.Single(content.Build().Articles.Values.Single().References);
    }

    [Fact]
    public void Papers_that_cannot_be_read_keep_their_citations()
    {
        using var content = ContentOnDisk.WithText("Heat [@french-2006].");
        content.Write("references.json", """[{ "id": "dahm-2010", "type": "book", "title": "A" }, { "id": "french-""");

        var edition = content.Build();

        Assert.Contains("<a href=\"#ref-1\"", edition.Articles.Values.Single().LeadHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(edition.Diagnostics, problem => problem.Code == "CIT007");
    }

    [Fact]
    public void An_article_with_an_unknown_key_is_shown_with_the_key_as_text()
    {
        using var content = ContentOnDisk.WithText("Heat [@frensh-2006]. See [the list](#references) and [one](#ref-1).");
        content.Write("references.json", """[{ "id": "french-2006", "type": "book", "title": "A" }]""");

        Assert.Equal(["articles/heat.md(9,6) CIT007", "articles/heat.md(9,37) LNK003", "articles/heat.md(9,60) LNK003"], content.Problems().Where(problem => !problem.Contains("REF", StringComparison.Ordinal)));
        Assert.Contains("<p>Heat [@frensh-2006].", content.Build().Articles.Values.Single().LeadHtml, StringComparison.Ordinal);
        content.Write("articles/heat.md", content.Read("articles/heat.md").Replace("frensh", "french", StringComparison.Ordinal));
        Assert.DoesNotContain(content.Problems(), problem => problem.Contains("heat.md", StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_can_not_cite()
    {
        using var content = ContentOnDisk.WithText("Heat.", "french-2006");
        content.Write("pages/about.md", "---\ntitle: About\n---\nHeat [@french-2006].\n");

        Assert.Contains("pages/about.md(4,6) CIT007", content.Problems());
        Assert.Contains("Heat [@french-2006].", content.Build().Pages.Values.Single().Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_full_of_brackets_and_keys_ends_in_good_time()
    {
        // Bounded by what the reader may look at, not by the clock: each group is at most 2,000 characters from its bracket.
        var text = string.Concat(Enumerable.Repeat("[@a", 100_000));

        Assert.Null(KeySyntax.Read(text));
        Assert.Null(KeySyntax.Read($"{text}]"));
    }

    [Theory]
    [InlineData("Heat [@dahm-2010, p. 12].")]
    [InlineData("Heat [see @dahm-2010].")]
    [InlineData("Heat [-@dahm-2010].")]
    [InlineData("Heat [@dahm-2010 p. 3; @french-2006].")]
    [InlineData("Heat [@dahm-2010, @french-2006].")]
    [InlineData("Heat [@dahm-2010; @nobody].")]
    [InlineData("Heat @dahm-2010.")]
    [InlineData("## Heat [@dahm-2010]")]
    [InlineData("See [the trial [@dahm-2010] here](https://example.org/a).")]
    [InlineData("Heat (20).")]
    [InlineData("Heat (1—2).")]
    public void Whoever_writes_what_the_message_says_is_told_no_more(string text)
    {
        const string Cited = "Rest [@french-2006; @maselli-2020].\n\n";
        var problem = Assert.Single(new CitedArticle(Cited + text).Problems);
        var instead = problem.Message.Split("write ")[^1];

        Assert.Empty(new CitedArticle(Cited + text.Replace(instead.Replace("\\", "", StringComparison.Ordinal), instead, StringComparison.Ordinal)).Problems);
    }
}
