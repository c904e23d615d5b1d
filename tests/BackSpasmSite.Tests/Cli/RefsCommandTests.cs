using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Tests.Content.Editing;

namespace BackSpasmSite.Tests.Cli;

public class RefsCommandTests
{
    private static readonly string[] Papers = ["french-2006", "dahm-2010", "maselli-2020", "herrington-2011", "belavy-2017", "10.1000/182", "cai-2015", "odd id (x)"];

    private const string Front = """
        # the article
        title: "Heat or ice"
        description: What helps.
        author: editors
        published: 2026-11-01

        """;

    private const string Text = """
        Heat helps (1). Wait \(20) minutes, or `(2)`; code is not text.(2–4)

        - Ice helps (3,1), in (2019).

        > Quoted (2,
        > 3).

        | what | helps |
        |------|-------|
        | rest | no (4; 1-2) |

        ![Alt](images/dot.svg "Drawn (4).")

        """;

    [Fact]
    public async Task Insert_moves_text_and_list_and_every_other_byte_stays()
    {
        using var content = Folder("references: [french-2006, dahm-2010, maselli-2020, herrington-2011]  # four\ntopics: [heat]\n", Text);

        var result = await RunAsync(content, "insert", "heat", "2", "belavy-2017");

        Assert.Equal((0, "", "content/articles/heat.md: changed.\n"), (result.ExitCode, result.Error, result.Output));
        Assert.Equal(
            Whole("references: [french-2006, belavy-2017, dahm-2010, maselli-2020, herrington-2011]  # four\ntopics: [heat]\n", """
                Heat helps (1). Wait \(20) minutes, or `(2)`; code is not text.(3–5)

                - Ice helps (4,1), in (2019).

                > Quoted (3,
                > 4).

                | what | helps |
                |------|-------|
                | rest | no (5; 1-1; 3) |

                ![Alt](images/dot.svg "Drawn (5).")

                """),
            content.Read("articles/heat.md"));
    }

    public static TheoryData<string> Lists() =>
    [
        "references: [french-2006, dahm-2010, maselli-2020, herrington-2011]\ntopics: [heat]\n",
        "references: [ french-2006,dahm-2010 , \"maselli-2020\", 'herrington-2011', ]  # four\ntopics: [heat]\n",
        "references: [\n  french-2006, # first\n  dahm-2010,\n  # two\n  maselli-2020,\n  herrington-2011 # last\n  ]\ntopics: [heat]\n",
        "references:\n  - french-2006\n  # trials\n  - dahm-2010   # a Cochrane review\n  - \"maselli-2020\"\n\n  - herrington-2011\n# below\ntopics: [heat]\n",
        "topics: [heat]\nreferences: # of all\n- french-2006\n- dahm-2010\n- maselli-2020\n- herrington-2011\n",
    ];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Insert_then_remove_gives_the_same_bytes_at_every_number(string list)
    {
        foreach (var lineEnd in new[] { "\n", "\r\n" })
        {
            using var content = Folder(list, Text, lineEnd, "\uFEFF");
            var before = File.ReadAllBytes(content.FullPath("articles/heat.md"));
            for (var number = 1; number <= 5; number++)
            {
                Assert.Equal("", (await RunAsync(content, "insert", "heat", $"{number}", "belavy-2017")).Error);
                Assert.Equal("belavy-2017", content.Build().FindAny(Heat)!.References[number - 1].Cited.Id);
                Assert.Equal("", (await RunAsync(content, "remove", "heat", $"{number}")).Error);
                Assert.Equal(System.Text.Encoding.UTF8.GetString(before), System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(content.FullPath("articles/heat.md"))));
            }
        }
    }

    [Theory]
    [InlineData("topics: [heat]\n")]
    [InlineData("topics: [heat]\nreferences: []\n")]
    [InlineData("topics: [heat]\nreferences: [ ]\n")]
    [InlineData("references:\ntopics: [heat]\n")]
    [InlineData("references:   # none yet\ntopics: [heat]\n")]
    public async Task An_empty_list_can_be_filled_and_emptied_again(string list)
    {
        using var content = Folder(list, "Nothing is cited.\n");
        var before = content.Read("articles/heat.md");

        Assert.Equal("", (await RunAsync(content, "insert", "heat", "1", "belavy-2017")).Error);
        Assert.Equal(["belavy-2017"], content.Build().FindAny(Heat)!.FrontMatter.References);
        Assert.Equal("", (await RunAsync(content, "remove", "heat", "1")).Error);

        Assert.Equal(before, content.Read("articles/heat.md"));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Keys_and_numbers_keep_links_words_and_review(string list)
    {
        using var content = Folder(list, Text);
        var before = content.Build().FindAny(Heat)!;

        Assert.Equal("", (await RunAsync(content, "keys", "content/articles/heat.md")).Error);
        var keys = content.Build().FindAny(Heat)!;
        Assert.Contains("Heat helps [@french-2006]. Wait \\(20) minutes, or `(2)`; code is not text.[@dahm-2010; @maselli-2020; @herrington-2011]\n", content.Read("articles/heat.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("references", content.Read("articles/heat.md"), StringComparison.Ordinal);
        foreach (var comment in list.Split('\n').Where(line => line.Contains('#')).Select(line => line[line.IndexOf('#', StringComparison.Ordinal)..]))
            Assert.Contains(comment, content.Read("articles/heat.md"), StringComparison.Ordinal);
        Assert.Equal(Whole("", "").Split('\n')[..5], content.Read("articles/heat.md").Split('\n')[..5]);
        Same(before, keys);

        Assert.Equal("", (await RunAsync(content, "numbers", "heat")).Error);
        var numbers = content.Build().FindAny(Heat)!;
        Assert.Contains("Heat helps (1). Wait \\(20) minutes, or `(2)`; code is not text.(2-4)\n", content.Read("articles/heat.md"), StringComparison.Ordinal);
        Same(before, numbers);
    }

    [Fact]
    public async Task After_any_sequence_each_sentence_cites_the_same_papers()
    {
        var random = new Random(12);
        for (var turn = 0; turn < 8; turn++)
        {
            var text = string.Concat(Enumerable.Range(1, 12).Select(number => $"Sentence number {(char)('a' + number)} says it {NumberGroupTests.Group(random, 5).Replace("\n", " ", StringComparison.Ordinal)}.\n\n"));
            using var content = Folder("references: [french-2006, dahm-2010, maselli-2020, herrington-2011, \"10.1000/182\"]\ntopics: [heat]\n", text);
            var before = content.Build().FindAny(Heat)!;
            var done = new List<string>();
            for (var step = 0; step < 12; step++)
            {
                string[] args = random.Next(6) switch
                {
                    0 => ["insert", "heat", $"{random.Next(1, 7)}", "cai-2015"],
                    1 => ["insert", "heat", $"{random.Next(1, 7)}", "odd id (x)"],
                    2 => ["remove", "heat", $"{random.Next(1, 8)}"],
                    3 => ["sort", "heat"],
                    4 => ["keys", "heat"],
                    _ => ["numbers", "heat"],
                };
                var result = await RunAsync(content, args);
                done.Add($"{string.Join(' ', args)} = {result.ExitCode}");
                var after = content.Build();
                Assert.Equal((string.Join(", ", done), Cited(before)), (string.Join(", ", done), Cited(after.FindAny(Heat)!)));
                Assert.DoesNotContain(after.Diagnostics, problem => problem.Severity == BackSpasmSite.Content.Diagnostics.Severity.Error);
            }

            Assert.Contains(done, step => step.EndsWith("= 0", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Sort_follows_first_appearance_and_comments_behind_papers_move_with_them()
    {
        using var content = Folder("references:\n  - french-2006  # Cochrane\n  - cai-2015\n  - dahm-2010\n  - maselli-2020\ntopics: [heat]\n", "Rest (3).\n\nHeat (1, 3) and (4-4). Ice (1–3).\n".Replace("1–3", "1", StringComparison.Ordinal));

        Assert.Contains(content.Problems(), problem => problem.EndsWith("CIT010", StringComparison.Ordinal));
        var result = await RunAsync(content, "sort", "heat");

        Assert.Equal("", result.Error);
        Assert.Equal(
            Whole("references:\n  - dahm-2010\n  - french-2006  # Cochrane\n  - maselli-2020\n  - cai-2015\ntopics: [heat]\n", "Rest (1).\n\nHeat (2, 1) and (3). Ice (2).\n"),
            content.Read("articles/heat.md"));
        Assert.DoesNotContain(content.Problems(), problem => problem.EndsWith("CIT010", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Merge_lets_one_number_stand_for_both()
    {
        const string Before = "Rest (1, 3). Heat (2-4), ice (4) and (3).\n";
        using var content = Folder("references: [french-2006, dahm-2010, maselli-2020, cai-2015]\ntopics: [heat]\n", Before);

        Assert.Equal("", (await RunAsync(content, "merge", "heat", "1", "3")).Error);

        Assert.Equal(
            Whole("references: [french-2006, dahm-2010, cai-2015]\ntopics: [heat]\n", "Rest (1). Heat (2, 1, 3), ice (3) and (1).\n"),
            content.Read("articles/heat.md"));

        Assert.Equal("", (await RunAsync(content, "keys", "heat")).Error);
        Assert.Equal("", (await RunAsync(content, "merge", "heat", "2", "3")).Error);
        Assert.Contains("Heat [@dahm-2010; @french-2006], ice [@dahm-2010] and [@french-2006].\n", content.Read("articles/heat.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Heat (1). Ice (9).", "CIT001", "sort", "heat")]
    [InlineData("Heat (1). Ice (2).", "number 2", "insert", "heat", "1", "dahm-2010")]
    [InlineData("Heat (1). Ice (2).", "Did you mean “cai-2015”?", "insert", "heat", "1", "cai-2014")]
    [InlineData("Heat (1). Ice (2).", "from 1 to 3", "insert", "heat", "4", "cai-2015")]
    [InlineData("Heat (1). Ice (2).", "(1) is cited at 10:6", "remove", "heat", "1")]
    [InlineData("Heat (1). Ice (2).", "no number 3", "merge", "heat", "1", "3")]
    [InlineData("Heat (1). Ice (2).", "Did you mean “heat”?", "sort", "heart")]
    [InlineData("Heat (1)(see_below). Ice (2).", "put a space between them", "keys", "heat")]
    [InlineData("Heat [@french-2006]. Ice (2).", "CIT009", "keys", "heat")]
    public async Task A_refusal_says_why_and_changes_nothing(string text, string reason, params string[] args)
    {
        using var content = Folder("references: [french-2006, dahm-2010]\ntopics: [heat]\n", $"{text}\n");
        var before = content.Read("articles/heat.md");

        var result = await RunAsync(content, args);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.Equal(before, content.Read("articles/heat.md"));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("sort")]
    public async Task An_article_that_can_t_be_read_is_named_with_its_mistakes(string verb)
    {
        using var content = Folder("references: [french-2006]\ntopics: [heat]\n", "Heat (1).\n");
        content.Write("articles/heat.md", content.Read("articles/heat.md").Replace("author: editors\npublished: 2026-11-01\n", "author: editors\npublished: yesterday\n", StringComparison.Ordinal).Replace("title: \"Heat or ice\"\n", "", StringComparison.Ordinal));

        var result = await RunAsync(content, verb, "heat");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.StartsWith("content/articles/heat.md(", result.Error, StringComparison.Ordinal);
        Assert.Contains("error ART0", result.Error, StringComparison.Ordinal);
        Assert.Equal("content/articles/heat.md can't be read as an article. Nothing was changed.", result.ErrorLines[^1]);
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_named_with_the_reason()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        using var content = Folder("references: [french-2006]\ntopics: [heat]\n", "Heat (1).\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(content.Parent, (UnixFileMode)0b111_101_101);
            File.SetUnixFileMode(content.FullPath("articles/heat.md"), 0);
        }

        // Root may read anything, so the program runs as nobody.
        var (code, output, error) = await SiteProcess.CommandAsync(null, content.Parent, Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [],
            "refs", "list", "heat", $"--Site:ContentPath={content.Path}", $"--Site:DataPath={Path.Combine(content.Parent, "data")}");

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("content/articles/heat.md(1,1): error ART021: The file can't be read: Access to the path ", error, StringComparison.Ordinal);
        Assert.EndsWith("content/articles/heat.md can't be read as an article. Nothing was changed.\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bibliography_that_can_t_be_read_is_the_mistake_and_not_the_ids_that_are_missing_from_it()
    {
        using var content = Folder("references: [french-2006, dahm-2010]\ntopics: [heat]\n", "Heat (1). Ice (2).\n");
        content.Write("references.json", content.Read("references.json")[..200]);

        var result = await RunAsync(content, "list", "heat");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("content/references.json(", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("is not an id", result.Error, StringComparison.Ordinal);
        Assert.Equal("content/references.json has mistakes that have to be fixed first. Nothing was changed.", result.ErrorLines[^1]);
    }

    [Fact]
    public async Task A_retracted_paper_is_taken_out_with_the_same_tools()
    {
        using var content = Folder("references: [french-2006, dahm-2010]\ntopics: [heat]\n", "Heat (1). Ice (2).\n");
        content.Write("references.json", content.Read("references.json").Replace("\"id\": \"dahm-2010\",", "\"id\": \"dahm-2010\", \"DOI\": \"10.1000/d\",", StringComparison.Ordinal));
        content.Write("retractions.csv", "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDate\n10.1000/d,0,Retraction,3/9/2021\n");
        Assert.Contains(content.Problems(), problem => problem.EndsWith("CIT013", StringComparison.Ordinal));

        var list = await RunAsync(content, "list", "heat");
        Assert.Equal("  1  french-2006  French 2006, systematic review  10:6\n  2  dahm-2010  retracted  10:15\n", list.Output);
        Assert.Equal("", (await RunAsync(content, "insert", "heat", "2", "cai-2015")).Error);
        Assert.Equal("", (await RunAsync(content, "merge", "heat", "2", "3")).Error);

        Assert.Equal(Whole("references: [french-2006, cai-2015]\ntopics: [heat]\n", "Heat (1). Ice (2).\n"), content.Read("articles/heat.md"));
        Assert.DoesNotContain(content.Problems(), problem => problem.EndsWith("CIT013", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_read_only_article_is_not_replaced()
    {
        using var content = Folder("references: [french-2006, dahm-2010]\ntopics: [heat]\n", "Heat (1). Ice (2).\n");
        var before = content.Read("articles/heat.md");
        File.SetAttributes(content.FullPath("articles/heat.md"), FileAttributes.ReadOnly);

        var result = await RunAsync(content, "keys", "heat");

        File.SetAttributes(content.FullPath("articles/heat.md"), FileAttributes.Normal);
        Assert.Equal((1, "content/articles/heat.md can't be written and was not changed. You have no permission to write there.\n"), (result.ExitCode, result.Error));
        Assert.Equal(before, content.Read("articles/heat.md"));
    }

    [Fact]
    public async Task A_trial_run_shows_the_lines_and_writes_nothing()
    {
        using var content = Folder("references: [french-2006, dahm-2010]\ntopics: [heat]\n", "Heat (1). Ice (2).\n");
        var before = content.Read("articles/heat.md");

        var result = await RunAsync(content, "keys", "heat", "--dry-run");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("-Heat (1). Ice (2).\n+Heat [@french-2006]. Ice [@dahm-2010].\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, content.Read("articles/heat.md"));
    }

    [Fact]
    public async Task Each_part_of_a_trial_run_has_the_number_of_its_first_line()
    {
        using var content = Folder("references: [french-2006, dahm-2010]\ntopics: [heat]\n", $"Heat (1).\n{string.Concat(Enumerable.Repeat("\nCold.\n", 8))}\nIce (2).\n\nCold.\n\nCold.\n\nCold.\n");

        var result = await RunAsync(content, "keys", "heat", "--dry-run");

        var lines = content.Read("articles/heat.md").ReplaceLineEndings("\n").Split('\n');
        Assert.Contains($"@@ {Array.IndexOf(lines, "Ice (2).") - 2} @@\n Cold.\n \n-Ice (2).\n+Ice [@dahm-2010].\n", result.Output, StringComparison.Ordinal);
        Assert.False(result.Output.TrimEnd().EndsWith("@@", StringComparison.Ordinal), result.Output);
    }

    [Theory]
    [InlineData("insert", "heat", "two", "dahm-2010")]
    [InlineData("remove", "heat", "1st")]
    [InlineData("merge", "heat", "1", "99999999999")]
    [InlineData("merge", "heat", "1.0", "2")]
    public async Task A_word_in_place_of_a_number_is_named(params string[] typed)
    {
        using var content = Folder("references: [french-2006, dahm-2010]\ntopics: [heat]\n", "Heat (1). Ice (2).\n");
        var before = content.Read("articles/heat.md");

        var result = await RunAsync(content, typed);

        Assert.Equal(2, result.ExitCode);
        Assert.Matches($"“({string.Join('|', typed[2..])})” is not a number", result.Error);
        Assert.Equal(before, content.Read("articles/heat.md"));
    }

    [Fact]
    public async Task List_says_where_each_paper_is_cited()
    {
        using var content = Folder("references: [french-2006, dahm-2010, cai-2015]\ntopics: [heat]\n", "Heat (1). Ice (1, 2).\n");

        var result = await RunAsync(content, "list", "heat");

        Assert.Equal("  1  french-2006  French 2006, systematic review  10:6, 10:15\n  2  dahm-2010  10:15\n  3  cai-2015  not cited\n", result.Output);
    }

    [Fact]
    public async Task A_caption_with_escapes_is_changed_at_its_place()
    {
        using var content = Folder("references: [french-2006, dahm-2010]\ntopics: [heat]\nimage: { src: images/dot.svg, alt: \"A dot\", caption: \"So \\\"far\\\" \\\\(1) (2).\" }\n", "Heat (1).\n");

        Assert.Equal("", (await RunAsync(content, "insert", "heat", "1", "cai-2015")).Error);

        Assert.Contains("caption: \"So \\\"far\\\" \\\\(1) (3).\" }\n", content.Read("articles/heat.md"), StringComparison.Ordinal);
        Assert.Contains("Heat (2).", content.Read("articles/heat.md"), StringComparison.Ordinal);
    }

    private static readonly Slug Heat = Slug.TryParse("heat", out var slug) ? slug : throw new InvalidOperationException();

    private static Task<CommandOutput> RunAsync(ContentOnDisk content, params string[] args) =>
        CommandOutput.WithContentAsync(content.Parent, content.Path, ["refs", .. args]);

    private static string Whole(string list, string text) => $"---\n{Front.ReplaceLineEndings("\n")}{list}---\n{text.ReplaceLineEndings("\n")}";

    private static ContentOnDisk Folder(string list, string text, string lineEnd = "\n", string mark = "")
    {
        var content = ContentOnDisk.From($$"""
            -- site.yaml --
            name: "Test site"
            -- people.yaml --
            editors: { name: The editors, role: [writes] }
            -- images/dot.svg --
            <svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><circle r="5"/></svg>
            -- references.json --
            [{{string.Join(",\n", Papers.Select(id => $$"""{ "id": "{{id}}", "type": "article-journal", "title": "About {{id}}"{{(id == "french-2006" ? """, "author": [{ "family": "French", "given": "S" }], "issued": { "date-parts": [[2006]] }, "custom": { "evidence": "systematic review" }""" : "")}} }"""))}}]
            """);
        content.Write("articles/heat.md", mark + Whole(list, text).Replace("\n", lineEnd, StringComparison.Ordinal));
        return content;
    }

    /// <summary>Each sentence without its citations, with the ids it cites.</summary>
    private static string Cited(Article article) => string.Join('\n',
        from block in ReadingText.Of(article).Blocks
        from sentence in Sentences.Of(block)
        let ids = block.Citations.Where(citation => citation.Range.Overlaps(sentence)).SelectMany(citation => citation.Numbers).Select(number => article.References[number - 1].Cited.Id)
        select $"{block.WithoutCitations(sentence)} {string.Join(' ', ids)}");

    private static void Same(Article before, Article after)
    {
        Assert.Equal(Cited(before), Cited(after));
        Assert.Equal((before.LeadHtml, before.FigureHtml, before.BodyHtml), (after.LeadHtml, after.FigureHtml, after.BodyHtml));
        Assert.Equal(before.MedicalText, after.MedicalText);
        Assert.Equal(TextFingerprint.Of(before), TextFingerprint.Of(after));
        Assert.Equal(before.ReadingMinutes, after.ReadingMinutes);
        Assert.Equal(before.References.Select(entry => (entry.Cited.Id, string.Join(' ', entry.Citations))), after.References.Select(entry => (entry.Cited.Id, string.Join(' ', entry.Citations))));
    }
}
