using BackSpasmSite.Content;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Queue;

/// <summary>Looks up the passage of a report: in the article as it is, in its file, and in what the article was.</summary>
internal sealed class PassageDesk(Database database, ContentFolder folder)
{
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public async Task<PassageView> LookAsync(Report report, Edition edition, CancellationToken cancellation)
    {
        var article = Slug.TryParse(report.Article, out var slug) ? edition.Articles.GetValueOrDefault(slug) : null;
        if (article is null) return new PassageView(null, null, null, [], null, new ArticleChange.Unknown());

        var passage = report.Quoted();
        var found = passage is null ? null : QuoteAnchor.Find(ReadingText.Of(article), passage);
        var here = found as AnchoredPassage.Found;
        var section = here is null ? report.Section : here.FirstBlock.Section;
        return new PassageView(
            article,
            found,
            article.Headings.FirstOrDefault(heading => heading.Id == section),
            here is null ? [] : Evidence(article, here),
            here is null ? null : SourcePlace.Find(article, here.FirstBlock, here.Parts[0].Range, ArticleSource.Read(folder, article)),
            await ChangeAsync(report, article, cancellation));
    }

    private static List<CitedReference> Evidence(Article article, AnchoredPassage.Found found)
    {
        var numbers = found.Parts.SelectMany(part => part.Citations).SelectMany(citation => citation.Numbers).ToHashSet();
        return [.. article.References.Select(entry => entry.Cited).Where(cited => numbers.Contains(cited.Number))];
    }

    private async Task<ArticleChange> ChangeAsync(Report report, Article article, CancellationToken cancellation)
    {
        if (report.ArticleText == TextStamp.OfWords(article)) return new ArticleChange.None();
        var then = await database.ReadAsync(
            open => open.Set<ArticleVersion>().AsNoTracking().SingleOrDefaultAsync(version => version.Stamp == report.ArticleText, cancellation),
            cancellation);
        if (then is null) return new ArticleChange.Unknown();
        var changed = WordChanges.Of(then.Text, ReadingText.Of(article).Text);
        return changed.Count == 0 ? new ArticleChange.None() : new ArticleChange.Some(changed);
    }
}
