using System.Collections.Frozen;

namespace BackSpasmSite.Citations;

/// <summary>Every reference an article of the site may cite, by id.</summary>
internal sealed class Bibliography
{
    private readonly FrozenDictionary<string, Reference> _byId;
    private readonly ByAddressName<Reference> _byName;

    public Bibliography(IEnumerable<Reference> references)
    {
        _byId = references.ToFrozenDictionary(reference => reference.Id, StringComparer.Ordinal);
        _byName = new(_byId);
    }

    public static Bibliography Empty { get; } = new([]);

    public IEnumerable<string> Ids => _byId.Keys;

    public Reference? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The reference that a reader means by the last part of an address.</summary>
    public Reference? FindNamed(string name) => _byName.Find(name);
}
