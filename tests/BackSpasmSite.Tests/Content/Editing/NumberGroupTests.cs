using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Editing;

namespace BackSpasmSite.Tests.Content.Editing;

public class NumberGroupTests
{
    [Theory]
    [InlineData("(1)", 1, "(2)")]
    [InlineData("(1, 2,3 ; 4)", 3, "(1, 2,4 ; 5)")]
    [InlineData("(1-3)", 4, "(1-3)")]
    [InlineData("(3-5)", 3, "(4-6)")]
    [InlineData("(3-5)", 4, "(3, 5-6)")]
    [InlineData("(3–5)", 5, "(3–4, 6)")]
    [InlineData("(1 – 6; 9)", 4, "(1 – 3; 5 – 7; 10)")]
    [InlineData("(3-4)", 4, "(3-3, 5)")]
    [InlineData("(8, 1-9)", 5, "(9, 1-4, 6-10)")]
    [InlineData("(1,\n> 2-4)", 3, "(1,\n> 2, 4-5)")]
    public void A_paper_that_takes_a_number_raises_those_from_it_on(string written, int number, string expected) =>
        Assert.Equal(expected, NumberGroup.Of(written).WithInserted(number));

    [Theory]
    [InlineData("(3, 5)", 4, "(3, 4)")]
    [InlineData("(1-3, 5-7)", 4, "(1-6)")]
    [InlineData("(3, 5-6)", 4, "(3-5)")]
    [InlineData("(3-3, 5)", 4, "(3-4)")]
    [InlineData("(7)", 9, "(7)")]
    public void A_paper_that_leaves_lowers_those_above_it(string written, int number, string expected) =>
        Assert.Equal(expected, NumberGroup.Of(written).WithoutGap(number));

    [Fact]
    public void Inserting_and_removing_gives_the_same_bytes_and_papers_whatever_was_written()
    {
        var random = new Random(20261129);
        for (var turn = 0; turn < 20_000; turn++)
        {
            var written = Group(random);
            var number = random.Next(1, 14);
            var inserted = NumberGroup.Of(written).WithInserted(number);

            Assert.Equal(
                CitationSyntax.Read(written)!.Numbers.Select(old => old >= number ? old + 1 : old),
                CitationSyntax.Read(inserted)!.Numbers);
            Assert.Equal(CitationError.None, CitationSyntax.Read(inserted)!.Flaw);
            Assert.Equal((written, inserted, number), (NumberGroup.Of(inserted).WithoutGap(number), inserted, number));
        }
    }

    [Theory]
    [InlineData("(1-3)", new[] { 4, 7, 5 }, "(4, 7, 5)")]
    [InlineData("(1–3)", new[] { 4, 5, 6, 9 }, "(4–6, 9)")]
    [InlineData("(1;2;3)", new[] { 4, 5, 6 }, "(4;5;6)")]
    [InlineData("( 5 )", new[] { 2 }, "( 2 )")]
    public void Other_numbers_keep_the_order_and_the_author_s_style(string written, int[] numbers, string expected) =>
        Assert.Equal(expected, NumberGroup.Of(written).With(numbers));

    /// <summary>Any group an author may write: odd spaces, both separators and dashes, ranges of one, repeats.</summary>
    internal static string Group(Random random, int highest = 12)
    {
        string[] separators = [", ", ",", "; ", ";", " ,\t", ",\u00A0", ", \u00A0", ",\n"];
        string[] dashes = ["-", "–", " - ", " – "];
        var text = "(";
        var items = random.Next(1, 5);
        for (var i = 0; i < items; i++)
        {
            if (i > 0) text += text.Contains('\n') ? ", " : separators[random.Next(separators.Length)];
            var first = random.Next(1, highest + 1);
            text += random.Next(3) == 0 ? $"{first}{dashes[random.Next(dashes.Length)]}{random.Next(first, highest + 1)}" : $"{first}";
        }

        return $"{text})";
    }
}
