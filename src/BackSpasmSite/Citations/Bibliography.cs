using System.Collections.Frozen;

namespace BackSpasmSite.Citations;

/// <summary>Every reference an article of the site may cite, by id.</summary>
internal sealed class Bibliography(IEnumerable<Reference> references)
{
    private readonly FrozenDictionary<string, Reference> _byId =
        references.ToFrozenDictionary(reference => reference.Id, StringComparer.Ordinal);

    public static Bibliography Empty { get; } = new([]);

    public IEnumerable<string> Ids => _byId.Keys;

    public Reference? Find(string id) => _byId.GetValueOrDefault(id);
}
