using BackSpasmSite.Content;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Queue;

/// <summary>Looks up the passage of a report: in the article as it is, in its file, and in what the article was.</summary>
internal sealed class PassageLookup(SerializedDatabase serializedDatabase, ContentFolder folder)
{
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
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

/// <summary>What an editor sees of the passage that a report is about.</summary>
/// <param name="Article">Null where it is not there any more.</param>
/// <param name="Found">What became of the passage in today's words; null where the report names none.</param>
/// <param name="Heading">The heading it stands below; the one it stood below where the passage is gone.</param>
/// <param name="Evidence">The references that its sentences cite.</param>
/// <param name="Place">Where it stands in its file; null where it does not.</param>
/// <param name="Change">What happened to the article since.</param>
internal sealed record PassageView(
    Article? Article,
    AnchoredPassage? Found,
    Heading? Heading,
    IReadOnlyList<CitedReference> Evidence,
    SourcePlace? Place,
    ArticleChange Change)
{
    /// <summary>Whether the words that were reported still stand as they were.</summary>
    public bool StandsWordForWord => Found is AnchoredPassage.Exact;

    /// <summary>The blocks that the passage stands in, whole.</summary>
    public IReadOnlyList<MarkedBlock> Blocks => Found is AnchoredPassage.Found { Parts: var parts }
        ? [.. parts.Select(part => new MarkedBlock(part.Block.Text[..part.Range.Start], part.Range.Of(part.Block.Text), part.Block.Text[part.Range.End..]))]
        : [];
}

/// <summary>A block of an article with the part of it that a report means.</summary>
internal sealed record MarkedBlock(string Before, string Marked, string After);

/// <summary>What happened to an article's words since a report came in.</summary>
internal abstract record ArticleChange
{
    private ArticleChange()
    {
    }

    /// <summary>Nothing.</summary>
    public sealed record None : ArticleChange;

    /// <summary>The words it had then were not kept, or the article is not there any more.</summary>
    public sealed record Unknown : ArticleChange;

    /// <summary>Each block that differs, word by word.</summary>
    public sealed record Some(IReadOnlyList<ChangedBlock> Blocks) : ArticleChange;
}
