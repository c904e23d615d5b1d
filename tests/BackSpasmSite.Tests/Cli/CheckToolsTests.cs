using System.Text;
using BackSpasmSite.Cli;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Tests.Content.Diagnostics;

namespace BackSpasmSite.Tests.Cli;

/// <summary>What makes <c>check</c> a tool to work with: watching, explaining, fixing, colours, progress, SARIF.</summary>
public sealed class CheckToolsTests : IDisposable
{
    private const string Numbered = """
        ---
        title: "Heat or ice?"
        description: "Which one helps."
        author: ann
        published: 2026-11-01
        topics: [heat]
        # the papers
        references: [b, a]
        ---
        Heat helps (2), and cold (1).
        """;

    private readonly ContentOnDisk _content = ContentOnDisk.Small();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public CheckToolsTests() => _content.Write("references.json", """
        [{ "id": "a", "type": "article-journal", "title": "A", "author": [{ "family": "F" }], "issued": { "date-parts": [[2020]] }, "DOI": "10.1000/a", "custom": { "finding": "F." } },
         { "id": "b", "type": "article-journal", "title": "B", "author": [{ "family": "F" }], "issued": { "date-parts": [[2020]] }, "custom": { "finding": "F." } }]
        """);

    [Fact]
    public async Task Every_code_of_the_guide_can_be_explained()
    {
        Assert.True(CodeGuide.Codes.Count() > 70);
        foreach (var code in CodeGuide.Codes)
        {
            _output.GetStringBuilder().Clear();
            Assert.Equal(0, await RunAsync("check", "--explain", code));
            Assert.Matches($@"\A{code}: .{{15,}}\r?\nHow to fix it: .{{5,}}\r?\n\z", _output.ToString());
        }
    }

    [Fact]
    public void An_explanation_is_the_line_of_the_guide()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "content", "README.md"));
        var explanation = CodeGuide.Find("cit001")!;

        Assert.Contains($"| CIT001 | {explanation.Meaning} | {explanation.Remedy} |", guide, StringComparison.Ordinal);
        // Emphasis and links are only of use where they are rendered.
        Assert.DoesNotContain(CodeGuide.Codes, code => $"{CodeGuide.Find(code)}".Contains("](", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CIT01", "Did you mean “CIT001”?")]
    [InlineData("nonsense", "“nonsense” is not a code of check.")]
    public async Task An_unknown_code_is_told_with_the_likely_one(string code, string words)
    {
        Assert.Equal(2, await RunAsync("check", "--explain", code));
        Assert.Contains(words, _error.ToString());
    }

    [Fact]
    public async Task Explaining_needs_no_content()
    {
        var result = await CommandOutput.ByAsync(_content.Parent, "check", "--explain", "ART001");

        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Fixing_shows_what_it_changes_and_keeps_every_other_byte()
    {
        _content.Write("articles/heat-or-ice.md", Numbered.ReplaceLineEndings("\r\n").Replace("\"Which one helps.\"", "“Which one helps.”", StringComparison.Ordinal));
        _content.Write("articles/corrected.md", Numbered.ReplaceLineEndings("\n").Replace("references: [b, a]", "corrections: [{ date: 2026-11-05, note: Once. }, { date: 2026-11-03, note: Twice. }]", StringComparison.Ordinal)
            .Replace("Heat helps (2), and cold (1).", "Heat helps.", StringComparison.Ordinal));
        _content.Write("site.yaml", "name: “Test site”  \nlanguage: en\n");

        Assert.Equal(0, await RunAsync("check", "--strict", "--fix"));

        Assert.Equal(
            Numbered.ReplaceLineEndings("\r\n").Replace("[b, a]", "[a, b]", StringComparison.Ordinal).Replace("(2), and cold (1)", "(1), and cold (2)", StringComparison.Ordinal),
            _content.Read("articles/heat-or-ice.md"));
        Assert.Contains("published: 2026-11-01\nmodified: 2026-11-05\ntopics:", _content.Read("articles/corrected.md"), StringComparison.Ordinal);
        Assert.Equal("name: \"Test site\"  \nlanguage: en\n", _content.Read("site.yaml"));
        Assert.Contains("-description: “Which one helps.”\n+description: \"Which one helps.\"", _output.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("+++ content/articles/corrected.md", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("content/site.yaml: changed.", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_shows_the_same_and_writes_nothing()
    {
        _content.Write("articles/heat-or-ice.md", Numbered);

        Assert.Equal(1, await RunAsync("check", "--strict", "--fix", "--dry-run"));

        Assert.Equal(Numbered, _content.Read("articles/heat-or-ice.md"));
        Assert.Contains("+references: [a, b]", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("CIT010", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("title: \"Say “yes”\"")]
    [InlineData("title: |\n  He said: “yes”")]
    [InlineData("title: “One” and “two”")]
    [InlineData("title: “Open")]
    public async Task What_may_mean_something_else_is_left_to_the_author(string title)
    {
        var text = Numbered.ReplaceLineEndings("\n").Replace("title: \"Heat or ice?\"", title, StringComparison.Ordinal).Replace("[b, a]", "[a]", StringComparison.Ordinal).Replace("(2), and cold (1)", "(1)", StringComparison.Ordinal);
        _content.Write("articles/heat-or-ice.md", text);

        await RunAsync("check", "--fix");

        Assert.Equal(text, _content.Read("articles/heat-or-ice.md"));
        Assert.Contains("There is nothing that is safe to fix.", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_may_not_be_written_is_told_and_the_others_are_mended()
    {
        _content.Write("articles/heat-or-ice.md", Numbered);
        _content.Write("site.yaml", "name: “Test site”\n");
        Directory.Delete(_content.FullPath("pages"), recursive: true);
        if (OperatingSystem.IsWindows() || Environment.UserName == "root") return;
        File.SetUnixFileMode(_content.FullPath("articles"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        await RunAsync("check", "--fix");

        File.SetUnixFileMode(_content.FullPath("articles"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Contains("heat-or-ice.md can't be written", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("name: \"Test site\"\n", _content.Read("site.yaml"));
    }

    [Theory]
    [InlineData("check", "--dry-run")]
    [InlineData("check", "--fix", "--watch")]
    [InlineData("check", "--retractions", "nowhere.csv")]
    public async Task What_makes_no_sense_together_is_refused(params string[] args)
    {
        Assert.Equal(2, await RunAsync(args));
        Assert.NotEmpty(_error.ToString());
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task Another_file_of_retractions_is_read_and_named_as_typed()
    {
        _content.Write("articles/heat-or-ice.md", Numbered.Replace("[b, a]", "[a, b]", StringComparison.Ordinal).Replace("(2), and cold (1)", "(1), and cold (2)", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(_content.Parent, "mine.csv"),
            "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDate\n10.1000/A,0,Retraction,3/9/2021 0:00\n10.1000/A,0,Retracted,3/9/2021 0:00\n");

        Assert.Equal(1, await RunAsync("check", "--retractions", "mine.csv"));

        Assert.Contains("content/articles/heat-or-ice.md(10,12): error CIT013:", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\nmine.csv(3,13): error REF014:", _output.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.False(File.Exists(_content.FullPath("retractions.csv")));
    }

    [Theory]
    [InlineData("good")]
    [InlineData("bad")]
    public async Task Sarif_keeps_to_its_schema(string content)
    {
        if (content == "bad")
        {
            _content.Write("articles/heat-or-ice.md", Numbered.Replace("(2)", "(7) and [here](/nowhere) %41 “ü”", StringComparison.Ordinal));
            _content.Write("articles/broken ü %.md", "---\ntitle: \"Broken\"\n---\nText.\n");
            _content.Write("images/a b#c.png", "no picture");
        }

        await RunAsync("check", "--format", "sarif");

        Assert.Empty(await SarifSchema.BrokenAsync(_output.ToString()));
        Assert.NotEmpty(await SarifSchema.BrokenAsync(_output.ToString().Replace("\"driver\"", "\"driven\"", StringComparison.Ordinal)));
        if (content == "good") return;
        var run = System.Text.Json.Nodes.JsonNode.Parse(_output.ToString())!["runs"]![0]!;
        var result = run["results"]!.AsArray().First(result => (string?)result!["ruleId"] == "CIT001")!;
        var rule = run["tool"]!["driver"]!["rules"]![(int)result["ruleIndex"]!]!;
        Assert.Equal(CodeGuide.Find("CIT001")!.Remedy, (string?)rule["help"]!["text"]);
    }

    [Fact]
    public async Task Watching_prints_again_after_a_save_without_what_was_mended()
    {
        using var stop = new CancellationTokenSource();
        using var output = new HeardWriter();
        using var error = new HeardWriter();
        _content.Write("articles/heat-or-ice.md", Numbered.Replace("(2)", "(7)", StringComparison.Ordinal));
        var running = RunAsync(new CommandContext(output, Stream.Null, error, _content.Parent, TimeProvider.System) { Stopping = stop.Token }, "check", "--watch");
        await error.UntilAsync("Waiting for changes");
        Assert.Contains("error CIT001", output.Take(), StringComparison.Ordinal);
        error.Take();

        _content.Replace("articles/heat-or-ice.md", Numbered);
        await error.UntilAsync("Gone since the last save: ");
        Assert.DoesNotContain("CIT001", output.Take(), StringComparison.Ordinal);
        Assert.Contains("Errors: 0.", error.Take(), StringComparison.Ordinal);

        // A file of data counts as much, and so does one that is new.
        _content.Write("retractions.csv", "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDate\n10.1000/a,0,Retraction,3/9/2021\n");
        await output.UntilAsync("error CIT013");
        await stop.CancelAsync();

        Assert.Equal(1, await running);
    }

    [Fact]
    public async Task A_terminal_is_cleared_before_it_is_printed_to_again()
    {
        using var stop = new CancellationTokenSource();
        using var output = new HeardWriter();
        var running = RunAsync(new CommandContext(output, Stream.Null, output, _content.Parent, TimeProvider.System) { Stopping = stop.Token, ShowsOutput = true }, "check", "--watch");
        await output.UntilAsync("Waiting for changes");
        await stop.CancelAsync();

        Assert.Equal(0, await running);
        Assert.StartsWith("\u001B[2J", output.Take(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colours_are_only_ours_whatever_a_file_contains()
    {
        _content.Write("articles/broken\u001B[2J.md", "---\ntitle: \"Broken\"\n---\nText.\n");
        _content.Write("articles/heat-or-ice.md", Numbered.Replace("(2)", "(7)", StringComparison.Ordinal));
        var context = new CommandContext(_output, Stream.Null, _error, _content.Parent, TimeProvider.System) { HasColours = true };

        await RunAsync(context, "check");

        Assert.Contains("\u001B[1mcontent/articles/heat-or-ice.md(10,12)\u001B[0m: \u001B[31merror CIT001\u001B[0m: ", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\u001B[33mwarning", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001B[2J", _output.ToString(), StringComparison.Ordinal);
        _output.GetStringBuilder().Clear();
        await RunAsync(context, "check", "--format", "json");
        Assert.DoesNotContain('\u001B', _output.ToString());
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, "", true)]
    [InlineData(true, "1", false)]
    [InlineData(true, "0", false)]
    [InlineData(false, null, false)]
    public void Colours_need_a_terminal_and_no_objection(bool isTerminal, string? noColor, bool allowed) =>
        Assert.Equal(allowed, CommandContext.AllowsColours(isTerminal, noColor));

    [Fact]
    public void A_bar_appears_after_half_a_second_and_goes_away()
    {
        var time = new Stopwatch();
        using (var bar = new ProgressBar(Context(showsProgress: true, time), "Checking", 4))
        {
            bar.Step();
            Assert.Empty(_error.ToString());
            time.Advance(ProgressBar.Patience);
            bar.Step();
            Assert.Equal("\rChecking [###############---------------]  50%", _error.ToString());
            // No terminal gets more than a line for each percent.
            Parallel.For(0, 1000, _ => bar.Step());
            Assert.Equal(3, _error.ToString().Count(c => c == '\r'));
        }

        Assert.EndsWith($"\r{new string(' ', 46)}\r", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_bar_is_written_into_a_file()
    {
        var time = new Stopwatch();
        using (var bar = new ProgressBar(Context(showsProgress: false, time), "Checking", 1))
        {
            time.Advance(ProgressBar.Patience);
            bar.Step();
        }

        Assert.Empty(_error.ToString());
    }

    public void Dispose()
    {
        _content.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    private CommandContext Context(bool showsProgress, TimeProvider time) => new(_output, Stream.Null, _error, _content.Parent, time) { ShowsProgress = showsProgress };

    private Task<int> RunAsync(params string[] args) => RunAsync(Context(showsProgress: false, new SetTime(ContentOnDisk.Today)), args);

    private Task<int> RunAsync(CommandContext context, params string[] args) => CommandLine.RunAsync([.. args, $"--Site:ContentPath={_content.Path}"], context);

    private sealed class Stopwatch : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }

    /// <summary>Output that a test can wait for.</summary>
    private sealed class HeardWriter : TextWriter
    {
        private readonly StringBuilder _text = new();
        private TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(string? value)
        {
            lock (_text)
            {
                _text.Append(value);
                _written.TrySetResult();
            }
        }

        /// <summary>What was written since the last call.</summary>
        public string Take()
        {
            lock (_text)
            {
                var text = _text.ToString();
                _text.Clear();
                return text;
            }
        }

        public async Task UntilAsync(string words)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (true)
            {
                Task written;
                lock (_text)
                {
                    if (_text.ToString().Contains(words, StringComparison.Ordinal)) return;
                    _written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    written = _written.Task;
                }

                await written.WaitAsync(patience.Token);
            }
        }
    }
}
