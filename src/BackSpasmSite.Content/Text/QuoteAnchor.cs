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
