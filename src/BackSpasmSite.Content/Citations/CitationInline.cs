using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Citations;

/// <summary>A citation in a parsed document.</summary>
internal sealed class CitationInline : LeafInline
{
    /// <summary>The numbers in their order, each once, ranges written out.</summary>
    public required IReadOnlyList<int> Numbers { get; init; }

    /// <summary>As the author wrote it, with both parentheses.</summary>
    public required string Written { get; init; }
}
