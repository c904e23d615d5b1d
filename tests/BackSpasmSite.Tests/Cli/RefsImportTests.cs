using System.Text.Json.Nodes;
using BackSpasmSite.Cli;
using BackSpasmSite.Content.Bibliography.Import;

namespace BackSpasmSite.Tests.Cli;

public sealed class RefsImportTests : IDisposable
{
    private const string Existing = """
        [
          { "id": "french-2006", "type": "article-journal", "title": "Superficial heat or cold for low back pain", "author": [{"family":"French"}], "issued": {"date-parts":[[2006]]} },
          {
            "id": "dahm-2010",
            "type": "article-journal",
            "title": "Advice to rest in bed versus advice to stay active",
            "author": [ { "family": "Dahm", "given": "Kristin Thuve" } ],
            "issued": { "date-parts": [[2010, 6, 16]] },
            "DOI": "10.1002/14651858.CD007612.pub2",
            "custom": { "evidence": "systematic review", "finding": "Staying active is a little better.", "ours": [1, 2] }
          }
        ]

        """;

    private readonly ContentOnDisk _content = ContentOnDisk.From($"""
        -- site.yaml --
        name: Backs
        -- people.yaml --
        rita:
          name: Rita Reviewer
          role: [writes, reviews]
        -- articles/rest.md --
        ---
        title: Rest
        description: Rest or move?
        author: rita
        published: 2026-11-01
        topics: [rest]
        ---
        Move [@dahm-2010], warm [@french-2006].

        -- references.json --
        {Existing}
        """);

    public void Dispose() => _content.Dispose();

    [Fact]
    public async Task New_papers_are_added_known_ones_completed_and_every_other_byte_stays()
    {
        var before = _content.Read("references.json");
        _content.Write("new.bib", """
            @article{D1, title = {Advice to rest in bed {versus} advice to stay active}, doi = {https://doi.org/10.1002/14651858.cd007612.PUB2}, pmid = {20556780}, author = {Someone Else}, year = 1999}
            @article{F1, title = {Superficial Heat or Cold for Low-Back Pain.}, author = {French, Simon D and Cameron, M}, year = 2006, volume = 1, pages = {CD004750}}
            @article{F2, title = {Another paper of that year}, author = {French, Simon D}, journal = {Spine}, year = 2006}
            @article{F3, title = {Another Paper of That Year}, author = {French, S. D.}, year = 2006, doi = {10.1000/f3}}
            """);

        var result = await RunAsync("import", "new.bib");

        Assert.Equal("", result.Error);
        Assert.Equal(
            """
            known: dahm-2010  (same DOI) gets PMID
            known: french-2006  (same title) gets volume, page
            new: french-2006-b  French 2006. Another paper of that year  (key in the file: F2)
            known: french-2006-b  (same title) gets DOI
            content/references.json: 1 added, 3 completed, 0 there already.

            """, result.Output);
        Assert.Equal(0, result.ExitCode);
        var after = _content.Read("references.json");
        Assert.Equal(before, Without(after, ",\n    \"PMID\": \"20556780\"", ", \"volume\": \"1\", \"page\": \"CD004750\"", after[after.LastIndexOf(",\n  {", StringComparison.Ordinal)..after.LastIndexOf("\n]", StringComparison.Ordinal)]));
        Assert.Equal("10.1000/f3", _content.Build().Bibliography.Find("french-2006-b")!.Doi);
        Assert.Equal("Staying active is a little better.", _content.Build().Bibliography.Find("dahm-2010")!.Finding);
        // Only the export itself, and the key of custom that is ours alone.
        Assert.Equal(["ART034", "REF008"], _content.Build().Diagnostics.Select(diagnostic => diagnostic.Code));

        var again = await RunAsync("import", "new.bib");
        Assert.EndsWith("content/references.json: 0 added, 0 completed, 4 there already.\n", again.Output, StringComparison.Ordinal);
        Assert.Equal(after, _content.Read("references.json"));
    }

    [Fact]
    public async Task A_dry_run_shows_the_difference_and_writes_nothing()
    {
        var before = _content.Read("references.json");
        _content.Write("new.ris", "TY  - JOUR\nTI  - New\nAU  - Smith, J\nPY  - 2020\nER  - \n");

        var result = await RunAsync("import", "new.ris", "--dry-run");

        Assert.Contains("+    \"id\": \"smith-2020\",", result.Output, StringComparison.Ordinal);
        Assert.Contains("--- content/references.json", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("content/references.json: 1 to add, 0 to complete, 0 there already. Nothing was written.\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, _content.Read("references.json"));
    }

    [Theory]
    [InlineData("@article{a, title = {Quite another study of knees}, doi = {10.1002/14651858.CD007612.pub2}}", "content/new.bib(1,1): error REF032: The DOI of “Quite another study of knees” is also that of “Advice to rest in bed versus advice to stay active”, dahm-2010 in references.json. One of the two is wrong: correct it, then import again.")]
    [InlineData("@article{a, title = {Knees of runners in winter}, doi = {10.1000/x}}\n@article{b, title = {Shoulders and summer}, doi = {10.1000/X}}", "content/new.bib(2,1): error REF032: The DOI of “Shoulders and summer” is also that of “Knees of runners in winter”, line 1 of content/new.bib. One of the two is wrong: correct it, then import again.")]
    [InlineData("@article{a, title = {Fine}}\n\n@article{b, title = {Cut", "content/new.bib(3,1): error REF030: This entry is not finished: a brace or quote is not closed. The file seems to be cut off. Export it again, or complete the record.")]
    public async Task A_mistake_stops_the_whole_import(string bib, string error)
    {
        var before = _content.Read("references.json");
        _content.Write("new.bib", bib);

        var result = await RunAsync("import", "new.bib");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Equal([error, "Nothing was imported."], result.ErrorLines);
        Assert.Equal(before, _content.Read("references.json"));
    }

    [Fact]
    public async Task The_same_title_with_another_DOI_is_another_paper_with_a_warning()
    {
        _content.Write("new.bib", "@article{a, title = {Advice to rest in bed versus advice to stay active}, author = {Dahm, KT}, year = 2010, doi = {10.1000/preprint}}");

        var result = await RunAsync("import", "new.bib");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["content/new.bib(1,1): warning REF033: “Advice to rest in bed versus advice to stay active” has the title of dahm-2010, but another DOI, so it counts as another paper. If it is the same, correct one of the two."], result.ErrorLines);
        Assert.Equal("10.1000/preprint", _content.Build().Bibliography.Find("dahm-2010-b")!.Doi);
    }

    [Fact]
    public async Task A_web_page_is_known_by_its_address_and_title()
    {
        _content.Write("new.bib", "@misc{w, title = {Back pain}, year = 2022, url = {https://example.org/back/}}\n@misc{v, title = {Back pain}, year = 2025, url = {https://example.org/back}}\n@misc{x, title = {Back pain}, year = 2022, url = {https://example.org/other}}");

        var result = await RunAsync("import", "new.bib");

        Assert.Equal(["new: back-pain-2022", "known: back-pain-2022", "new: back-pain-2022-b"], result.Output.Split('\n')[..3].Select(line => line.Split("  ")[0]));
    }

    [Fact]
    public async Task A_retracted_paper_is_marked_before_and_after_it_is_imported()
    {
        _content.Write("retractions.csv", "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDate\n10.1000/bad,0,Retraction,3/9/2021\n10.1002/14651858.CD007612.pub2,0,Expression of concern,3/9/2021\n");
        _content.Write("new.bib", "@article{b, title = {Bad}, doi = {10.1000/BAD}}\n@article{d, title = {Advice to rest in bed versus advice to stay active}, doi = {10.1002/14651858.CD007612.pub2}}\n@article{g, title = {Good}}");

        var result = await RunAsync("import", "new.bib", "--dry-run");

        Assert.Equal(["new: bad (retracted)  Bad  (key in the file: b)", "known: dahm-2010 (in doubt)  (same DOI) lacks nothing", "new: good  Good  (key in the file: g)"], result.Output.Split('\n')[..3]);
    }

    [Fact]
    public async Task A_broken_bibliography_is_not_touched()
    {
        var broken = _content.Read("references.json").Replace("\"issued\": {\"date", "issued: {\"date", StringComparison.Ordinal);
        _content.Write("references.json", broken);
        _content.Write("new.bib", "@article{a, title = {New}}");

        var result = await RunAsync("import", "new.bib");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("content/references.json(2,", result.Error, StringComparison.Ordinal);
        Assert.Equal(broken, _content.Read("references.json"));
    }

    [Fact]
    public async Task A_read_only_bibliography_is_not_replaced()
    {
        var path = _content.FullPath("references.json");
        var before = _content.Read("references.json");
        _content.Write("new.bib", "@article{a, title = {New}}");
        File.SetAttributes(path, File.GetAttributes(path) | FileAttributes.ReadOnly);
        try
        {
            var result = await RunAsync("import", "new.bib");

            Assert.Equal(1, result.ExitCode);
            Assert.Equal(["content/references.json can't be written and was not changed. You have no permission to write there."], result.ErrorLines);
            Assert.Equal(before, _content.Read("references.json"));
        }
        finally
        {
            File.SetAttributes(path, FileAttributes.Normal);
        }
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_left_as_it_was_even_for_root()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other permissions.");
            return;
        }

        var before = _content.Read("references.json");
        _content.Write("new.bib", "@article{a, title = {New}}");
        File.SetUnixFileMode(_content.Parent, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(_content.Path, (UnixFileMode)0b101_101_101);
        try
        {
            // Root may write anywhere, so the program runs as nobody.
            var (code, output, error) = await SiteProcess.CommandAsync(null, Path.GetTempPath(), Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [],
                "refs", "import", _content.FullPath("new.bib"), $"--Site:ContentPath={_content.Path}", $"--Site:DataPath={Path.Combine(_content.Parent, "data")}");

            Assert.EndsWith("references.json can't be written and was not changed. You have no permission to write there.\n", error, StringComparison.Ordinal);
            Assert.Equal((1, "new: new  New  (key in the file: a)\n"), (code, output));
        }
        finally
        {
            File.SetUnixFileMode(_content.Path, (UnixFileMode)0b111_101_101);
        }

        AssertUntouched(before);
    }

    [Fact]
    public async Task A_disk_that_fills_up_while_it_is_written_leaves_the_old_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no limit on the size of a file.");
        var before = _content.Read("references.json");
        _content.Write("new.bib", $"@article{{a, title = {{{string.Concat(Enumerable.Repeat("New words ", 60_000))}}}}}");

        var (code, _, error) = await SiteProcess.CommandAsync(largestFile: 400, Path.GetTempPath(), [],
            "refs", "import", _content.FullPath("new.bib"), $"--Site:ContentPath={_content.Path}", $"--Site:DataPath={Path.Combine(_content.Parent, "data")}");

        Assert.EndsWith("references.json can't be written and was not changed. The system does not allow a file of this size.\n", error, StringComparison.Ordinal);
        Assert.Equal(1, code);
        AssertUntouched(before);
    }

    [Theory]
    [InlineData("[]\n")]
    [InlineData("[{ \"id\": \"ot")]
    [InlineData("")]
    [InlineData(null)]
    public async Task What_somebody_else_saves_while_it_works_is_kept(string? theirs)
    {
        var path = _content.FullPath("references.json");
        _content.Write("new.bib", "@article{a, title = {New}}");
        // The first line is written when the new text is ready, and before it is saved.
        using var output = new ActsOnce(() =>
        {
            if (theirs is null) File.Delete(path);
            else File.WriteAllText(path, theirs);
        });
        using var error = new StringWriter();

        var code = await CommandLine.RunAsync(
            ["refs", "import", _content.FullPath("new.bib"), $"--Site:ContentPath={_content.Path}", $"--Site:DataPath={Path.Combine(_content.Parent, "data")}"],
            new CommandContext(output, Stream.Null, error, _content.Parent, TimeProvider.System));

        Assert.Equal((1, "Somebody else has just saved content/references.json. Nothing was imported; try again.\n"), (code, error.ToString()));
        if (theirs is null) Assert.False(File.Exists(path));
        else AssertUntouched(theirs);
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_before_it_is_read()
    {
        using (var file = File.Create(_content.FullPath("huge.ris"))) file.SetLength(PaperImport.MostBytes + 1);
        var before = _content.Read("references.json");

        var result = await RunAsync("import", "huge.ris");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("content/huge.ris(1,1): error ART002: The file has 102,400 KB", result.ErrorLines[0], StringComparison.Ordinal);
        File.Delete(_content.FullPath("huge.ris"));
        AssertUntouched(before);
    }

    [Fact]
    public async Task Without_a_bibliography_one_is_created()
    {
        File.Delete(_content.FullPath("references.json"));
        _content.Write("new.nbib", "PMID- 123\nTI  - New.\nFAU - Smith, John\nDP  - 2020\nSO  - X\n");

        Assert.Equal(0, (await RunAsync("import", "new.nbib")).ExitCode);

        Assert.Equal("123", _content.Build().Bibliography.Find("smith-2020")!.Pmid);
    }

    [Fact]
    public async Task Files_that_are_not_there_or_nothing_to_import_change_nothing()
    {
        Assert.Equal(["content/no.bib: There is no such file. Nothing was imported."], (await RunAsync("import", "no.bib")).ErrorLines);
        Assert.Equal(2, (await RunAsync("import")).ExitCode);
    }

    [Fact]
    public async Task Ten_thousand_papers_and_their_duplicates_are_told_apart()
    {
        _content.Write("many.ris", string.Concat(Enumerable.Range(0, 10_000).Select(i => $"TY  - JOUR\nTI  - Effect of exercise number {i % 9_990} on low back pain\nAU  - Smith, J\nPY  - 2020\nAB  - {new string('x', 4000)}\nDO  - 10.1000/{i % 9_990}\nER  - \n")));

        var result = await RunAsync("import", "many.ris");

        Assert.EndsWith("content/references.json: 9990 added, 0 completed, 10 there already.\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(9_992, JsonNode.Parse(_content.Read("references.json"))!.AsArray().Count);
    }

    [Fact]
    public async Task A_file_that_changes_while_the_tool_works_is_not_overwritten()
    {
        var folder = new BackSpasmSite.Content.Files.ContentFolder(_content.Path);
        var (file, _) = BackSpasmSite.Content.Editing.BibliographyFile.Open(folder);
        var theirs = _content.Read("references.json").Replace("Superficial", "Shallow", StringComparison.Ordinal);
        _content.Write("references.json", theirs);

        Assert.False(file!.TrySave("[]"));

        Assert.Equal(theirs, await File.ReadAllTextAsync(_content.FullPath("references.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_completed_paper_says_which_reviews_it_makes_stale()
    {
        Assert.Equal(0, (await CommandAsync("review", "sign", "rest", "--by", "rita")).ExitCode);
        _content.Write("new.json", """[{"title": "Superficial heat or cold for low back pain", "author": [{"family": "French"}], "issued": {"date-parts": [[2006]]}, "type": "article-journal", "custom": {"finding": "Heat helps a little."}}]""");

        var result = await RunAsync("import", "new.json");

        Assert.Equal(["warning: articles/rest.md: its review covers what readers see of its papers, so it is out of date now. Have it reviewed again."], result.ErrorLines);
        Assert.Equal("Heat helps a little.", _content.Build().Bibliography.Find("french-2006")!.Finding);
    }

    /// <summary>Nor is a temporary file left.</summary>
    private void AssertUntouched(string before)
    {
        Assert.Equal(before, _content.Read("references.json"));
        Assert.Empty(Directory.GetFiles(_content.Path, ".*"));
    }

    private Task<CommandOutput> RunAsync(string verb, params string[] args) => CommandAsync(["refs", verb, .. args.Select(arg => arg.StartsWith('-') ? arg : _content.FullPath(arg))]);

    private Task<CommandOutput> CommandAsync(params string[] args) => CommandOutput.WithContentAsync(_content.Parent, _content.Path, args);

    private static string Without(string text, params string[] parts)
    {
        foreach (var part in parts)
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
            text = text.Replace(part, "", StringComparison.Ordinal);
        }

        return text;
    }

    private sealed class ActsOnce(Action act) : StringWriter
    {
        private bool _isDone;

        public override void Write(char value) => Act();

        public override void Write(char[] buffer, int index, int count) => Act();

        public override void Write(ReadOnlySpan<char> buffer) => Act();

        public override void Write(string? value) => Act();

        public override void WriteLine(string? value) => Act();

        private void Act()
        {
            if (!_isDone) act();
            _isDone = true;
        }
    }
}
