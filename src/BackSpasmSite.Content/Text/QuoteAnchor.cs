namespace BackSpasmSite.Content.Text;

/// <summary>Finds a passage again in the words an article has today.</summary>
internal static class QuoteAnchor
{
    public static AnchoredPassage Find(ReadingText text, Quotation passage)
    {
        var article = AnchorText.Of(text);
        var quote = AnchorText.Of(passage.Quote, text).Text.Trim();
        var prefix = AnchorText.Of(passage.Prefix ?? "", text).Text;
        var suffix = AnchorText.Of(passage.Suffix ?? "", text).Text.TrimStart();
        if (quote.Length == 0) return new AnchoredPassage.Gone();

        var exact = ExactSearch.Find(article.Text, quote, prefix, suffix, IsInSection);
        var approximate = new Lazy<ApproximateSearch>(() => new ApproximateSearch(article.Text, quote, prefix, suffix));
        // A word or two that stand somewhere else are not the passage, as long as what stood around them still does.
        var isElsewhere = exact is { Context: 0 } && prefix.Length + suffix.Length > 0 && approximate.Value.IsVague;
        if (exact is { } found && !(isElsewhere && approximate.Value.Find() is not null))
            return new AnchoredPassage.Exact(Parts(text, article.Origin(found.Place)));
        return approximate.Value.Find() is var (stretch, likeness)
            ? new AnchoredPassage.Approximate(Parts(text, article.Origin(stretch), withStops: true), likeness)
            : new AnchoredPassage.Gone();

        bool IsInSection(int at) => passage.Section is { } section && text.BlockAt(article.Origin(new TextRange(at, at + 1)).Start).Section == section;
    }

    /// <summary>
    /// The words by which reports on one passage are known (<c>PassageKey</c>), without citations: the sentences that
    /// hold the quote today, so that two readers who select different parts of one mean the same; else the quote.
    /// </summary>
    public static string WordsOf(ReadingText text, Quotation passage) => Find(text, passage) is AnchoredPassage.Found found
        ? string.Join(' ', found.Parts.Select(part => AnchorText.Of(part).Text))
        : AnchorText.Of(passage.Quote, text).Text;

    private static List<FoundPart> Parts(ReadingText text, TextRange found, bool withStops = false)
    {
        var parts = new List<FoundPart>();
        foreach (var block in text.Blocks)
        {
            var range = new TextRange(Math.Max(found.Start, block.Start) - block.Start, Math.Min(found.End, block.End) - block.Start);
            if (range.IsEmpty) continue;
            if (found.End <= block.End) range = range with { End = WithWhatBelongs(block, range.End, withStops) };
            parts.Add(new FoundPart(block, range, Sentences.Around(block, range)));
        }

        return parts;
    }

    /// <summary>A citation belongs to the words before it, and so does, where only words were compared, what closes them.</summary>
    private static int WithWhatBelongs(ReadingBlock block, int end, bool withStops)
    {
        foreach (var citation in block.Citations.Select(citation => citation.Range))
            if (citation.Start == end || (citation.Start == end + 1 && block.Text[end] == ' ')) end = citation.End;
        while (withStops && end < block.Text.Length && block.Text[end] is '.' or '!' or '?' or '…' or '”' or '’' or '"' or ')') end++;
        return end;
    }
}

/// <summary>What became of a passage in an article's words of today.</summary>
internal abstract record AnchoredPassage
{
    private AnchoredPassage()
    {
    }

    /// <summary>It stands here: block by block, at least one.</summary>
    public abstract record Found(IReadOnlyList<FoundPart> Parts) : AnchoredPassage
    {
        public ReadingBlock FirstBlock => Parts[0].Block;
    }

    /// <summary>It stands word for word. White space, the form of quotation marks and dashes, and the numbers of citations do not count.</summary>
    public sealed record Exact(IReadOnlyList<FoundPart> Parts) : Found(Parts);

    /// <summary>Other words stand in its place, or much like it.</summary>
    /// <param name="Parts">What stands there now.</param>
    /// <param name="Likeness">The share of words that both have in the same order: 0 for none, 1 for all.</param>
    public sealed record Approximate(IReadOnlyList<FoundPart> Parts, double Likeness) : Found(Parts);

    /// <summary>Nothing in the article is like it.</summary>
    public sealed record Gone : AnchoredPassage;
}

/// <summary>As much of a passage as stands in one block.</summary>
/// <param name="Block">The block.</param>
/// <param name="Range">The passage within the block's text.</param>
/// <param name="Sentences">The sentences that hold it, within the block's text.</param>
internal sealed record FoundPart(ReadingBlock Block, TextRange Range, TextRange Sentences)
{
    /// <summary>The sentences' citations.</summary>
    public IEnumerable<ReadingCitation> Citations => Block.Citations.Where(citation => citation.Range.Overlaps(Sentences));
}

/// <summary>A passage as a reader's browser noted it, by which it is found again.</summary>
/// <param name="Quote">The words.</param>
/// <param name="Prefix">Up to 64 characters before them.</param>
/// <param name="Suffix">Up to 64 characters after them.</param>
/// <param name="Section">The id of the heading they stand below.</param>
internal sealed record Quotation(string Quote, string? Prefix = null, string? Suffix = null, string? Section = null);
