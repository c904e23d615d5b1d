namespace BackSpasmSite.Tests.Content;

/// <summary>Mistakes people make in the text of an article: each is told with its place and how to mend it, and none takes anything else down.</summary>
public sealed class BadTextTests
{
    [Theory]
    [InlineData("Text \uFFFE here.")]
    [InlineData("Text &#xFFFE; here.")]
    [InlineData("Text &#xD800; here.\n\n## A \uFFFF heading")]
    public void A_character_that_is_none_takes_nothing_down(string text)
    {
        using var content = ContentOnDisk.WithText(text);

        Assert.Single(content.Build().Articles);
    }

    [Theory]
    [InlineData("## a\n\n", 8000)]
    [InlineData("## b(1)\n\n", 8000)]
    [InlineData("| a\n|---\n(1,\n1) a ", 8000)]
    [InlineData("a (1, 1-1; 1) ", 15000)]
    [InlineData("<?", 40000)]
    // Markdig itself looks ahead from each of these, so it takes the square of their number.
    [InlineData("[a](", 15000)]
    public async Task A_long_odd_text_is_read_before_its_author_wonders(string odd, int times)
    {
        // Each of these took, or would take, minutes with a rule that looks back over all that came before.
        using var content = ContentOnDisk.WithText("Answer (1).\n\n" + string.Concat(Enumerable.Repeat(odd, times)), "a-2020");

        await Task.Run(() => content.Build(), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(">")]
    [InlineData("- ")]
    [InlineData("[")]
    [InlineData("*a **b ")]
    [InlineData("(1")]
    [InlineData("::: note\n")]
    public void Deep_nesting_takes_nothing_down(string mark)
    {
        using var content = OneArticle.OnDisk(OneArticle.Good + "\n\n" + string.Concat(Enumerable.Repeat(mark, 20_000)));
        content.Write("articles/other.md", OneArticle.Good);

        var edition = content.Build();

        Assert.Contains(edition.Articles.Keys, slug => slug.ToString() == "other");
        Assert.All(edition.Diagnostics, problem => Assert.Equal("articles/heat.md", problem.Path));
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))", "LNK001", 11)]
    [InlineData("[x](&#106;avascript:alert(1))", "LNK001", 11)]
    [InlineData("[x](<java\tscript:alert(1)>)", "LNK001", 11)]
    [InlineData("[x](data:text/html,hi)", "LNK001", 11)]
    [InlineData("<javascript:alert(1)>", "LNK001", 7)]
    [InlineData("[x](//evil.example/a)", "LNK001", 11)]
    [InlineData("[x](pages//evil.example)", "LNK001", 11)]
    [InlineData("[x](/a//evil.example)", "LNK001", 11)]
    [InlineData("[x](#references)", "LNK003", 11)]
    [InlineData(@"[x](/\evil.example)", "LNK001", 11)]
    [InlineData("[x](/topics/heet)", "LNK002", 11)]
    [InlineData("[x](/people/nobody)", "LNK002", 11)]
    [InlineData("[x](/topics#s-heat)", "LNK003", 11)]
    [InlineData("[x](gone.md)", "LNK002", 11)]
    [InlineData("[x](/articles/heet)", "LNK002", 11)]
    [InlineData("[x](#s-nowhere)", "LNK003", 11)]
    [InlineData("[x](www.x.org)", "LNK001", 11)]
    [InlineData("[x](https://user:pw@x.org)", "LNK001", 11)]
    [InlineData("[x](HTTP://user@x.org)", "LNK001", 11)]
    [InlineData("![x](images/gone.png)", "LNK004", 12)]
    [InlineData("![x](https://example.org/a.png)", "LNK001", 12)]
    public void A_link_that_cannot_be_followed_is_told(string link, string code, int column)
    {
        using var content = ContentOnDisk.WithText($"Text. {link}");

        var problem = Assert.Single(content.Build().Diagnostics);

        Assert.Equal((code, 9, column), (problem.Code, problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("::: nota\nText.\n:::", "ART016", "Did you mean “note”?")]
    [InlineData("::: note\nText.", "ART016", "not closed")]
    [InlineData("::: note Mind this\nText.\n:::", "ART016", "Mind this")]
    [InlineData(":::\nText.\n:::", "ART016", "needs a name")]
    [InlineData("::: note\n:::", "ART016", "This box is empty")]
    [InlineData("::: get-help-now\n<!-- soon -->\n:::", "ART016", "This box is empty")]
    [InlineData("## Heat {#heat}", "ART028", "braces")]
    [InlineData("Words.{.small}", "ART028", "braces")]
    [InlineData("# Large", "ART019", "Use ##")]
    [InlineData("## Part\n\n#### Detail", "ART022", "Use ###")]
    [InlineData("<!-- never closed\n\nText.", "ART017", "-->")]
    [InlineData("![](images/a.svg)", "LNK005", "alt text")]
    [InlineData("Words ![alt](images/a.svg \"A caption\") more.", "LNK007", "A caption")]
    [InlineData("![alt](../../etc/passwd)", "LNK001", "content/images")]
    public void A_mistake_in_the_text_is_told(string text, string code, string says)
    {
        using var content = ContentOnDisk.WithText($"Answer.\n\n{text}");
        content.Write("images/a.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>");

        var problem = Assert.Single(content.Build().Diagnostics);

        Assert.Equal(code, problem.Code);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](\u0001javascript:alert(1))")]
    [InlineData("[x][a]\n\n[a]: javascript:alert(1)")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](vbscript:x)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a <img src=x onerror=alert(1)> b")]
    [InlineData("<svg onload=alert(1)>")]
    public void Nothing_an_author_pastes_can_run(string text)
    {
        using var content = ContentOnDisk.WithText($"Text. {text}");

        var html = content.Build().Articles.Values.Single().LeadHtml;

        Assert.DoesNotMatch("(?i)<(script|img|svg)|href=|src=", html);
    }
}
