using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Tests;

/// <summary>The articles that come with the software keep the promises they make.</summary>
public sealed class ShippedContentTests
{
    private static readonly Edition Edition = new EditionBuilder(new ContentFolder(Path.Combine(Repository.Root, "content")), drafts: false)
        .Build(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void It_has_no_problem() => Assert.Empty(ContentCheck.Of(Edition));

    [Fact]
    public void There_are_thirteen_articles() => Assert.Equal(13, Edition.Articles.Count);

    /// <summary>A topic of one article leads nowhere.</summary>
    [Fact]
    public void Every_topic_has_two_articles_or_more() => Assert.All(
        Edition.Articles.Values.SelectMany(article => article.FrontMatter.Topics).CountBy(topic => topic),
        topic => Assert.True(topic.Value >= 2, topic.Key));

    [Fact]
    public void Every_article_is_easy_to_read() => Assert.All(Edition.Articles.Values, article =>
        Assert.True(Readability.Of(ReadingText.Of(article)).Grade <= 8, $"{article.Slug}: {Readability.Of(ReadingText.Of(article)).Grade:0.0}"));

    [Fact]
    public void Every_article_cites_five_papers_or_more() =>
        Assert.All(Edition.Articles.Values, article => Assert.True(article.References.Count(entry => entry.Citations.Count > 0) >= 5, article.Path));

    /// <summary>A key such as chou-2011 is the author's; readers know the people and the year.</summary>
    [Fact]
    public void No_finding_names_another_paper_by_its_key()
    {
        var keys = Edition.Bibliography.Ids.ToList();

        Assert.All(keys.Select(key => Edition.Bibliography.Find(key)!), paper =>
            Assert.DoesNotContain(keys, key => paper.Finding?.Contains(key, StringComparison.Ordinal) ?? false));
    }

    [Fact]
    public void Every_article_ends_in_a_list_of_what_to_do() =>
        Assert.All(Edition.Articles.Values, article => Assert.Contains("<div class=\"box do\"", article.BodyHtml, StringComparison.Ordinal));

    /// <summary>A reader may meet any of them first, so none may leave out a sign that another has.</summary>
    [Theory]
    [InlineData("numbness or tingling between your legs")]
    [InlineData("new trouble passing urine or opening your bowels")]
    [InlineData("loss of control of your bladder or bowel")]
    [InlineData("weakness or numbness in a leg")]
    [InlineData("fever")]
    [InlineData("a fall, a crash or another accident")]
    [InlineData("you have, or have had, cancer")]
    [InlineData("you are losing weight and don’t know why")]
    [InlineData("the pain wakes you at night")]
    public void Every_help_box_names_the_sign(string sign) =>
        Assert.All(Edition.Articles.Values, article => Assert.Contains(sign, article.LeadHtml, StringComparison.Ordinal));

    [Theory]
    [InlineData("ulcer")]
    [InlineData("kidney")]
    [InlineData("heart")]
    [InlineData("pregnant")]
    [InlineData("blood thinner")]
    [InlineData("asthma")]
    public void Who_should_ask_before_an_anti_inflammatory_is_said_wherever_one_is_described(string caution) =>
        Assert.All([Find("medicines-for-back-spasm"), Find("back-spasm-during-running")], article => Assert.Contains(caution, article.BodyHtml, StringComparison.Ordinal));

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
