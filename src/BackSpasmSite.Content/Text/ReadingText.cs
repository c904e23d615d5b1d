using System.Text;

namespace BackSpasmSite.Content.Text;

/// <summary>What a reader can select and a report can quote, block by block.</summary>
internal sealed class ReadingText
{
    public ReadingText(string title, ArticleText article)
    {
        var text = new StringBuilder();
        var placed = new List<ReadingBlock>();
        foreach (var block in Read(title, article))
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

    /// <summary>Kept as long as the article's rendered text: holds, quotes and the desk need it several times in a row.</summary>
    public static ReadingText Of(Article article) => article.Text.ReadingOf(article);

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

    private static IEnumerable<ReadingBlock> Read(string title, ArticleText text)
    {
        var heading = new ReadingBlock
        {
            Kind = BlockKind.Title,
            Text = LineText.Collapse(title),
            Section = null,
            Citations = [],
            Part = ReadingPart.Title,
            Above = 0,
        };
        var reader = new ReadingParser();
        return
        [
            heading,
            .. reader.Read(ReadingPart.Lead, text.LeadHtml),
            .. reader.Read(ReadingPart.Figure, text.FigureHtml ?? ""),
            .. reader.Read(ReadingPart.Body, text.BodyHtml),
        ];
    }
}
