namespace BackSpasmSite.Content.Text;

/// <summary>A paragraph, an item, a heading, a cell: words that stand together on the page.</summary>
internal sealed record ReadingBlock
{
    public required BlockKind Kind { get; init; }

    /// <summary>Its words: white space collapsed, citations as they print.</summary>
    public required string Text { get; init; }

    /// <summary>The id of the heading it stands below, or its own when it is one; null before the first.</summary>
    public required string? Section { get; init; }

    /// <summary>In a table, what the first cell of its row says, without which its words mean little; null for that cell itself.</summary>
    public string? Row { get; init; }

    public required IReadOnlyList<ReadingCitation> Citations { get; init; }

    /// <summary>Whether the site wrote it into a help box: its words stand in site.yaml and not in the article's file.</summary>
    public bool IsOfSite { get; init; }

    public required ReadingPart Part { get; init; }

    /// <summary>Where in the printed part something may be put that stands right above it.</summary>
    public required int Above { get; init; }

    /// <summary>Where it begins in <see cref="ReadingText.Text"/>.</summary>
    public int Start { get; init; }

    public int End => Start + Text.Length;

    /// <summary>What a stretch of it says, without citations and the spaces before them.</summary>
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

/// <summary>What a block of an article is to its reader.</summary>
internal enum BlockKind
{
    /// <summary>The article's own title.</summary>
    Title,
    Heading,
    Paragraph,
    ListItem,
    TableCell,
    Caption,
    BoxTitle,
    Code,
}

/// <summary>Which part of an article a block was printed in.</summary>
internal enum ReadingPart
{
    Title,

    /// <summary><see cref="Article.LeadHtml"/>.</summary>
    Lead,

    /// <summary><see cref="Article.FigureHtml"/>, whose words come from the front matter.</summary>
    Figure,

    /// <summary><see cref="Article.BodyHtml"/>.</summary>
    Body,
}

/// <summary>A citation as it prints, such as <c>(1, 2)</c>.</summary>
/// <param name="Range">Where it stands in its block, both parentheses included.</param>
/// <param name="Numbers">The references it names.</param>
/// <param name="Ids">The ids of its links, one a number, such as <c>cite-1-2</c>.</param>
internal sealed record ReadingCitation(TextRange Range, IReadOnlyList<int> Numbers, IReadOnlyList<string> Ids);

/// <summary>A stretch of a text.</summary>
/// <param name="Start">The offset of its first character.</param>
/// <param name="End">The offset after its last character.</param>
internal readonly record struct TextRange(int Start, int End)
{
    public bool IsEmpty => End <= Start;

    public bool Overlaps(TextRange other) => Start < other.End && other.Start < End;

    public string Of(string text) => text[Start..End];
}
