namespace BackSpasmSite.Content.Citations;

/// <summary>One item of the printed list of references.</summary>
/// <param name="Cited">The number and the reference.</param>
/// <param name="Citations">The ids of the links that cite it, in reading order, such as <c>cite-1-1</c>.</param>
internal sealed record ReferenceEntry(CitedReference Cited, IReadOnlyList<string> Citations);
