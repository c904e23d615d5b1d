namespace BackSpasmSite.Content.Text;

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
