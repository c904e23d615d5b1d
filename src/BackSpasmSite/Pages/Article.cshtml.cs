using BackSpasmSite.Content;
using BackSpasmSite.Content.Reviews;
using BackSpasmSite.Feeds;
using BackSpasmSite.Http;
using BackSpasmSite.Options;
using BackSpasmSite.Reports.Intake;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Pages;

[PerEdition]
internal sealed class ArticleModel(CurrentEdition current, IOptions<SiteOptions> options, ReportIntake intake) : SitePage(current, options)
{
    public Article Article { get; private set; } = null!;
    public ReviewState Review { get; private set; } = null!;

    public ArticleWithNotices Text { get; private set; } = null!;

    public FeedbackView Feedback { get; private set; } = null!;

    public override string Title => Article.Title;
    public override string Description => Article.FrontMatter.Description;
    public override string Address => $"/articles/{Article.Slug}";
    public override string Source => Article.Path;
    public override Breadcrumbs Trail => Breadcrumbs.To(Article, Edition!);

    /// <summary>Whether the text is shown. If not, the page has no metadata for machines either, because they keep copies.</summary>
    public bool IsShown => Article.FrontMatter.Withdrawn is null && !Text.IsDown;

    public override IEnumerable<(string Property, string Content)> SocialCard => IsShown ? OpenGraph.Of(Article, Edition!, Canonical!) : [];

    public override IEnumerable<string> LinkedData => IsShown ? [MedicalWebPage.Of(Article, Edition!, BaseUrl), .. base.LinkedData] : [];

    public IActionResult OnGet(string slug)
    {
        if (Edition is null) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (Edition.Find(slug) is not { } article) return NotFound();

        Article = article;
        Review = ReviewState.Of(article, Edition);
        // A hidden article is answered with its notice and 200, so that every cache replaces the old text; after an error (503) caches
        // may go on serving it (RFC 5861, 4).
        Text = ArticleWithNotices.Of(article, Edition);
        Feedback = new FeedbackView(article, Edition.Site, intake.TakesEmail) { IsPaused = Edition.IsFormPaused };
        if (article.FrontMatter.Draft || Edition.Holds.Any(hold => hold.Article == article.Slug)) Response.KeepOutOfStore();
        if (article.FrontMatter.Withdrawn is not null) Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }
}

internal sealed record Contents(Heading Section, IReadOnlyList<Heading> Parts)
{
    /// <summary>Levels 2 and 3 only. A heading of level 3 before the first of level 2 becomes a section.</summary>
    public static IReadOnlyList<Contents> Of(IEnumerable<Heading> headings)
    {
        var contents = new List<(Heading Section, List<Heading> Parts)>();
        foreach (var heading in headings.Where(heading => heading.Level is 2 or 3))
        {
            if (heading.Level is 2 || contents.Count is 0) contents.Add((heading, []));
            else contents[^1].Parts.Add(heading);
        }

        return [.. contents.Select(entry => new Contents(entry.Section, entry.Parts))];
    }
}

internal sealed record ReviewLine(Article Article, ReviewState State);

/// <summary>An article in one of the other lists is not listed as recent too.</summary>
internal sealed record RelatedLinks(
    IReadOnlyList<Article> Related,
    IReadOnlyList<Article> Recent,
    IReadOnlyList<Topic> Topics,
    Article? Previous,
    Article? Next)
{
    private const int Most = 3;

    public static RelatedLinks From(Article article, Edition edition)
    {
        var lists = edition.Lists;
        var related = lists.Related(article, Most);
        var (previous, next) = (lists.Before(article), lists.After(article));
        var named = new[] { article, previous, next }.OfType<Article>().Concat(related);
        var recent = lists.NewestFirst.ExceptBy(named.Select(other => other.Slug), other => other.Slug).Take(Most);
        return new RelatedLinks(related, [.. recent], [.. lists.TopicsOf(article)], previous, next);
    }
}
