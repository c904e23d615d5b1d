using System.Runtime.CompilerServices;
using System.Text;

namespace BackSpasmSite.Content.Text;

/// <summary>What a reader can select and a report can quote, block by block.</summary>
internal sealed class ReadingText
{
    /// <summary>Cached per article: articles are immutable, and holds, quotes and the desk all need their text.</summary>
    private static readonly ConditionalWeakTable<Article, ReadingText> Known = [];

    private ReadingText(IEnumerable<ReadingBlock> blocks)
    {
        var text = new StringBuilder();
        var placed = new List<ReadingBlock>();
        foreach (var block in blocks)
        {
            if (placed.Count > 0) text.Append('\n');
            placed.Add(block with { Start = text.Length });
            text.Append(block.Text);
        }

        Blocks = placed;
        Text = text.ToString();
    }

    /// <summary>In reading order; none is empty.</summary>
    public IReadOnlyList<ReadingBlock> Blocks { get; }

    /// <summary>One block per line.</summary>
    public string Text { get; }

    public static ReadingText Of(Article article) => Known.GetValue(article, Read);

    /// <summary>Not cached, for reading every article once: ten thousand texts would not fit into memory.</summary>
    public static ReadingText OfOnce(Article article) => Known.TryGetValue(article, out var known) ? known : Read(article);

    /// <summary>Every citation, positioned in <see cref="Text"/>.</summary>
    public IEnumerable<TextRange> CitationRanges() =>
        from block in Blocks
        from citation in block.Citations
        select new TextRange(block.Start + citation.Range.Start, block.Start + citation.Range.End);

    /// <summary>For a line end, the block before it.</summary>
    public ReadingBlock BlockAt(int offset)
    {
        var (low, high) = (0, Blocks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Blocks[middle].Start <= offset) low = middle;
            else high = middle - 1;
        }

        return Blocks[low];
    }

    private static ReadingText Read(Article article)
    {
        var title = new ReadingBlock
        {
            Kind = BlockKind.Title,
            Text = LineText.Collapse(article.Title),
            Section = null,
            Citations = [],
            Part = ReadingPart.Title,
            Above = 0,
        };
        var reader = new ReadingParser();
        return new ReadingText(
        [
            title,
            .. reader.Read(ReadingPart.Lead, article.LeadHtml),
            .. reader.Read(ReadingPart.Figure, article.FigureHtml ?? ""),
            .. reader.Read(ReadingPart.Body, article.BodyHtml),
        ]);
    }
}
