namespace BackSpasmSite.Tests.Content;

public sealed class SynonymsTests
{
    [Theory]
    [InlineData("synonyms:\n  - { typed: [lumbago, LUMBAGO], means: back pain }\n", "synonyms.yaml(2,24) SYN002")]
    [InlineData("warning-signs: [\"numb bum\", \"numb bum\"]\n", "synonyms.yaml(1,29) SYN002")]
    [InlineData("warning-signs: [\"?!\"]\n", "synonyms.yaml(1,17) SYN001")]
    [InlineData("warning-signs: [\"one two three four five six seven eight nine\"]\n", "synonyms.yaml(1,17) SYN001")]
    [InlineData("synonyms:\n  - { typed: [lumbago] }\n", "synonyms.yaml(2,5) ART012")]
    [InlineData("synonyms:\n  - { typed: { a: b }, means: back pain }\n", "synonyms.yaml(2,14) ART012")]
    [InlineData("synonyms: lumbago\n", "synonyms.yaml(1,11) ART012")]
    [InlineData("warning-sign: [\"numb bum\"]\n", "synonyms.yaml(1,1) ART010")]
    [InlineData("synonyms:\n  - { typed: [lumbago], mean: back pain }\n", "synonyms.yaml(2,25) ART010")]
    public void A_mistake_is_reported_at_its_place(string synonyms, string problem)
    {
        using var content = ContentOnDisk.Small();
        content.Write("synonyms.yaml", synonyms);
        Assert.Equal([problem], content.Problems());
    }

    [Fact]
    public void A_mistake_costs_only_its_phrase_and_no_warning_sign()
    {
        using var content = ContentOnDisk.Small();
        var builder = content.Builder();
        content.Write("synonyms.yaml", "synonyms:\n  - { typed: [lumbago, bad back], means: back pain }\nwarning-signs: [numb bum]\n");
        builder.Build(ContentOnDisk.Today);

        content.Write("synonyms.yaml", "synonyms:\n  - { typed: [lumbago, \"?\"], means: back pain }\nwarning-signs: { numb bum: true }\n");
        var synonyms = builder.Build(ContentOnDisk.Today).Synonyms;

        Assert.Equal(["lumbago"], Assert.Single(synonyms.Groups).Typed);
        Assert.Equal(["numb bum"], synonyms.WarningSigns);
    }

    [Fact]
    public void A_change_makes_another_edition()
    {
        using var content = ContentOnDisk.Small();
        var before = content.Build().Hash;
        content.Write("synonyms.yaml", "warning-signs: [numb bum]\n");
        Assert.NotEqual(before, content.Build().Hash);
    }
}
