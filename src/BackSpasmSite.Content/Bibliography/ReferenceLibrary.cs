using System.Collections.Frozen;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>Every reference an article of the site may cite, by id.</summary>
internal sealed class ReferenceLibrary
{
    private readonly FrozenDictionary<string, Reference> _byId;
    private readonly ByAddressName<Reference> _byName;

    /// <param name="references">The entries.</param>
    /// <param name="isWhole">Whether that is all the file has.</param>
    public ReferenceLibrary(IEnumerable<Reference> references, bool isWhole = true)
    {
        IsWhole = isWhole;
        _byId = references.ToFrozenDictionary(reference => reference.Id, StringComparer.Ordinal);
        _byName = new(_byId);
    }

    public static ReferenceLibrary Empty { get; } = new([]);

    /// <summary>False where entries are missing because they, or the rest of the file, could not be read.</summary>
    public bool IsWhole { get; }

    /// <summary>
    /// Where entries are missing, those that were there before stay: nobody took them out. One that can be read is always the
    /// newest, so that a mistake in one field keeps back no other.
    /// </summary>
    public ReferenceLibrary With(ReferenceLibrary before) => IsWhole
        ? this
        : new([.. _byId.Values, .. before._byId.Values.Where(reference => !_byId.ContainsKey(reference.Id))], isWhole: false);

    public IEnumerable<string> Ids => _byId.Keys;

    public Reference? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The reference that a reader means by the last part of an address.</summary>
    public Reference? FindNamed(string name) => _byName.Find(name);
}
