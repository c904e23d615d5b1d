namespace BackSpasmSite.Content.Citations;

/// <summary>
/// Hands out the ids of an article's citations. One counter serves all that is printed of an article, in reading
/// order: the lead, the figure's caption, the body.
/// </summary>
/// <param name="list">The article's references.</param>
internal sealed class CitationCounter(CitationList list)
{
    private readonly List<string>[] _ids = [.. list.References.Select(_ => new List<string>())];

    /// <summary>The reference of a number, and the id of this place that cites it, such as <c>cite-1-2</c>.</summary>
    public (CitedReference Cited, string Id) Next(int number)
    {
        var ids = _ids[number - 1];
        var id = $"cite-{number}-{ids.Count + 1}";
        ids.Add(id);
        return (list[number], id);
    }

    /// <summary>The list to print at the end, each reference with the places so far that cite it.</summary>
    public IReadOnlyList<ReferenceEntry> Entries =>
        [.. list.References.Select((cited, index) => new ReferenceEntry(cited, [.. _ids[index]]))];
}
