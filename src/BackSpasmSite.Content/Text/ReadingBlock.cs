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

    public required ReadingPart Part { get; init; }

    /// <summary>Where in the printed part something may be put that stands right above it.</summary>
    public required int Above { get; init; }

    /// <summary>Where it begins in <see cref="ReadingText.Text"/>.</summary>
    public int Start { get; init; }

    public int End => Start + Text.Length;
}
