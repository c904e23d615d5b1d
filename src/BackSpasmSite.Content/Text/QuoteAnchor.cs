namespace BackSpasmSite.Content.Text;

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
        // A word or two found elsewhere are not the passage if its old context is still there.
        var isElsewhere = exact is { Context: 0 } && prefix.Length + suffix.Length > 0 && approximate.Value.IsVague;
        if (exact is { } found && !(isElsewhere && approximate.Value.Find() is not null))
            return new AnchoredPassage.Exact(Parts(text, article.Origin(found.Place)));
        return approximate.Value.Find() is var (stretch, likeness)
            ? new AnchoredPassage.Approximate(Parts(text, article.Origin(stretch), withStops: true), likeness)
            : new AnchoredPassage.Gone();

        bool IsInSection(int at) => passage.Section is { } section && text.BlockAt(article.Origin(new TextRange(at, at + 1)).Start).Section == section;
    }

    /// <summary>
    /// Identifies reports on one passage (<c>PassageKey</c>), without citations: the sentences that contain the quote today, so that readers
    /// who select different parts of a sentence mean the same; otherwise the quote.
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

    /// <summary>A citation that follows the words and, where only words were compared, the closing punctuation.</summary>
    private static int WithWhatBelongs(ReadingBlock block, int end, bool withStops)
    {
        foreach (var citation in block.Citations.Select(citation => citation.Range))
            if (citation.Start == end || (citation.Start == end + 1 && block.Text[end] == ' ')) end = citation.End;
        while (withStops && end < block.Text.Length && block.Text[end] is '.' or '!' or '?' or '…' or '”' or '’' or '"' or ')') end++;
        return end;
    }
}

internal abstract record AnchoredPassage
{
    private AnchoredPassage()
    {
    }

    /// <summary>Block by block, at least one.</summary>
    public abstract record Found(IReadOnlyList<FoundPart> Parts) : AnchoredPassage
    {
        public ReadingBlock FirstBlock => Parts[0].Block;
    }

    /// <summary>Word for word, ignoring white space, the form of quotation marks and dashes, and citation numbers.</summary>
    public sealed record Exact(IReadOnlyList<FoundPart> Parts) : Found(Parts);

    /// <summary>Other words in the passage's place, or something similar.</summary>
    /// <param name="Likeness">The share of words that both have in the same order: 0 for none, 1 for all.</param>
    public sealed record Approximate(IReadOnlyList<FoundPart> Parts, double Likeness) : Found(Parts);

    public sealed record Gone : AnchoredPassage;
}

/// <summary>The part of a passage that is in one block; both ranges are within the block's text.</summary>
internal sealed record FoundPart(ReadingBlock Block, TextRange Range, TextRange Sentences)
{
    public IEnumerable<ReadingCitation> Citations => Block.Citations.Where(citation => citation.Range.Overlaps(Sentences));
}

/// <summary>As a reader's browser recorded it: the passage, up to 64 characters on either side, and the id of the heading above it.</summary>
internal sealed record Quotation(string Quote, string? Prefix = null, string? Suffix = null, string? Section = null);
