namespace BackSpasmSite.Tests.Content;

/// <summary>Captions are read as the text is, whichever of their two places they stand in.</summary>
public sealed class CaptionTests
{
    public static TheoryData<string, string> Odd => new()
    {
        { "Wait. <meta http-equiv=refresh content='0'>", "ART017" },
        { "A <b>bold</b> word", "ART017" },
        { "A <script>x</script> word", "ART017" },
        { "A <iframe src=x></iframe> word", "ART017" },
        { "<del>At most</del> 8 tablets", "ART017" },
        { "See [x](javascript:alert(1))", "LNK001" },
        { "See [x](gone.md)", "LNK002" },
        { "See <javascript:alert(1)>", "LNK001" },
        { "See ![x](images/gone.svg)", "LNK004" },
        { "[a]: words", "ART028" },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public void What_is_wrong_in_the_caption_of_a_picture_in_the_text_is_told(string caption, string code)
    {
        using var content = WithPicture(text: caption, front: "A dot.");

        var edition = content.Build();

        Assert.All(edition.Diagnostics, problem => Assert.Equal((code, 11), (problem.Code, problem.Line)));
        Assert.NotEmpty(edition.Diagnostics);
        Assert.DoesNotMatch("<(meta|b|script|iframe|del)[ >]|javascript:.*href", edition.Articles.Values.Single().BodyHtml);
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public void What_is_wrong_in_the_caption_of_the_front_matter_is_told(string caption, string code)
    {
        using var content = WithPicture(text: "A dot.", front: caption);

        var edition = content.Build();

        Assert.All(edition.Diagnostics, problem => Assert.Equal((code, 7), (problem.Code, problem.Line)));
        Assert.NotEmpty(edition.Diagnostics);
        Assert.DoesNotMatch("<(meta|b|script|iframe|del)[ >]", edition.Articles.Values.Single().FigureHtml!);
    }

    [Fact]
    public void A_mistake_in_the_front_matter_s_caption_is_told_with_its_column()
    {
        using var content = WithPicture(text: "A dot.", front: "A <b>bold");

        Assert.Equal(["articles/heat.md(7,57) ART017"], content.Problems());
    }

    [Fact]
    public void Links_in_captions_are_links()
    {
        const string caption = "[One](https://example.org/1), https://example.org/2, <https://example.org/3>, [four](heat.md), `code` &amp; *more* <!-- hidden -->";
        using var content = WithPicture(caption, caption);

        var article = content.Build().Articles.Values.Single();

        Assert.Empty(content.Problems());
        foreach (var html in new[] { article.FigureHtml!, article.BodyHtml })
        {
            foreach (var href in new[] { "https://example.org/1", "https://example.org/2", "https://example.org/3", "/articles/heat" })
                Assert.Contains($"<a href=\"{href}\">", html, StringComparison.Ordinal);
            Assert.Contains("<code>code</code> &amp; <em>more</em>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("hidden", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void HTML_in_the_alt_text_of_a_picture_is_told()
    {
        using var content = ContentOnDisk.WithText("Answer.\n\n![A <b>dot</b>](images/dot.svg)");
        content.Write("images/dot.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>");

        Assert.All(content.Build().Diagnostics, problem => Assert.Equal("ART017", problem.Code));
        Assert.Equal(2, content.Problems().Length);
    }

    private static ContentOnDisk WithPicture(string text, string front)
    {
        return ContentOnDisk.From($"""
            -- people.yaml --
            ann: {"{"} name: "Ann" {"}"}
            -- images/dot.svg --
            <svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>
            -- articles/heat.md --
            ---
            title: "Heat"
            description: "What helps."
            author: ann
            published: 2026-11-01
            topics: [heat]
            image: {"{"} src: images/dot.svg, alt: "A dot", caption: "{front}" {"}"}
            ---
            Answer.

            ![A dot](images/dot.svg "{text}")
            """);
    }
}
