using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Tests.Content;

/// <summary>An author is told of a claim without a paper, and of a word that promises too much.</summary>
public sealed class ClaimDiagnosticsTests
{
    [Theory]
    [InlineData("Studies show that heat helps.", "Studies show")]
    [InlineData("Research has clearly shown that heat helps.", "Research has clearly shown")]
    [InlineData("A recent study found less pain.", "study found")]
    [InlineData("Experts agree on heat.", "Experts agree")]
    [InlineData("According to a new study, heat helps.", "According to a new study")]
    [InlineData("Heat is clinically proven.", "clinically proven")]
    [InlineData("Heat has been shown to help.", "has been shown to")]
    [InlineData("Heat helps 70% of people.", "70% of people")]
    [InlineData("Heat helps 70 per cent of all patients.", "70 per cent of all patients")]
    [InlineData("It gave 30% less pain.", "30% less")]
    [InlineData("It cut the pain by about 12.5%.", "by about 12.5%")]
    [InlineData("It comes back in 7 out of 10.", "7 out of 10")]
    [InlineData("One in five people has it again.", "One in five people")]
    [InlineData("A trial took in 220 adults.", "220 adults")]
    [InlineData("- Studies show that heat helps.\n- Cold does nothing (1).", "Studies show")]
    [InlineData("| Remedy | Effect |\n|---|---|\n| Heat | helps 70% of people |", "70% of people")]
    [InlineData("Studies show that heat helps.\n\nCold does nothing (1).", "Studies show")]
    public void A_figure_or_a_study_without_a_paper_is_told_in_its_own_words(string text, string words)
    {
        var problem = Assert.Single(Of(text, "TXT004"));

        Assert.Contains($"“{words}”", problem.Message);
        Assert.Equal(Severity.Warning, problem.Severity);
    }

    [Theory]
    [InlineData("Studies show that heat helps (1).")]
    [InlineData("Heat helps 70% of people. It is pleasant too (1).")]
    [InlineData("We found no study that shows it.")]
    [InlineData("These times come from no trial: 20 minutes at most.")]
    [InlineData("None of the studies below says so.")]
    [InlineData("Run at 70% of your best pace, and add 10% a week.")]
    [InlineData("Take one in four hours.")]
    [InlineData("A trial of it began in 2019.")]
    [InlineData("## What studies found\n\nHeat helps (1).")]
    [InlineData("One study asked 999 people. It had begun after:\n\n- heavy loads\n- a bend, in 27 in 100 people\n\nIt rests on memory (1).")]
    [InlineData("| Remedy | What studies found |\n|---|---|\n| Heat | helps 70% of people (1) |\n| Cold | helps 20% of people |")]
    [InlineData("    studies show 70% of people")]
    public void A_claim_with_its_paper_near_it_is_fine(string text) => Assert.Empty(Of(text, "TXT004"));

    [Theory]
    [InlineData("Heat cures a spasm.", "cures")]
    [InlineData("Heat is a cure for spasms.", "cure")]
    [InlineData("A guaranteed way out of pain.", "guaranteed")]
    [InlineData("We guarantee it.", "guarantee")]
    [InlineData("Heat always works.", "always works")]
    [InlineData("It never fails.", "never fails")]
    [InlineData("It is completely safe.", "completely safe")]
    [InlineData("It is 100% effective (1).", "100% effective")]
    [InlineData("A miracle for your back.", "miracle")]
    [InlineData("It works for everyone.", "works for everyone")]
    [InlineData("It is no drug; heat cures a spasm.", "cures")]
    [InlineData("## The cure\n\nText.", "cure")]
    [InlineData("| A | B |\n|---|---|\n| Heat | cures |", "cures")]
    public void A_word_that_promises_too_much_is_told(string text, string word) =>
        Assert.Contains($"“{word}”", Assert.Single(Of(text, "TXT005")).Message);

    [Theory]
    [InlineData("There is no cure.")]
    [InlineData("None of these is a cure. Some may help.")]
    [InlineData("It does not always work, and it isn’t guaranteed.")]
    [InlineData("Nothing is guaranteed.")]
    [InlineData("Don’t drink beyond it as a cure for cramps.")]
    [InlineData("Does heat cure a spasm?")]
    [InlineData("Be wary of anyone who promises a cure.")]
    [InlineData("They call it a “miracle cure”.")]
    [InlineData("A cure is not known.")]
    [InlineData("Always ask a doctor, and always keep moving.")]
    [InlineData("It is secure, and so is the curve.")]
    public void A_denial_a_question_and_a_quotation_are_fine(string text) => Assert.Empty(Of(text, "TXT005"));

    [Fact]
    public void The_title_and_the_description_are_read_too()
    {
        using var content = ContentOnDisk.WithText("Text.");
        content.Write("articles/heat.md", content.Read("articles/heat.md")
            .Replace("\"Heat or ice\"", "\"Heat: the cure\"", StringComparison.Ordinal).Replace("What helps.", "It always works.", StringComparison.Ordinal));

        Assert.Equal([(2, "TXT005"), (3, "TXT005")], ContentCheck.Of(content.Build()).Select(problem => (problem.Line, problem.Code)));
    }

    [Fact]
    public void The_place_is_the_sentence_of_the_claim_and_the_word_of_the_promise()
    {
        var problems = Of("Heat is warm. Studies show that it cures.", null);

        Assert.Equal([("TXT004", 9, 15), ("TXT005", 9, 36)], problems.Select(problem => (problem.Code, problem.Line, problem.Column)));
    }

    [Fact]
    public void Other_languages_are_not_read()
    {
        using var content = ContentOnDisk.WithText("Heat cures. Studies show 70% of people.");
        content.Write("site.yaml", "name: Rücken\nlanguage: de\n");

        Assert.Empty(ContentCheck.Of(content.Build()));
    }

    private static List<Diagnostic> Of(string text, string? code)
    {
        using var content = ContentOnDisk.WithText(text, "a-2020");
        return [.. ContentCheck.Of(content.Build()).Where(problem => code is null ? problem.Code.StartsWith("TXT", StringComparison.Ordinal) : problem.Code == code)];
    }
}
