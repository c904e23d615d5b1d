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

internal sealed record ReadingBlock
{
    public required BlockKind Kind { get; init; }

    /// <summary>White space collapsed, citations as printed.</summary>
    public required string Text { get; init; }

    /// <summary>The id of the heading above the block, or of the block itself; null before the first heading.</summary>
    public required string? Section { get; init; }

    /// <summary>The row's first cell, which gives a table's other cells their meaning; null for that cell itself.</summary>
    public string? Row { get; init; }

    public required IReadOnlyList<ReadingCitation> Citations { get; init; }

    /// <summary>Filled into a help box by the site: the text is in site.yaml, not in the article's file.</summary>
    public bool IsOfSite { get; init; }

    public required ReadingPart Part { get; init; }

    /// <summary>The offset in the rendered part where something can be inserted directly above the block.</summary>
    public required int Above { get; init; }

    /// <summary>An offset in <see cref="ReadingText.Text"/>.</summary>
    public int Start { get; init; }

    public int End => Start + Text.Length;

    /// <summary>Also without the spaces before the citations.</summary>
    public string WithoutCitations(TextRange range)
    {
        var words = range.Of(Text);
        foreach (var citation in Citations.Where(citation => citation.Range.Overlaps(range)).Reverse())
        {
            var (start, end) = (Math.Max(0, citation.Range.Start - range.Start), Math.Min(words.Length, citation.Range.End - range.Start));
            words = words[..start].TrimEnd() + words[end..];
        }

        return words.Trim();
    }
}

internal enum BlockKind
{
    Title,
    Heading,
    Paragraph,
    ListItem,
    TableCell,
    Caption,
    BoxTitle,
    Code,
}

internal enum ReadingPart
{
    Title,

    Lead,

    Figure,

    Body,
}

/// <summary>As printed, such as <c>(1, 2)</c>.</summary>
/// <param name="Range">In the block, both parentheses included.</param>
/// <param name="Ids">One link per number, such as <c>cite-1-2</c>.</param>
internal sealed record ReadingCitation(TextRange Range, IReadOnlyList<int> Numbers, IReadOnlyList<string> Ids);

/// <summary>The end is exclusive.</summary>
internal readonly record struct TextRange(int Start, int End)
{
    public bool IsEmpty => End <= Start;

    public bool Overlaps(TextRange other) => Start < other.End && other.Start < End;

    public string Of(string text) => text[Start..End];
}
