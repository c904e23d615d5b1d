using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Pages.Editor;

namespace BackSpasmSite.Tests.Pages.Editor;

public class EditorBoxTests
{
    [Theory]
    [InlineData(1, 1, "First line.")]
    [InlineData(2, 1, null)]
    [InlineData(9, 1, null)]
    public void A_problem_is_shown_with_its_line(int line, int column, string? shown) =>
        Assert.Equal(shown, Assert.Single(EditorBox.WithLines([At(line, column)], "First line.\n\nThird.")).Line);

    [Fact]
    public void Of_a_line_of_200_KB_200_characters_around_each_problem_are_shown()
    {
        var text = new string('a', 100_000) + "(1)" + new string('b', 100_000);
        var problems = Enumerable.Repeat(At(1, 100_001), 1_000).ToList();

        var lines = EditorBox.WithLines(problems, text).Select(shown => shown.Line).ToList();

        Assert.Equal(1_000, lines.Count);
        Assert.All(lines, line => Assert.Equal($"{new string('a', 100)}(1){new string('b', 97)}", line));
    }

    private static Diagnostic At(int line, int column) => new("articles/heat.md", line, column, "ART028", Severity.Warning, "It is wrong.");
}
