using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Tests.Content.Bibliography;

/// <summary>What a notice in <c>retractions.csv</c> changes: marks for readers, errors for authors, and nothing else.</summary>
public sealed class RetractedPaperTests : IDisposable
{
    private const string Header = "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason\n";
    private const string Retracted = Header + "3/9/2021 0:00,10.1000/notice,0,10.1000/one,0,Retraction,\n";

    private readonly ContentOnDisk _content = ContentOnDisk.From("""
        -- people.yaml --
        editors: { name: The editors, role: [writes] }
        -- references.json --
        [
          { "id": "one", "type": "article-journal", "title": "One", "author": [{ "family": "Ace" }], "issued": { "date-parts": [[2019]] }, "DOI": "10.1000/one",
            "custom": { "evidence": "randomised trial", "finding": "Much." } },
          { "id": "two", "type": "article-journal", "title": "Two", "author": [{ "family": "Bee" }], "issued": { "date-parts": [[2020]] }, "PMID": "77",
            "custom": { "evidence": "cohort", "finding": "Little." } }
        ]
        -- articles/heat.md --
        ---
        title: "Heat or ice"
        description: What helps.
        author: editors
        published: 2026-11-01
        topics: [heat]
        ---
        It helps much [@one; @two].

        ## More

        And again [@one], says a long sentence about warm backs.
        """);

    [Fact]
    public void It_is_an_error_where_it_is_cited_and_in_the_list_of_papers()
    {
        Write(Retracted);

        var problems = ContentCheck.Of(_content.Build());

        Assert.Equal(
            ["articles/heat.md(8,15) CIT013 Error", "references.json(2,11) REF013 Error"],
            problems.Select(problem => $"{problem.Path}({problem.Line},{problem.Column}) {problem.Code} {problem.Severity}"));
        Assert.Contains("was retracted on 9 Mar 2021 (https://doi.org/10.1000/notice)", problems[0].Message);
        Assert.Contains("cited in 2 places", problems[0].Message);
    }

    [Fact]
    public void Each_citation_of_it_is_marked_for_eyes_and_ears()
    {
        Write(Retracted);
        var article = Article();

        Assert.Contains(">1</a> <strong>retracted</strong>, <a ", article.LeadHtml, StringComparison.Ordinal);
        Assert.Contains(">1</a> <strong>retracted</strong>)</span>, says", article.BodyHtml, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"1, retracted, randomised trial, Ace 2019\"", article.LeadHtml, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"2, cohort, Bee 2020\"", article.LeadHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_doubted_paper_found_by_its_pmid_is_marked_as_such_and_is_a_warning()
    {
        Write(Header + "3/9/2021,0,88,unavailable,77,Expression of concern,\n");

        var problem = Assert.Single(ContentCheck.Of(_content.Build()));

        Assert.Equal(("CIT014", Severity.Warning), (problem.Code, problem.Severity));
        Assert.Contains("https://pubmed.ncbi.nlm.nih.gov/88/", problem.Message);
        Assert.Contains(">2</a> <strong>in doubt</strong>)", Article().LeadHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10/31/2026", "Correction", false)]
    [InlineData("11/2/2026", "Correction", true)]
    [InlineData("11/2/2026", "Reinstatement", false)]
    public void A_correction_is_told_until_the_article_is_changed_after_it(string date, string nature, bool told)
    {
        Write($"{Header}{date},10.1000/notice,0,10.1000/one,0,{nature},\n");

        Assert.Equal(told ? ["CIT015"] : [], ContentCheck.Of(_content.Build()).Select(problem => problem.Code));
        Assert.DoesNotContain("<strong>", Article().LeadHtml, StringComparison.Ordinal);
        _content.Write("articles/heat.md", _content.Read("articles/heat.md").Replace("topics:", "modified: 2026-11-02\ntopics:", StringComparison.Ordinal));
        Assert.Empty(ContentCheck.Of(_content.Build()));
    }

    [Fact]
    public void The_words_of_the_article_stay_the_same_so_that_reviews_and_reports_do()
    {
        var before = Article();
        Write(Retracted);
        var after = Article();

        Assert.Equal(TextFingerprint.Of(before), TextFingerprint.Of(after));
        Assert.Equal(ReadingText.Of(before).Text, ReadingText.Of(after).Text);
        // What a reader selects has the mark in it, and is found all the same.
        Assert.Equal(
            Words(after, "It helps much (1 retracted, 2)."), Words(before, "It helps much (1, 2)."));
        Assert.Equal(Words(after, "And again (1 retracted"), Words(before, "And again (1"));

        static string Words(Article article, string quote) => QuoteAnchor.WordsOf(ReadingText.Of(article), new Quotation(quote));
    }

    [Fact]
    public void It_is_evidence_of_nothing()
    {
        Write(Retracted);

        var profile = EvidenceProfile.Of(Article().References)!;

        Assert.Equal([(EvidenceKind.ObservationalStudy, 1)], profile.Counts);
        Assert.Equal((1, 2020), (profile.Retracted, profile.Newest));
    }

    [Fact]
    public void A_new_file_changes_the_edition_and_a_deleted_one_changes_it_back()
    {
        var builder = _content.Builder();
        var before = builder.Build(ContentOnDisk.Today);
        Write(Retracted);
        var marked = builder.Build(ContentOnDisk.Today);
        _content.Delete("retractions.csv");
        var after = builder.Build(ContentOnDisk.Today);

        Assert.NotEqual(before.Hash, marked.Hash);
        Assert.Equal(before.Hash, after.Hash);
        Assert.Equal(before.Articles.Values.First().LeadHtml, after.Articles.Values.First().LeadHtml);
        Assert.NotEqual(before.Articles.Values.First().LeadHtml, marked.Articles.Values.First().LeadHtml);
    }

    [Fact]
    public void A_broken_file_keeps_the_marks_that_were_there()
    {
        var builder = _content.Builder();
        Write(Retracted);
        builder.Build(ContentOnDisk.Today);
        Write("no table");
        var edition = builder.Build(ContentOnDisk.Today);

        Assert.Contains("<strong>retracted</strong>", edition.Articles.Values.First().LeadHtml, StringComparison.Ordinal);
        Assert.Contains(edition.Diagnostics, problem => problem.Code == "REF014");
    }

    [Fact]
    public void The_article_that_cites_it_can_still_be_changed()
    {
        Write(Retracted);

        Assert.Empty(_content.Build().HeldBack);
    }

    [Fact]
    public void The_desk_is_told_what_is_affected_hidden_articles_included()
    {
        Write(Retracted + "3/9/2021,0,88,unavailable,77,Correction,\n");
        _content.Write("articles/later.md", _content.Read("articles/heat.md").Replace("Heat or ice", "Cold", StringComparison.Ordinal).Replace("2026-11-01", "2026-12-01", StringComparison.Ordinal));

        var affected = AffectedPaper.AllOf(_content.Build());

        Assert.Equal(["one", "two"], affected.Select(paper => paper.Paper.Id));
        Assert.Equal(["Cold", "Heat or ice"], affected[0].Articles.Select(article => article.Title));
        Assert.Empty(AffectedPaper.AllOf(ContentOnDisk.Small().Build()));
    }

    public void Dispose() => _content.Dispose();

    private void Write(string csv) => _content.Write("retractions.csv", csv);

    private Article Article() => _content.Build().Articles.Values.First();
}
