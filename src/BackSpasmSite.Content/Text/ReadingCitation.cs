namespace BackSpasmSite.Content.Text;

/// <summary>A citation as it prints, such as <c>(1, 2)</c>.</summary>
/// <param name="Range">Where it stands in its block, both parentheses included.</param>
/// <param name="Numbers">The references it names.</param>
/// <param name="Ids">The ids of its links, one a number, such as <c>cite-1-2</c>.</param>
internal sealed record ReadingCitation(TextRange Range, IReadOnlyList<int> Numbers, IReadOnlyList<string> Ids);
