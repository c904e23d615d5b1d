using System.Net;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Tests;

/// <summary>The shipped articles keep the promises they make.</summary>
public sealed class ShippedContentTests
{
    private static readonly Edition Edition = new EditionBuilder(new ContentFolder(Path.Combine(Repository.Root, "content")), drafts: false)
        .Build(Repository.ContentDay);

    [Fact]
    public void It_has_no_problem() => Assert.Empty(ContentCheck.Of(Edition));

    [Fact]
    public void There_are_thirteen_articles() => Assert.Equal(13, Edition.Articles.Count);

    /// <summary>A topic with one article leads nowhere else.</summary>
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

    /// <summary>A key such as chou-2011 is for authors; readers see the people and the year.</summary>
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

    /// <summary>A reader may come to any of them first. The words are only in site.yaml, so that no article leaves out a sign.</summary>
    [Fact]
    public void Every_article_shows_all_warning_signs_and_both_numbers() =>
        Assert.All(Edition.Articles.Values, article =>
        {
            Assert.All(Edition.Site.WarningSigns!.All.SelectMany(list => list.Signs), sign =>
                Assert.Contains($"<li>{sign}</li>", WebUtility.HtmlDecode(article.LeadHtml + article.BodyHtml), StringComparison.Ordinal));
            Assert.Contains("href=\"tel:112\"", article.LeadHtml, StringComparison.Ordinal);
            Assert.Contains("href=\"tel:111\"", article.LeadHtml, StringComparison.Ordinal);
        });

    /// <summary>Three grades: now, today, within days. Everything that the NHS calls an emergency is one, and nothing that it leaves to a GP.</summary>
    [Theory]
    [InlineData(0, "numbness or tingling between your legs", "bladder or bowels", "sexual", "tingling, weakness or numbness in both legs", "chest pain", "serious accident", "walking straight", "tearing pain")]
    [InlineData(1, "hot, cold or shivery", "quickly getting worse", "cancer", "cancer team’s 24-hour line", "over 70", "blood thinner", "injection in your spine", "one patch of a leg", "dark as cola", "pregnant")]
    [InlineData(2, "without trying", "lump", "changed its shape", "worse at night", "cough, sneeze or strain", "between your shoulder blades", "over 50 or under 18", "two to three weeks")]
    public void Each_warning_sign_has_its_grade(int grade, params string[] signs)
    {
        var lists = Edition.Site.WarningSigns!.All;

        Assert.Equal(["Now", "Today", "Within days"], lists.Select(list => list.Text.Split(':')[0]));
        Assert.All(signs, sign => Assert.Contains(lists[grade].Signs, written => written.Contains(sign, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("ulcer")]
    [InlineData("kidney")]
    [InlineData("heart")]
    [InlineData("pregnant")]
    [InlineData("blood thinner")]
    [InlineData("asthma")]
    public void Who_should_ask_before_an_anti_inflammatory_is_said_wherever_one_is_described(string caution) =>
        Assert.All([Find("medicines-for-back-spasm"), Find("back-spasm-during-running")], article => Assert.Contains(caution, article.BodyHtml, StringComparison.Ordinal));

    [Theory]
    [InlineData("lowest dose that works")]
    [InlineData("with food")]
    [InlineData("low-dose aspirin")]
    [InlineData("over 65")]
    [InlineData("stroke")]
    [InlineData("Crohn’s disease or ulcerative colitis")]
    [InlineData("from week 20")]
    [InlineData("black stools")]
    public void The_article_on_medicines_names_the_risks_of_anti_inflammatories(string risk) =>
        Assert.Contains(risk, Find("medicines-for-back-spasm").BodyHtml, StringComparison.Ordinal);

    /// <summary>The regulator withdrew the medicine that these two trials tested.</summary>
    [Fact]
    public void Trials_of_a_medicine_that_was_withdrawn_are_never_cited_without_the_decision() =>
        Assert.All(Edition.Articles.Values.Select(article => article.References.Select(entry => entry.Cited.Id).ToList()), cited =>
            Assert.True(!cited.Any(id => id is "ralph-2008" or "serfer-2010") || cited.Contains("ema-2007")));

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
