using BackSpasmSite.Cli;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Tests.Content.Diagnostics;

public sealed class PrinterTests
{
    private static readonly Diagnostic Sample = new("content/articles/a,b:c.md", 12, 5, "CIT001", Severity.Error, "100 % “wrong”,\nfor: sure");

    [Fact]
    public void Text_is_one_line_that_editors_make_a_link() =>
        Assert.Equal("content/articles/a,b:c.md(12,5): error CIT001: 100 % “wrong”, for: sure", Print(TextPrinter.Print).TrimEnd());

    [Fact]
    public void GitHub_gets_what_would_end_a_property_or_a_line_escaped() =>
        Assert.Equal("::error file=content/articles/a%2Cb%3Ac.md,line=12,col=5,title=CIT001::100 %25 “wrong”,%0Afor: sure", Print(GitHubPrinter.Print).TrimEnd());

    [Fact]
    public void Json_keeps_letters_readable() =>
        Assert.Contains("\"message\": \"100 % “wrong”,\\nfor: sure\"", Print(JsonPrinter.Print));

    [Fact]
    public void Sarif_has_a_rule_and_a_place_for_each_problem()
    {
        var log = System.Text.Json.Nodes.JsonNode.Parse(Print(SarifPrinter.Print))!;
        var run = log["runs"]![0]!;
        var result = run["results"]![0]!;
        var place = result["locations"]![0]!["physicalLocation"]!;

        Assert.Equal("2.1.0", (string?)log["version"]);
        Assert.Equal("CIT001", (string?)run["tool"]!["driver"]!["rules"]![0]!["id"]);
        Assert.Equal(("CIT001", "error", Sample.Message), ((string?)result["ruleId"], (string?)result["level"], (string?)result["message"]!["text"]));
        Assert.Equal("content/articles/a%2Cb%3Ac.md", (string?)place["artifactLocation"]!["uri"]);
        Assert.Equal((12, 5), ((int)place["region"]!["startLine"]!, (int)place["region"]!["startColumn"]!));
    }

    [Theory]
    [InlineData("/home/ann/content/articles/x.md", "/home/ann", "content/articles/x.md")]
    [InlineData("/srv/content/articles/x.md", "/home/ann", "/srv/content/articles/x.md")]
    [InlineData("/home/ann/..content/x.md", "/home/ann", "..content/x.md")]
    public void A_path_is_short_only_below_the_caller(string file, string directory, string shown) =>
        Assert.Equal(shown, DisplayPath.Of(file, directory));

    // Escape, a bell, DEL, a C1 sequence, a line separator, and a character that turns the direction of all that follows.
    private const string Obeyed = "a\u001B[2Jb\u0007c\u007Fd\u009B2Je\u2028f\u202Eg\u2066h";

    private static readonly Diagnostic Hostile = new($"content/{Obeyed}\n::error::x.md", 1, 1, "CIT001", Severity.Error, $"{Obeyed}%0A\r\n::add-mask::x");

    [Fact]
    public void No_format_lets_a_terminal_or_a_runner_be_told_what_to_do()
    {
        foreach (var print in (Action<IEnumerable<Diagnostic>, TextWriter>[])[TextPrinter.Print, GitHubPrinter.Print, JsonPrinter.Print, SarifPrinter.Print])
        {
            using var output = new StringWriter();
            print([Hostile], TerminalWriter.Around(output));
            var said = output.ToString();

            Assert.DoesNotContain(said, c => c is '\u001B' or '\u0007' or '\u007F' or '\u009B' or '\u2028' or '\u202E' or '\u2066');
            Assert.DoesNotContain("\n::error::x", said, StringComparison.Ordinal);
            Assert.DoesNotContain("\n::add-mask", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Json_means_the_same_with_its_control_characters_as_numbers()
    {
        using var output = new StringWriter();
        JsonPrinter.Print([Hostile], TerminalWriter.Around(output));

        Assert.Equal(Hostile.Message, System.Text.Json.JsonDocument.Parse(output.ToString()).RootElement[0].GetProperty("message").GetString());
    }

    [Fact]
    public void A_percent_sign_that_looks_like_an_escape_stays_what_it_is()
    {
        using var output = new StringWriter();
        GitHubPrinter.Print([Sample with { Message = "%0A::error::x" }], output);

        Assert.EndsWith("::%250A::error::x", output.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain ü 山 😀 👨\u200D👩 line\n\ttab")]
    [InlineData("")]
    public void What_no_terminal_obeys_is_passed_on(string text)
    {
        using var output = new StringWriter();
        var writer = TerminalWriter.Around(output);
        writer.Write(text);
        foreach (var c in text) writer.Write(c);

        Assert.Equal(text + text, output.ToString());
    }

    private static string Print(Action<IEnumerable<Diagnostic>, TextWriter> print)
    {
        using var output = new StringWriter();
        print([Sample], output);
        return output.ToString();
    }
}
