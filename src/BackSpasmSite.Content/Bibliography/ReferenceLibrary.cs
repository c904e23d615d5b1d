using System.Collections.Frozen;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>What an article of the site may cite, by id.</summary>
internal sealed class ReferenceLibrary
{
    private readonly FrozenDictionary<string, Reference> _byId;
    private readonly ByAddressName<Reference> _byName;

    public ReferenceLibrary(IEnumerable<Reference> references, bool isWhole = true)
    {
        IsWhole = isWhole;
        _byId = references.ToFrozenDictionary(reference => reference.Id, StringComparer.Ordinal);
        _byName = new(_byId);
    }

    public static ReferenceLibrary Empty { get; } = new([]);

    /// <summary>False if entries are missing because they, or the rest of the file, could not be read.</summary>
    public bool IsWhole { get; }

    /// <summary>
    /// Keeps missing entries as they were before, because nobody removed them. Readable entries are always the newest, so that a mistake in one
    /// field does not hold back others.
    /// </summary>
    public ReferenceLibrary With(ReferenceLibrary before) => IsWhole
        ? this
        : new([.. _byId.Values, .. before._byId.Values.Where(reference => !_byId.ContainsKey(reference.Id))], isWhole: false);

    /// <summary>For a file that may have other entries.</summary>
    public ReferenceLibrary Partial() => new(_byId.Values, isWhole: false);

    /// <summary>The same entries with what is known of each paper's retraction. An entry without a notice stays the same object.</summary>
    public ReferenceLibrary With(RetractionList retractions) => retractions.IsEmpty
        ? this
        : new(_byId.Values.Select(paper => retractions.Of(paper) is var status && ReferenceEquals(status, PaperStatus.Sound) ? paper : paper with { Status = status }), IsWhole);

    public IEnumerable<string> Ids => _byId.Keys;

    public IEnumerable<Reference> All => _byId.Values;

    public Reference? Find(string id) => _byId.GetValueOrDefault(id);

    public Reference? FindNamed(string name) => _byName.Find(name);
}
