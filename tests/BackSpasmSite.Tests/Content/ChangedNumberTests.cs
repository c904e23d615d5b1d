using BackSpasmSite.Content;

namespace BackSpasmSite.Tests.Content;

public class ChangedNumberTests
{
    private const string Text = "Heat helps (2). Rest does not (1).\n\n| what | helps |\n|---|---|\n| heat | a little (2, 3) |\n| cold | a little (3) |\n";

    [Fact]
    public void A_paper_put_in_by_hand_changes_what_later_numbers_mean() =>
        Assert.Equal(
            [
                "What (2) means changed from b to x in 2 places; “refs insert” would have renumbered them.",
                "What (3) means changed from c to b in 2 places; “refs insert” would have renumbered them.",
            ],
            Told(Text, "a, x, b, c", Text));

    [Theory]
    [InlineData("b, a, c", "What (1) means changed from a to b in 1 place; “refs sort” renumbers list and text together.")]
    [InlineData("a, x, c", "What (2) means changed from b to x in 2 places.")]
    public void So_do_other_orders_and_papers(string list, string first) =>
        Assert.Equal(first, Told(Text, list, Text)[0]);

    [Fact]
    public void The_change_is_found_in_a_sentence_that_was_edited_elsewhere() =>
        Assert.NotEmpty(Told("Heat helps most people quite a lot with their backs (1).", "x, a, b, c", "In a trial, heat helps most people quite a lot with their backs (1), it says."));

    [Theory]
    [InlineData("a, x, b, c", "Heat helps (3). Rest does not (1).\n\n| what | helps |\n|---|---|\n| heat | a little (3, 4) |\n| cold | a little (4) |\n")]
    [InlineData("a, b, c, x", Text)]
    [InlineData("a, b, c", "Heat helps (1). Rest does not (1). New words (2).")]
    public void A_change_of_text_and_list_together_is_not_told(string list, string text) =>
        Assert.Empty(Told(Text, list, text));

    [Fact]
    public void It_is_told_until_the_numbers_mean_again_what_they_meant()
    {
        using var content = Folder("a, b, c", Text);
        var (builder, changed) = (content.Builder(), new ChangedNumbers());
        Edition? last = null;
        last = Publish();
        Assert.DoesNotContain(last.Diagnostics, IsTold);

        Save("a, x, b, c", Text);
        last = Publish();
        Assert.Equal(2, last.Diagnostics.Count(IsTold));
        Assert.Equal("articles/heat.md(7): What (2) means changed from b to x in 2 places; “refs insert” would have renumbered them.", last.Diagnostics.Where(IsTold).Select(problem => $"{problem.Path}({problem.Line}): {problem.Message}").First());

        Save("a, x, b, c", $"{Text}\nMore words.");
        last = Publish();
        Assert.Equal(2, last.Diagnostics.Count(IsTold));

        Save("a, b, c", $"{Text}\nMore words.");
        last = Publish();
        Assert.DoesNotContain(last.Diagnostics, IsTold);

        Edition Publish() => changed.Add(last, builder.Build(ContentOnDisk.Today), _ => 7);
        void Save(string list, string text) => content.Write("articles/heat.md", Whole(list, text));
        static bool IsTold(BackSpasmSite.Content.Diagnostics.Diagnostic problem) => problem.Code == ChangedNumber.Code;
    }

    private static List<string> Told(string before, string list, string text)
    {
        using var content = Folder("a, b, c", before);
        var old = content.Build().Articles.Values.Single();
        content.Write("articles/heat.md", Whole(list, text));
        return [.. ChangedNumber.Report(old, content.Build().Articles.Values.Single(), 1).Select(problem => problem.Message)];
    }

    private static ContentOnDisk Folder(string list, string text)
    {
        var content = ContentOnDisk.WithText("", "a", "b", "c", "x");
        content.Write("articles/heat.md", Whole(list, text));
        return content;
    }

    private static string Whole(string list, string text) => $"""
        ---
        title: "Heat or ice"
        description: What helps.
        author: editors
        published: 2026-11-01
        topics: [heat]
        references: [{list}]
        ---
        {text}
        """.ReplaceLineEndings("\n");
}
