using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Content.Files;

/// <summary>What readers can't see is left out of what they get, and told at its place.</summary>
public sealed class UnprintableCharactersTests
{
    public static TheoryData<int> Unprintable =>
    [
        0x00, 0x01, 0x07, 0x08, 0x0B, 0x0C, 0x0E, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x96, 0x9B, 0x9F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E,
        0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x1FFFF, 0xFFFFE, 0x10FFFE, 0x10FFFF,
    ];

    [Theory]
    [MemberData(nameof(Unprintable))]
    public void Each_is_left_out_as_itself_and_as_an_entity(int character)
    {
        foreach (var written in (string[])[char.ConvertFromUtf32(character), $"&#x{character:x};", $"&#X{character:X6};", $"&#{character};", $"&amp;#{character};"])
        {
            var (source, told) = Remove("articles/x.md", $"one\ntwo {written}three (9)\n");

            Assert.Equal("one\ntwo three (9)\n", source.Text);
            var error = Assert.Single(told);
            Assert.Equal((2, 5, "ART029", Severity.Error), (error.Line, error.Column, error.Code, error.Severity));
            Assert.Contains($"U+{character:X4}", error.Message, StringComparison.Ordinal);
            // What else is told of the line is told where it stands in the file.
            Assert.Equal((2, 11 + written.Length), source.PositionOf(source.Text.IndexOf('(', StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("\u200e\u200f\u061c marks of direction")]
    [InlineData("👩🏽\u200d⚕️ می\u200cخواهم joiners")]
    [InlineData("tab\tline\n\u00a0no-break\u200bzero\u2060width\u00adhyphen\u2028\u2029")]
    [InlineData("&#160; &#x200d; &#x200E; &#9; &#10; &nbsp; &lrm; &#99999999; &#x; \\u202e")]
    [InlineData("🏳️‍🌈 𝒳 \U0001F3F4\U000E0067\U000E007F \uE000")]
    public void What_people_write_on_purpose_stays(string text)
    {
        var (source, told) = Remove("articles/x.md", text);

        Assert.Equal((text, 0), (source.Text, told.Count));
    }

    [Fact]
    public void What_stands_around_one_is_looked_at_again_and_columns_are_those_of_the_file()
    {
        var (source, told) = Remove("pages/x.md", "\u0007a\u0007b &#x20\u00072e; c\n\u202ed");

        Assert.Equal("ab  c\nd", source.Text);
        Assert.Equal([(1, 1), (1, 3), (1, 11), (2, 1), (1, 6)], told.Select(error => (error.Line, error.Column)));
        int[] offsets = [0, 1, 4, 5, 6];
        Assert.Equal([(1, 2), (1, 4), (1, 16), (1, 17), (2, 2)], offsets.Select(source.PositionOf));
    }

    [Theory]
    [InlineData("\\u202e")]
    [InlineData("\\u202E")]
    [InlineData("\\u0007")]
    [InlineData("\\b")]
    [InlineData("\\f")]
    [InlineData("\\ufeff")]
    [InlineData("\\\\\\u0085")]
    [InlineData("&#x202e;")]
    [InlineData("\\u0026#x202e;")]
    public void Escapes_of_JSON_count_too(string written)
    {
        var (source, told) = Remove("references.json", $"[\"a{written}b\"]");

        Assert.Equal(written.StartsWith("\\\\", StringComparison.Ordinal) ? "[\"a\\\\b\"]" : "[\"ab\"]", source.Text);
        Assert.Equal("REF010", Assert.Single(told).Code);
    }

    [Theory]
    [InlineData("\\\\u202e")]
    [InlineData("\\\\b")]
    [InlineData("\\n\\t\\r\\\"\\/")]
    [InlineData("\\ud83d\\ude00")]
    [InlineData("\\u00e9\\u200d")]
    public void Other_escapes_of_JSON_stay(string written)
    {
        var (source, told) = Remove("references.json", $"[\"a{written}b\"]");

        Assert.Equal(($"[\"a{written}b\"]", 0), (source.Text, told.Count));
    }

    [Fact]
    public void A_file_full_of_them_is_told_in_fifty_one_lines()
    {
        var (source, told) = Remove("articles/x.md", new string('\u0001', 100_000) + "x");

        Assert.Equal(("x", 51), (source.Text, told.Count));
    }

    [Theory]
    [InlineData("title: \"He\\u202eat\"", "articles/heat.md(2,8) ART029")]
    [InlineData("title: \"He\\x07at\"", "articles/heat.md(2,8) ART029")]
    [InlineData("title: \"He\\U0000202Eat\"", "articles/heat.md(2,8) ART029")]
    [InlineData("title: He\u202eat", "articles/heat.md(2,10) ART029")]
    [InlineData("\u202etitle: Heat", "articles/heat.md(2,1) ART029")]
    public void A_value_of_the_front_matter_loses_the_character_and_nothing_else(string title, string told)
    {
        using var content = ContentOnDisk.WithText("Heat helps.");
        content.Write("articles/heat.md", content.Read("articles/heat.md").Replace("title: \"Heat or ice\"", title, StringComparison.Ordinal));

        Assert.Equal([told], content.Problems());
        Assert.Equal("Heat", Assert.Single(content.Build().Articles).Value.Title);
    }

    [Fact]
    public void Everything_that_readers_get_is_without_them()
    {
        using var content = ContentOnDisk.From("""
            -- site.yaml --
            name: "Back\u202es"
            emergency: { number: "9@9@9", text: "Call." }
            -- people.yaml --
            editors: { name: "The\u0007 editors", role: [writes] }
            -- references.json --
            [{ "id": "a", "type": "article-journal", "title": "About\u202e heat @" }]
            -- articles/heat.md --
            ---
            title: Heat
            description: What he@lps.
            author: editors
            published: 2026-11-01
            topics: [heat]
            references: [a]
            image: { src: images/x.svg, alt: "A\u202e dot", caption: "A &#x202e;dot &amp;#x202e;" }
            ---
            Heat @helps &#x202e;a little (1).

            ![An @alt](images/x.svg "A caption &#x202e;")
            -- pages/about.md --
            ---
            title: "About@"
            ---
            Us&#7;.
            -- images/x.svg --
            <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>
            """.Replace('@', '\u202e'));

        var edition = content.Build();
        var (article, about) = (edition.Articles.Values.Single(), edition.Pages.Values.Single());

        Assert.Equal(("Backs", "999", "The editors"), (edition.Site.Name, edition.Site.Emergency?.Number, edition.People["editors"].Name));
        Assert.DoesNotContain(
            $"{article.Title}{article.FrontMatter.Description}{article.FrontMatter.Image}{article.LeadHtml}{article.FigureHtml}{article.BodyHtml}{about.Title}{about.Html}{edition.Bibliography.Find("a")!.Title}",
            character => character is '\u202e' or '\u0007');
        Assert.All(edition.Diagnostics, problem => Assert.True(problem.Code is "ART029" or "REF010", problem.ToString()));
        Assert.Empty(edition.HeldBack);
    }

    private static (SourceText Source, List<Diagnostic> Told) Remove(string path, string text)
    {
        var told = new List<Diagnostic>();
        return (UnprintableCharacters.Remove(path, text, told), told);
    }
}
