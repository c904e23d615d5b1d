using System.Collections.Frozen;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>Finds what a reader means by the last part of an address.</summary>
/// <param name="byKey">What has an address, by its key.</param>
internal sealed class ByAddressName<T>(FrozenDictionary<string, T> byKey)
    where T : class
{
    private readonly Lazy<FrozenDictionary<string, T>> _byName = new(() => byKey
        .OrderBy(one => one.Key, StringComparer.Ordinal)
        .DistinctBy(one => AddressName.Of(one.Key), StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(one => AddressName.Of(one.Key), one => one.Value, StringComparer.OrdinalIgnoreCase));

    /// <summary>By its key, its name in addresses, or either in other capitals; null where nothing is meant.</summary>
    /// <param name="name">As the server hands it on: unescaped, but for <c>%2F</c>.</param>
    public T? Find(string name) =>
        byKey.GetValueOrDefault(name) ?? _byName.Value.GetValueOrDefault(name) ?? byKey.GetValueOrDefault(Uri.UnescapeDataString(name));
}
