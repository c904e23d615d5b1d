using System.Collections.Frozen;

namespace BackSpasmSite.Citations;

/// <summary>Every reference an article of the site may cite, by id.</summary>
internal sealed class Bibliography
{
    private readonly FrozenDictionary<string, Reference> _byId;
    private readonly Lazy<FrozenDictionary<string, Reference>> _byName;

    public Bibliography(IEnumerable<Reference> references)
    {
        _byId = references.ToFrozenDictionary(reference => reference.Id, StringComparer.Ordinal);
        _byName = new(() => _byId.Values
            .OrderBy(reference => reference.Id, StringComparer.Ordinal)
            .DistinctBy(reference => PaperAddress.NameOf(reference.Id), StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(reference => PaperAddress.NameOf(reference.Id), StringComparer.OrdinalIgnoreCase));
    }

    public static Bibliography Empty { get; } = new([]);

    public IEnumerable<string> Ids => _byId.Keys;

    public Reference? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The reference that a reader means by the last part of an address: its id, its name there, or either in other capitals.</summary>
    /// <param name="name">As the server hands it on: unescaped, but for <c>%2F</c>.</param>
    public Reference? FindNamed(string name) =>
        Find(name) ?? _byName.Value.GetValueOrDefault(name) ?? Find(Uri.UnescapeDataString(name));
}
