using System.Text.Json;
using BackSpasmSite.Reports;
using BackSpasmSite.Tests.Data;

namespace BackSpasmSite.Tests.Cli;

public abstract class FeedbackCommandTests : IDisposable
{
    private const string Header =
        "kind,id,received,article,helpful,concern,section,quote,quote-prefix,quote-suffix,message,state,suspicion,changed,erased,answer,article-text,reason";

    private readonly DatabaseOnDisk _database = new();

    [Fact]
    public async Task Nothing_yet_is_an_empty_table_in_either_format()
    {
        Assert.Equal(new CommandOutput(0, $"{Header}\r\n", ""), await RunAsync("export"));
        Assert.Equal(new CommandOutput(0, "[]\n", ""), await RunAsync("export", "--format", "json"));
        Assert.Equal("There are no reports.\n\nThere are no votes.\n", (await RunAsync("list")).Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task An_export_is_one_table_of_reports_and_votes_the_oldest_first()
    {
        _database.Add(
            _database.Report("2026-11-24T10:00:02.5Z", message: "Third"),
            _database.Vote("2026-11-24T10:00:02.5Z", helpful: false),
            _database.Vote("2026-11-24T10:00:01Z", helpful: true),
            _database.Report("2026-11-24T10:00:00Z", message: "First", concern: Concern.OutOfDate));

        Assert.Equal(
            $"""
            {Header}
            report,2,2026-11-24T10:00:00.000Z,heat-or-ice,,out-of-date,,,,,First,new,,2026-11-24T10:00:00.000Z,,,sha256:text,
            vote,2,2026-11-24T10:00:01.000Z,heat-or-ice,yes,,,,,,,,,,,,sha256:text,
            report,1,2026-11-24T10:00:02.500Z,heat-or-ice,,other,,,,,Third,new,,2026-11-24T10:00:02.500Z,,,sha256:text,
            vote,1,2026-11-24T10:00:02.500Z,heat-or-ice,no,,,,,,,,,,,,sha256:text,

            """.ReplaceLineEndings("\r\n"),
            (await RunAsync("export")).Output);
    }

    [Fact]
    public async Task Either_format_has_the_same_columns()
    {
        _database.Add(_database.Vote("2026-11-24T10:00Z", helpful: true));

        var exported = JsonDocument.Parse((await RunAsync("export", "--format", "json")).Output);

        Assert.Equal(Header.Split(','), exported.RootElement[0].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task An_export_begins_with_the_first_moment_of_its_day()
    {
        _database.Add(
            _database.Report("2026-11-23T23:59:59.9999999Z", message: "Before"), _database.Vote("2026-11-23T23:59:59Z", helpful: true),
            _database.Report("2026-11-24T00:00:00Z", message: "Midnight"), _database.Vote("2026-11-24T00:00:00Z", helpful: false));

        var exported = JsonDocument.Parse((await RunAsync("export", "--format", "json", "--since", "2026-11-24")).Output).RootElement;
        Assert.Equal(["Midnight", null], exported.EnumerateArray().Select(row => row.GetProperty("message").GetString()));
        Assert.Equal([null, "no"], exported.EnumerateArray().Select(row => row.GetProperty("helpful").GetString()));
        Assert.Equal("[]\n", (await RunAsync("export", "--format", "json", "--since", "2026-11-25")).Output);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("two\nlines, \"quoted\", \\ and\ttab")]
    [InlineData("<script>alert('x') & more</script>")]
    [InlineData("ünï — “日本語” العربية עברית ﷽")]
    [InlineData("👩‍💻🏴󠁧󠁢󠁳󠁣󠁴󠁿 e\u0301\u0302\u0303")]
    [InlineData("\u202Edesrever\u202C \u2066isolated\u2069 zero\u200Bwidth\uFEFF \u2028 \uFFFD")]
    [InlineData("\u001B[31mred\u001B[0m \u009B2J \u0007 \u007F")]
    public async Task Words_come_out_exactly_as_they_were_typed(string message)
    {
        _database.Add(_database.Report("2026-11-24T10:00Z", message: message));

        var json = (await RunAsync("export", "--format", "json")).Output;
        var csv = (await RunAsync("export")).Output;

        Assert.Equal(message, JsonDocument.Parse(json).RootElement[0].GetProperty("message").GetString());
        Assert.Contains(message.Replace("\"", "\"\"", StringComparison.Ordinal), csv, StringComparison.Ordinal);
        Assert.DoesNotContain('\0', json + csv);
    }

    [Fact]
    public async Task Json_can_be_read_by_people_too()
    {
        _database.Add(_database.Report("2026-11-24T10:00Z", message: "Isn’t “Wärme” < 40 °C?"));

        Assert.Contains("\"message\": \"Isn’t “Wärme” < 40 °C?\"", (await RunAsync("export", "--format", "json")).Output);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("export")]
    [InlineData("export", "--format", "json")]
    public async Task Nothing_leads_back_to_a_reader(params string[] verb)
    {
        var report = _database.Report("2026-11-24T10:00Z", email: "reader@example.org");
        _database.Add(report);

        var said = await RunAsync(verb);

        Assert.Contains("Words.", said.Output);
        Assert.DoesNotContain(report.Receipt, said.Output);
        Assert.DoesNotContain(report.Fingerprint!, said.Output);
        Assert.DoesNotContain("reader@example.org", said.Output);
    }

    [Fact]
    public async Task A_list_has_a_line_a_report_the_newest_first_and_then_the_votes()
    {
        var erased = _database.Report("2026-11-24T10:00Z");
        erased.Erase(erased.ReceivedAt);
        _database.Add(
            _database.Report("2026-11-21T10:00Z", message: null, concern: Concern.Harmful),
            _database.Report("2026-11-22T10:00Z", message: null, quote: "Heat\n  helps."),
            _database.Report("2026-11-23T10:00Z", message: string.Concat(Enumerable.Repeat("word ", 30)), concern: null),
            erased,
            _database.Vote("2026-11-24T10:00Z", helpful: true, article: "pacing"),
            _database.Vote("2026-11-24T10:00Z", helpful: true),
            _database.Vote("2026-11-24T10:00Z", helpful: false),
            _database.Vote("2026-11-24T10:00Z", helpful: true));

        Assert.Equal(
            """
            #4     2026-11-24  new        other         heat-or-ice: (erased)
            #3     2026-11-23  new        -             heat-or-ice: word word word word word word word word word word word word word word…
            #2     2026-11-22  new        other         heat-or-ice: “Heat helps.”
            #1     2026-11-21  new        harmful       heat-or-ice: (no words)

            Was this article helpful?
                 2 yes      1 no  heat-or-ice
                 1 yes      0 no  pacing

            """.ReplaceLineEndings("\n"),
            (await RunAsync("list")).Output.ReplaceLineEndings("\n"));
    }

    public void Dispose() => _database.Dispose();

    private Task<CommandOutput> RunAsync(params string[] verb) => CommandOutput.ByAsync(_database.Folder, ["feedback", .. verb, .. TestDatabase.Arguments(_database.Options)]);

    /// <summary>And how words are written, wherever they come from.</summary>
    public sealed class OnSqlite : FeedbackCommandTests
    {
        [Theory]
        [InlineData("=1+1", "\"'=1+1\"")]
        [InlineData("+1", "\"'+1\"")]
        [InlineData("-1", "\"'-1\"")]
        [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
        [InlineData("\t=1", "\"'\t=1\"")]
        [InlineData("\r=1", "\"'\r=1\"")]
        [InlineData("\n=1", "\"'\n=1\"")]
        [InlineData("＝1", "'＝1")]
        [InlineData("＋1", "'＋1")]
        [InlineData("－1", "'－1")]
        [InlineData("＠1", "'＠1")]
        [InlineData("=HYPERLINK(\"https://x\",\"y\")", "\"'=HYPERLINK(\"\"https://x\"\",\"\"y\"\")\"")]
        [InlineData("1=1", "1=1")]
        [InlineData("two\nlines, \"quoted\"", "\"two\nlines, \"\"quoted\"\"\"")]
        [InlineData(" spaces ", "\" spaces \"")]
        public async Task A_spreadsheet_takes_no_readers_words_for_a_formula(string message, string cell)
        {
            _database.Add(_database.Report("2026-11-24T10:00Z", message: message));

            Assert.Contains($",heat-or-ice,,other,,,,,{cell},new,", (await RunAsync("export")).Output);
        }

        [Theory]
        [InlineData("a\u001B[2J\u001B]0;title\u0007b", "a�[2J�]0;title�b")]
        [InlineData("a\u009B31mb\u0085c\u007Fd\0e", "a�31mb c�d�e")]
        [InlineData("a\u202Eb\u2066c\u200Fd\u061Ce", "a�b�c�d�e")]
        [InlineData("a\r\n#9 2026-11-24 forged\u2028line\tb", "a #9 2026-11-24 forged line b")]
        [InlineData("👩‍💻 می‌خواهم", "👩‍💻 می‌خواهم")]
        public async Task A_list_keeps_what_a_terminal_would_obey_from_it(string message, string shown)
        {
            _database.Add(_database.Report("2026-11-24T10:00Z", message: message));

            Assert.Equal($"#1     2026-11-24  new        other         heat-or-ice: {shown}", (await RunAsync("list")).Output.ReplaceLineEndings("\n").Split('\n')[0]);
        }
    }

    public sealed class OnPostgreSql : FeedbackCommandTests;
}
