using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Feeds;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

[PerEdition]
internal sealed class PaperModel(CurrentEdition current, IOptions<SiteOptions> options) : SitePage(current, options)
{
    public Reference Paper { get; private set; } = null!;
    public IReadOnlyList<CitingArticle> Citing { get; private set; } = [];

    public override string Title => Paper.Title;
    public override string? Description => Paper.Status.Retraction is { } retraction ? $"This paper was retracted{NoticeText.On(retraction)}."
        : Paper.Finding is { } finding ? $"What it found: {finding}" : null;

    /// <summary>Null for a paper that no article cites, so that no search engine lists its page.</summary>
    public override string? Address => Citing.Count == 0 ? null : PaperAddress.Of(Paper.Id);
    public override IEnumerable<string> LinkedData => [CitedWork.Of(Paper), .. base.LinkedData];
    public override Breadcrumbs? Trail => Address is { } address ? Breadcrumbs.To(Title, address) : null;

    public IActionResult OnGet(string id)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (Edition.Bibliography.FindNamed(id) is not { } paper) return NotFound();

        Paper = paper;
        Citing = CitingArticle.AllOf(paper, Edition);
        if (Citing.Any(citing => citing.IsDown || citing.Sentences.Any(sentence => sentence.IsHeld))) Response.KeepOutOfStore();
        return Page();
    }
}

/// <param name="IsDown">The whole article is being checked, so nothing of it is quoted.</param>
/// <param name="Sentences">Those that cite the paper, in reading order, and whether each is being checked.</param>
internal sealed record CitingArticle(Article Article, int Number, bool IsDown, IReadOnlyList<(CitingSentence Sentence, bool IsHeld)> Sentences)
{
    /// <summary>Newest first.</summary>
    public static IReadOnlyList<CitingArticle> AllOf(Reference paper, Edition edition) =>
        [.. CitedPaper.ArticlesWith(paper, edition).Select(article => Of(article, paper, edition))];

    private static CitingArticle Of(Article article, Reference paper, Edition edition)
    {
        // An article that lists a paper twice, which check reports, may cite it by either number.
        var entries = article.References.Where(entry => entry.Cited.Id == paper.Id).ToList();
        var number = entries[0].Cited.Number;
        if (edition.IsDown(article)) return new CitingArticle(article, number, IsDown: true, []);
        var passages = ArticleWithNotices.Passages(article, edition).ToList();
        var sentences = entries.SelectMany(entry => CitingSentence.Of(article, entry));
        return new CitingArticle(article, number, IsDown: false, [.. sentences.Select(sentence => (sentence, passages.Any(passage => IsIn(sentence, passage.Hold, passage.Found))))]);
    }

    /// <summary>A passage that can't be found may be any sentence under its heading.</summary>
    private static bool IsIn(CitingSentence sentence, Hold hold, AnchoredPassage.Found? found) => found is null
        ? hold.Section is null || hold.Section == sentence.Block.Section
        : found.Parts.Any(part => part.Block.Start == sentence.Block.Start && part.Sentences.Overlaps(sentence.Range));
}
