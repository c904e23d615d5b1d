using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using DiffPlex;
using DiffPlex.Chunkers;

namespace BackSpasmSite.Reports.Corrections;

internal static class PassageChange
{
    /// <summary>Without citations; the passage itself if the article does not contain it.</summary>
    public static string Sentences(Article? article, Quotation passage) =>
        article is not null && QuoteAnchor.Find(ReadingText.Of(article), passage) is AnchoredPassage.Exact found
            ? string.Join(' ', found.Parts.SelectMany(part => SentencesOf(part.Block).Where(sentence => sentence.Range.Overlaps(part.Sentences)).Select(sentence => sentence.Words)))
            : LineText.Collapse(passage.Quote);

    public static bool Stands(Article article, Quotation passage) =>
        QuoteAnchor.Find(ReadingText.Of(article), passage) is AnchoredPassage.Exact;

    /// <summary>Empty if the change does not show which sentences replaced the passage.</summary>
    public static string Now(Article before, Article after, Quotation passage)
    {
        var text = ReadingText.Of(before);
        if (QuoteAnchor.Find(text, passage) is not AnchoredPassage.Found found) return "";

        var (old, now) = (All(text), All(ReadingText.Of(after)));
        var meant = old.Index().Where(sentence => found.Parts.Any(part => part.Block == sentence.Item.Block && part.Range.Overlaps(sentence.Item.Range)))
            .Select(sentence => sentence.Index).ToHashSet();
        return string.Join(' ', Replacing(old, now, meant).Select(index => now[index].Words));
    }

    private static IEnumerable<int> Replacing(List<Sentence> old, List<Sentence> now, HashSet<int> meant)
    {
        var blocks = Differ.Instance.CreateDiffs(Lines(old), Lines(now), ignoreWhiteSpace: false, ignoreCase: false, LineChunker.Instance).DiffBlocks;
        foreach (var block in blocks)
        {
            var deleted = Enumerable.Range(block.DeleteStartA, block.DeleteCountA).ToList();
            var inserted = Enumerable.Range(block.InsertStartB, block.InsertCountB);
            if (!deleted.Any(meant.Contains)) continue;
            // With as many new sentences as old ones, each replaces one; otherwise all of them together replace the old ones.
            if (block.DeleteCountA == block.InsertCountB) inserted = inserted.Where(index => meant.Contains(block.DeleteStartA + index - block.InsertStartB));
            else if (!deleted.All(meant.Contains)) continue;
            foreach (var index in inserted) yield return index;
        }
    }

    private static string Lines(List<Sentence> sentences) => string.Join('\n', sentences.Select(sentence => sentence.Words));

    private static List<Sentence> All(ReadingText text) => [.. text.Blocks.SelectMany(SentencesOf)];

    private static IEnumerable<Sentence> SentencesOf(ReadingBlock block) =>
        BackSpasmSite.Content.Text.Sentences.Of(block).Select(range => new Sentence(block, range, block.WithoutCitations(range)));

    private sealed record Sentence(ReadingBlock Block, TextRange Range, string Words);
}
