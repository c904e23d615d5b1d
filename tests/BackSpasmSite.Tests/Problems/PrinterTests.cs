using BackSpasmSite.Problems;

namespace BackSpasmSite.Tests.Problems;

public sealed class PrinterTests
{
    private static readonly Problem Sample = new("content/articles/a,b:c.md", 12, 5, "CIT001", Severity.Error, "100 % “wrong”,\nfor: sure");

    [Fact]
    public void Text_is_one_line_that_editors_make_a_link() =>
        Assert.Equal("content/articles/a,b:c.md(12,5): error CIT001: 100 % “wrong”, for: sure", Print(TextPrinter.Print).TrimEnd());

    [Fact]
    public void GitHub_gets_what_would_end_a_property_or_a_line_escaped() =>
        Assert.Equal("::error file=content/articles/a%2Cb%3Ac.md,line=12,col=5,title=CIT001::100 %25 “wrong”,%0Afor: sure", Print(GitHubPrinter.Print).TrimEnd());

    [Fact]
    public void Json_keeps_letters_readable() =>
        Assert.Contains("\"message\": \"100 % “wrong”,\\nfor: sure\"", Print(JsonPrinter.Print));

    [Theory]
    [InlineData("/home/ann/content/articles/x.md", "/home/ann", "content/articles/x.md")]
    [InlineData("/srv/content/articles/x.md", "/home/ann", "/srv/content/articles/x.md")]
    [InlineData("/home/ann/..content/x.md", "/home/ann", "..content/x.md")]
    public void A_path_is_short_only_below_the_caller(string file, string directory, string shown) =>
        Assert.Equal(shown, ShownPath.Of(file, directory));

    private static string Print(Action<IEnumerable<Problem>, TextWriter> print)
    {
        using var output = new StringWriter();
        print([Sample], output);
        return output.ToString();
    }
}
