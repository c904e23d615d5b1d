using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Content.Citations;

/// <summary>The references of one article in its order: position, counted from 1, is the number.</summary>
internal sealed class CitationList
{
    private readonly CitedReference[] _references;

    public CitationList(IReadOnlyList<string> ids, ReferenceLibrary bibliography) =>
        _references = [.. ids.Select((id, index) => new CitedReference(index + 1, id, bibliography.Find(id)))];

    public int Count => _references.Length;

    /// <param name="number">From 1 to <see cref="Count"/>.</param>
    public CitedReference this[int number] => _references[number - 1];

    public IReadOnlyList<CitedReference> References => _references;
}
