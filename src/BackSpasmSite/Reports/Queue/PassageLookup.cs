using BackSpasmSite.Content;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Queue;

internal sealed class PassageLookup(SerializedDatabase serializedDatabase, ContentFolder folder)
{
    public async Task<PassageView> LookAsync(Report report, Edition edition, CancellationToken cancellation)
    {
        var article = edition.Find(report.Article);
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
        if (report.ArticleText == TextFingerprint.OfWords(article)) return new ArticleChange.None();
        var then = await serializedDatabase.ReadAsync(
            open => open.Set<ArticleVersion>().AsNoTracking().SingleOrDefaultAsync(version => version.Stamp == report.ArticleText, cancellation),
            cancellation);
        if (then is null) return new ArticleChange.Unknown();
        var changed = WordChanges.Of(then.Text, ReadingText.Of(article).Text);
        return changed.Count == 0 ? new ArticleChange.None() : new ArticleChange.Some(changed);
    }
}

/// <param name="Article">Null if it no longer exists.</param>
/// <param name="Found">The passage in today's text; null if the report names none.</param>
/// <param name="Heading">The heading it is under, or was under if the passage is gone.</param>
/// <param name="Place">Null if the passage is gone.</param>
internal sealed record PassageView(
    Article? Article,
    AnchoredPassage? Found,
    Heading? Heading,
    IReadOnlyList<CitedReference> Evidence,
    SourcePlace? Place,
    ArticleChange Change)
{
    public IReadOnlyList<MarkedBlock> Blocks => Found is AnchoredPassage.Found { Parts: var parts }
        ? [.. parts.Select(part => new MarkedBlock(part.Block.Text[..part.Range.Start], part.Range.Of(part.Block.Text), part.Block.Text[part.Range.End..]))]
        : [];
}

internal sealed record MarkedBlock(string Before, string Marked, string After);

internal abstract record ArticleChange
{
    private ArticleChange()
    {
    }

    public sealed record None : ArticleChange;

    /// <summary>The earlier text was not kept, or the article no longer exists.</summary>
    public sealed record Unknown : ArticleChange;

    /// <summary>Word by word, in the blocks that differ.</summary>
    public sealed record Some(IReadOnlyList<ChangedBlock> Blocks) : ArticleChange;
}
