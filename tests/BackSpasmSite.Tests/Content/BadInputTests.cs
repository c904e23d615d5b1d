using System.Text;

namespace BackSpasmSite.Tests.Content;

/// <summary>Mistakes people make: each is told with its place and how to mend it, and none takes anything else down.</summary>
public sealed class BadInputTests
{
    private const string Good = """
        ---
        title: "Heat or ice"
        description: What helps.
        author: editors
        published: 2026-11-01
        topics: [heat]
        ---
        Heat helps a little.
        """;

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
        using var content = Content(Good.Replace(good, bad, StringComparison.Ordinal));

        var problem = Assert.Single(content.Build().Diagnostics, problem => problem.Code == code);

        Assert.Equal(("articles/heat.md", line, column), (problem.Path, problem.Line, problem.Column));
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void Each_wrong_old_address_is_told_at_its_place_and_one_with_dots_in_a_name_is_taken()
    {
        using var content = Content(Good.Replace("topics: [heat]", "topics: [heat]\nredirects: [/a//b, /old.html, /x/../y, old, /..x/.well]", StringComparison.Ordinal));

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
        using var content = Content(Good);
        content.Write("site.yaml", $"name: Backs\nmenu: [{{ text: x, href: \"{href}\" }}]");

        Assert.Equal(printed, Assert.Single(content.Build().Site.Menu).Href);
        Assert.Equal(printed.Length == 0 ? ["site.yaml(2,25) LNK001"] : [], content.Problems());
    }

    [Fact]
    public void A_comment_behind_a_value_is_no_mistake()
    {
        using var content = Content(Good.Replace("author: editors", "author: editors   # a key of people.yaml", StringComparison.Ordinal));

        Assert.Empty(content.Problems());
    }

    [Theory]
    [InlineData("references.json", "[{", "REF001")]
    [InlineData("people.yaml", "editors: { name: [ }", "ART008")]
    public void A_data_file_that_cannot_be_read_is_the_only_thing_reported(string file, string text, string code)
    {
        using var content = ContentOnDisk.WithText("Heat (1).", "a-2020");
        content.Write(file, text);

        Assert.EndsWith(code, Assert.Single(content.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_of_a_file_are_told_at_once()
    {
        using var content = Content("""
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

    [Theory]
    [InlineData("---\ntitle: x\n", "ART007")]
    [InlineData("Only text.", "ART007")]
    [InlineData("", "ART003")]
    [InlineData("  \n ", "ART003")]
    public void A_file_without_a_whole_front_matter_is_told(string text, string code)
    {
        using var content = Content(text);

        Assert.Equal([$"articles/heat.md(1,1) {code}"], content.Problems());
    }

    [Theory]
    [InlineData("Heat or Ice.md", "ART004", "heat-or-ice.md")]
    [InlineData("cold.md.txt", "ART004", "cold.md")]
    [InlineData("Größe.markdown", "ART004", "gro-e.md")]
    [InlineData("???.md", "ART004", "heat-or-ice.md")]
    [InlineData("HEAT.md", "ART005", "heat.md")]
    [InlineData("notes.docx", "ART020", "Move or remove")]
    public void A_file_name_that_cannot_be_an_address_is_told_with_the_name_to_use(string name, string code, string says)
    {
        using var content = Content(Good);
        content.Write($"articles/{name}", Good);

        var problem = Assert.Single(content.Build().Diagnostics);

        Assert.Equal((code, $"articles/{name}"), (problem.Code, problem.Path));
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Editors_own_files_are_passed_over()
    {
        using var content = Content(Good);
        foreach (var name in (string[])[".heat.md.swp", "heat.md~", "#heat.md#", ".#heat.md", "4913"]) content.Write($"articles/{name}", "x");

        Assert.Empty(content.Problems());
    }

    [Fact]
    public void A_file_from_Notepad_in_UTF_16_is_told_how_to_be_saved()
    {
        using var content = Content("x");
        content.Write("articles/heat.md", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Good)).ToArray());

        var problem = Assert.Single(content.Build().Diagnostics);

        Assert.Equal("ART001", problem.Code);
        Assert.Contains("Encoding: UTF-8", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_that_is_not_UTF_8_is_told_with_its_line_and_column()
    {
        using var content = Content("x");
        content.Write("articles/heat.md", [.. Encoding.UTF8.GetBytes(Good.ReplaceLineEndings("\r\n") + "\r\ncaf"), 0xE9, .. " x"u8]);

        Assert.Equal(["articles/heat.md(9,4) ART001"], content.Problems());
    }

    [Fact]
    public void A_byte_order_mark_and_Windows_line_ends_are_no_mistake()
    {
        using var content = Content("x");
        content.Write("articles/heat.md", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Good.ReplaceLineEndings("\r\n"))]);

        Assert.Empty(content.Problems());
    }

    [Fact]
    public void A_file_of_20_MB_is_not_read()
    {
        using var content = Content(Good + new string('x', 20 * 1024 * 1024));

        Assert.Equal(["articles/heat.md(1,1) ART002"], content.Problems());
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
        using var content = Content(Good + "\n\n" + string.Concat(Enumerable.Repeat(mark, 20_000)));
        content.Write("articles/other.md", Good);

        var edition = content.Build();

        Assert.Contains(edition.Articles.Keys, slug => slug.ToString() == "other");
        Assert.All(edition.Diagnostics, problem => Assert.Equal("articles/heat.md", problem.Path));
    }

    [Fact]
    public void Deep_nesting_in_YAML_is_told()
    {
        using var content = Content(Good.Replace("[heat]", new string('[', 50_000), StringComparison.Ordinal));

        Assert.Contains(content.Problems(), problem => problem.EndsWith("ART018", StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_that_leads_out_of_the_content_folder_is_not_read()
    {
        using var content = Content(Good);
        var secret = Path.Combine(Path.GetDirectoryName(content.Path)!, "secret.md");
        File.WriteAllText(secret, Good);
        File.CreateSymbolicLink(content.FullPath("articles/secret.md"), secret);
        Directory.CreateDirectory(content.FullPath("images"));
        File.CreateSymbolicLink(content.FullPath("images/passwd.svg"), "/etc/passwd");
        File.CreateSymbolicLink(content.FullPath("pages"), "/etc");

        var edition = content.Build();

        Assert.Equal(["articles/secret.md", "images/passwd.svg", "pages"], edition.Diagnostics.Select(problem => problem.Path));
        Assert.All(edition.Diagnostics, problem => Assert.Equal("ART006", problem.Code));
        Assert.Single(edition.Articles);
        Assert.Empty(edition.Images);
    }

    [Fact]
    public void A_link_inside_the_content_folder_is_followed()
    {
        using var content = Content(Good);
        content.Write("kept/cold.md", Good);
        File.CreateSymbolicLink(content.FullPath("articles/cold.md"), "../kept/cold.md");

        Assert.Equal(2, content.Build().Articles.Count);
        Assert.Empty(content.Problems());
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

    private static ContentOnDisk Content(string article)
    {
        var content = ContentOnDisk.From("""
            -- people.yaml --
            editors: { name: The editors }
            """);
        content.Write("articles/heat.md", article);
        return content;
    }
}
