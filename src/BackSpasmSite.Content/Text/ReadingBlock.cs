namespace BackSpasmSite.Content.Text;

/// <summary>A paragraph, list item, heading or table cell.</summary>
internal sealed record ReadingBlock
{
    public required BlockKind Kind { get; init; }

    /// <summary>Its text: white space collapsed, citations as printed.</summary>
    public required string Text { get; init; }

    /// <summary>The id of the heading above it, or its own if it is one; null before the first.</summary>
    public required string? Section { get; init; }

    /// <summary>In a table, the text of the row's first cell, which gives the others their meaning; null for that cell itself.</summary>
    public string? Row { get; init; }

    public required IReadOnlyList<ReadingCitation> Citations { get; init; }

    /// <summary>True if the site filled it into a help box: its text is in site.yaml and not in the article's file.</summary>
    public bool IsOfSite { get; init; }

    public required ReadingPart Part { get; init; }

    /// <summary>Where in the rendered part something can be inserted directly above it.</summary>
    public required int Above { get; init; }

    /// <summary>Its offset in <see cref="ReadingText.Text"/>.</summary>
    public int Start { get; init; }

    public int End => Start + Text.Length;

    /// <summary>The text of a range, without citations and the spaces before them.</summary>
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

/// <summary>The role of a block in an article.</summary>
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

/// <summary>The part of an article that a block is in.</summary>
internal enum ReadingPart
{
    Title,

    /// <summary><see cref="Article.LeadHtml"/>.</summary>
    Lead,

    /// <summary><see cref="Article.FigureHtml"/>, whose text comes from the front matter.</summary>
    Figure,

    /// <summary><see cref="Article.BodyHtml"/>.</summary>
    Body,
}

/// <summary>A citation as printed, such as <c>(1, 2)</c>.</summary>
/// <param name="Range">Its range in the block, both parentheses included.</param>
/// <param name="Numbers">The references it names.</param>
/// <param name="Ids">The ids of its links, one per number, such as <c>cite-1-2</c>.</param>
internal sealed record ReadingCitation(TextRange Range, IReadOnlyList<int> Numbers, IReadOnlyList<string> Ids);

/// <summary>A range of a text; <paramref name="End"/> is exclusive.</summary>
internal readonly record struct TextRange(int Start, int End)
{
    public bool IsEmpty => End <= Start;

    public bool Overlaps(TextRange other) => Start < other.End && other.Start < End;

    public string Of(string text) => text[Start..End];
}
