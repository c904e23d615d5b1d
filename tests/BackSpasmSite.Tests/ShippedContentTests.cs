using BackSpasmSite.Articles;
using BackSpasmSite.Citations;

namespace BackSpasmSite.Tests;

/// <summary>The articles that come with the software keep the promises they make.</summary>
public sealed class ShippedContentTests
{
    private static readonly Edition Edition = new EditionBuilder(new ContentFolder(Path.Combine(Repository.Root, "content")), drafts: false)
        .Build(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void It_has_no_problem() => Assert.Empty(Edition.Problems);

    [Fact]
    public void The_article_on_running_rests_on_ten_papers_or_more()
    {
        var article = Find("back-spasm-during-running");

        Assert.True(article.References.Count(entry => entry.Citations.Count > 0) >= 10);
        Assert.NotNull(article.FigureHtml);
        Assert.Contains("id=\"cite-1-1\"", article.LeadHtml, StringComparison.Ordinal);
        Assert.Contains("id=\"get-help-now\"", article.LeadHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_paper_says_what_it_found() =>
        Assert.All(Edition.Articles.Values.SelectMany(article => article.References), entry =>
        {
            var reference = Assert.IsType<Reference>(entry.Cited.Reference);
            Assert.NotNull(reference.Finding);
            Assert.NotNull(reference.Evidence);
        });

    [Fact]
    public void No_reviewer_is_invented() =>
        Assert.All(Edition.Articles.Values, article => Assert.Null(article.FrontMatter.Review));

    [Theory]
    [InlineData("about")]
    [InlineData("editorial-policy")]
    [InlineData("plagiarism-policy")]
    [InlineData("corrections-policy")]
    [InlineData("disclaimer")]
    [InlineData("privacy")]
    public void The_policies_are_there(string page) =>
        Assert.Contains(Edition.Pages.Keys, slug => slug.ToString() == page);

    [Fact]
    public void Every_article_begins_with_an_answer_and_the_help_box() =>
        Assert.All(Edition.Articles.Values, article => Assert.Matches("^<p>[^\0]+id=\"get-help-now\"", article.LeadHtml));

    private static Article Find(string slug) => Edition.Articles.Values.Single(article => article.Slug.ToString() == slug);
}
