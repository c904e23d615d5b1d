using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;

namespace BackSpasmSite.Tests.Content.Editing;

public sealed class CitationInsertTests
{
    [Theory]
    [InlineData("It helps.", "a", "a", true)]
    [InlineData("It helps [@b].", "a", "a", true)]
    [InlineData("It helps [@nobody].", "a", "a", true)]
    [InlineData("It helps [@b].", "odd id", "{odd id}", true)]
    public void An_article_without_a_list_gets_the_key(string text, string id, string written, bool isKey)
    {
        var whole = Whole("", text);

        var cited = CitationInsert.Of(Heat, whole, id, Edition);

        Assert.Equal(($"@{written}", isKey, whole), (cited.Value!.Written, cited.Value.IsKey, cited.Value.Text));
    }

    [Theory]
    [InlineData("b", "1", "references: [b] # list")]
    [InlineData("a", "2", "references: [b, a] # list")]
    public void An_article_with_a_list_gets_the_number_of_a_paper_which_joins_it_if_it_has_to(string id, string number, string list)
    {
        var cited = CitationInsert.Of(Heat, Whole("references: [b] # list\n", "It helps (1)."), id, Edition);

        Assert.Equal((number, false, Whole($"{list}\n", "It helps (1).")), (cited.Value!.Written, cited.Value.IsKey, cited.Value.Text));
    }

    [Theory]
    [InlineData("", "nobody", "There is no paper “nobody” in references.json any more.")]
    [InlineData("references: [b]\n", "a", "Line 9: ")]
    public void What_can_not_be_cited_is_told(string list, string id, string refusal) =>
        Assert.Contains(refusal, CitationInsert.Of(Heat, Whole(list, "It helps (4)."), id, Edition).Refusal, StringComparison.Ordinal);

    private static Slug Heat => Slug.TryParse("heat", out var slug) ? slug : throw new InvalidOperationException();

    private static Edition Edition
    {
        get
        {
            using var content = ContentOnDisk.WithText("Text.", "a", "b", "odd id");
            return field ??= content.Build();
        }
    }

    private static string Whole(string list, string text) => $"---\ntitle: Heat\ndescription: What helps.\nauthor: editors\npublished: 2026-11-01\ntopics: [heat]\n{list}---\n{text}\n";
}
