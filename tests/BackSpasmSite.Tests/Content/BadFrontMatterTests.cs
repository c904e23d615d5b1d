namespace BackSpasmSite.Tests.Content;

/// <summary>Mistakes people make in the lines above the text: each is told with its place and how to mend it, and none takes anything else down.</summary>
public sealed class BadFrontMatterTests
{
    [Theory]
    [InlineData("title: \"Heat or ice\"", "title: Heat or ice: which one", 2, 19, "ART008", "title: \"Heat or ice: which one\"")]
    [InlineData("title: \"Heat or ice\"", "title: “Heat or ice”", 2, 8, "ART009", "\"Heat or ice\"")]
    [InlineData("title: \"Heat or ice\"", "title: “Heat: or ice”", 2, 8, "ART009", "title: \"Heat: or ice\"")]
    [InlineData("title: \"Heat or ice\"", "title: \"Heat\" or ice", 2, 13, "ART008", @"title: ""\""Heat\"" or ice""")]
    [InlineData("title: \"Heat or ice\"", "title: Tip #1 for backs", 2, 8, "ART008", "\"Tip #1 for backs\"")]
    [InlineData("description: What helps.", "description: a \\ b: c \"q\"", 3, 19, "ART008", @"description: ""a \\ b: c \""q\""""")]
    [InlineData("published: 2026-11-01", "published: 2026-11-01\nmodified: 2030-01-01", 6, 11, "ART014", "future")]
    [InlineData("title: \"Heat or ice\"", "title: \"Heat or ice", 2, 8, "ART008", "title: \"Heat or ice\"")]
    [InlineData("topics: [heat]", "topics: [heat", 6, 9, "ART008", "topics: [heat]")]
    [InlineData("topics: [heat]", "topics:\n\t- heat", 7, 1, "ART008", "tab")]
    [InlineData("topics: [heat]", "topics: [heat]\n\tdraft: true", 7, 1, "ART008", "tab")]
    [InlineData("author: editors", "auther: editors", 4, 1, "ART010", "Did you mean “author”?")]
    [InlineData("author: editors\n", "", 2, 1, "ART011", "author: editors")]
    [InlineData("title: \"Heat or ice\"", "title: \"\"", 2, 1, "ART011", "title")]
    [InlineData("topics: [heat]", "topics: [Heat And Cold]", 6, 9, "ART012", "lower-case")]
    [InlineData("topics: [heat]", "topics: { heat: 1 }", 6, 9, "ART012", "square brackets")]
    [InlineData("topics: [heat]", "topics: [heat]\ndraft: maybe", 7, 8, "ART012", "true or false")]
    [InlineData("title: \"Heat or ice\"", "title: [Heat]", 2, 8, "ART012", "text")]
    [InlineData("topics: [heat]", "topics: [heat]\nwithdrawn: true", 7, 12, "ART012", "such as { date: 2026-11-25, note: \"Why it was withdrawn.\" }")]
    [InlineData("topics: [heat]", "topics: [heat]\nimage: images/heat-wrap.png", 7, 8, "ART012", "such as { src: images/heat-wrap.png, alt: ")]
    [InlineData("topics: [heat]", "topics: [heat]\ncorrections: [2026-11-25]", 7, 15, "ART012", "such as [{ date: 2026-11-25, note: \"What was changed and why.\" }]")]
    [InlineData("published: 2026-11-01", "published: 2026-02-30", 5, 12, "ART013", "2026-11-25")]
    [InlineData("published: 2026-11-01", "published: 25/11/2026", 5, 12, "ART013", "2026-11-25")]
    [InlineData("published: 2026-11-01", "published: 2026-11-01\nmodified: 2026-10-01", 6, 11, "ART014", "before")]
    [InlineData("author: editors", "author: editor", 4, 9, "ART015", "Did you mean “editors”?")]
    [InlineData("author: editors", "author: editors\nauthor: editors", 5, 1, "ART008", "twice")]
    [InlineData("topics: [heat]", "topics: [heat]\nreferences: [smith-2020]", 7, 14, "REF006", "smith-2020")]
    [InlineData("topics: [heat]", "topics: [heat]\nimage: { src: images/none.svg, alt: x }", 7, 15, "LNK004", "images/none.svg")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: [//evil.example]", 7, 13, "ART012", "one slash")]
    [InlineData("topics: [heat]", "topics: [heat]\nwithdrawn: { date: 2031-01-01, note: x }", 7, 12, "ART014", "future")]
    [InlineData("topics: [heat]", "topics: [heat]\ncorrections: [{ date: 2031-01-01, note: x }]", 7, 14, "ART014", "future")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: [https://evil.example/]", 7, 13, "ART012", "one slash")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: [/%2Fevil.example]", 7, 13, "ART012", "one slash")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: ['/\\evil.example']", 7, 13, "ART012", "one slash")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: ['/old?id=1']", 7, 13, "ART012", "one slash")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: [/]", 7, 13, "LNK008", "the software")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: [/Topics/old]", 7, 13, "LNK008", "the software")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: [/icon.svg]", 7, 13, "LNK008", "the software")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: [/articles/heat/references.bib]", 7, 13, "LNK008", "the software")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: ['/k%C3%B6ln', /köln/]", 7, 27, "LNK008", "articles/heat.md")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: [/healthz/live]", 7, 13, "LNK008", "the software")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: [/Articles/heat/]", 7, 13, "LNK008", "articles/heat.md")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: [/old, /old]", 7, 19, "LNK008", "articles/heat.md")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: [/old, /legal-x/../editor]", 7, 19, "ART012", "“..”")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: [/./old]", 7, 13, "ART012", "one slash")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: [/old/%2e%2E]", 7, 13, "ART012", "one slash")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: [/a//b]", 7, 13, "ART012", "one slash")]
    [InlineData("topics: [heat]", "topics: [heat]\nredirects: [/a//]", 7, 13, "ART012", "one slash")]
    [InlineData("topics: [heat]", "topics: [heat]\nwithdrawn: { date: 2026-11-01, note: Tip # 1 }", 7, 42, "ART008", "comment")]
    [InlineData("topics: [heat]", "topics: &a [heat]", 6, 9, "ART008", "quotation marks")]
    [InlineData("topics: [heat]", "topics: [heat]\nreferences: french-2006", 7, 13, "ART012", "square brackets")]
    public void A_mistake_in_the_front_matter_is_told_with_its_place_and_mending(
        string good, string bad, int line, int column, string code, string says)
    {
        using var content = OneArticle.OnDisk(OneArticle.Good.Replace(good, bad, StringComparison.Ordinal));

        var problem = Assert.Single(content.Build().Diagnostics, problem => problem.Code == code);

        Assert.Equal(("articles/heat.md", line, column), (problem.Path, problem.Line, problem.Column));
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void Each_wrong_old_address_is_told_at_its_place_and_one_with_dots_in_a_name_is_taken()
    {
        using var content = OneArticle.OnDisk(OneArticle.Good.Replace("topics: [heat]", "topics: [heat]\nredirects: [/a//b, /old.html, /x/../y, old, /..x/.well]", StringComparison.Ordinal));

        Assert.Equal(["articles/heat.md(7,13) ART012", "articles/heat.md(7,31) ART012", "articles/heat.md(7,40) ART012"], content.Problems());
    }

    [Fact]
    public void An_old_address_can_neither_lead_in_a_circle_nor_to_two_places()
    {
        using var content = ContentOnDisk.From("""
            -- people.yaml --
            ann: { name: "Ann Writer", role: [writes] }
            -- articles/cold.md --
            ---
            title: "Cold"
            description: "What cold does."
            author: ann
            published: 2026-11-01
            topics: [cold]
            redirects: [/articles/heat, /old]
            ---
            Cold helps.
            -- articles/heat.md --
            ---
            title: "Heat"
            description: "What heat does."
            author: ann
            published: 2026-11-01
            topics: [heat]
            redirects: [/articles/cold, /Old/, /about, /articles/soon]
            ---
            Heat helps.
            -- articles/soon.md --
            ---
            title: "Soon"
            description: "Readers cannot see it yet."
            author: ann
            published: 2027-11-01
            topics: [heat]
            ---
            Soon.
            -- pages/about.md --
            ---
            title: "About"
            ---
            About us.
            """);

        var said = content.Build().Diagnostics.Select(problem => $"{problem.Path} {problem.Code} {problem.Message.Split(", so")[0]}");

        Assert.Equal(
            [
                "articles/cold.md LNK008 The old address “/articles/heat” belongs to articles/heat.md",
                "articles/heat.md LNK008 The old address “/Old/” belongs to articles/cold.md",
                "articles/heat.md LNK008 The old address “/about” belongs to pages/about.md",
                "articles/heat.md LNK008 The old address “/articles/cold” belongs to articles/cold.md",
                "articles/heat.md LNK008 The old address “/articles/soon” belongs to articles/soon.md",
            ],
            said.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("javascript:alert(1)", "")]
    [InlineData("//evil.example", "")]
    [InlineData("www.x.org", "")]
    [InlineData("x.org/a", "")]
    [InlineData("help@x.org", "")]
    [InlineData("https://user:pw@x.org/", "")]
    [InlineData("articles/heat.md", "/articles/heat")]
    [InlineData("/articles/heat", "/articles/heat")]
    [InlineData("https://example.org/", "https://example.org/")]
    public void A_menu_leads_only_where_a_link_may(string href, string printed)
    {
        using var content = OneArticle.OnDisk(OneArticle.Good);
        content.Write("site.yaml", $"name: Backs\nmenu: [{{ text: x, href: \"{href}\" }}]");

        Assert.Equal(printed, Assert.Single(content.Build().Site.Menu).Href);
        Assert.Equal(printed.Length == 0 ? ["site.yaml(2,25) LNK001"] : [], content.Problems());
    }

    [Fact]
    public void A_comment_behind_a_value_is_no_mistake()
    {
        using var content = OneArticle.OnDisk(OneArticle.Good.Replace("author: editors", "author: editors   # a key of people.yaml", StringComparison.Ordinal));

        Assert.Empty(content.Problems());
    }

    [Fact]
    public void All_mistakes_of_a_file_are_told_at_once()
    {
        using var content = OneArticle.OnDisk("""
            ---
            title: Heat: or ice
            descripton: What helps
            author: nobody
            published: 2026-13-01
            ---
            Text with <b>HTML</b> and [a link](gone.md).

            ::: nota
            Box.
            :::
            """);

        Assert.Equal(
            [
                "articles/heat.md(2,1) ART011", "articles/heat.md(2,1) ART011", "articles/heat.md(2,12) ART008",
                "articles/heat.md(3,1) ART010", "articles/heat.md(5,12) ART013", "articles/heat.md(7,11) ART017",
                "articles/heat.md(7,18) ART017", "articles/heat.md(9,1) ART016",
            ],
            content.Problems());
    }

    [Fact]
    public void Deep_nesting_in_YAML_is_told()
    {
        using var content = OneArticle.OnDisk(OneArticle.Good.Replace("[heat]", new string('[', 50_000), StringComparison.Ordinal));

        Assert.Contains(content.Problems(), problem => problem.EndsWith("ART018", StringComparison.Ordinal));
    }
}
