using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>The last part of the address of something that has a key, made from the key alone, so that it stays when others come and go.</summary>
internal static class AddressName
{
    private const int Longest = 200;

    /// <summary>
    /// Not escaped: the key itself. Reference managers also write ids that no address can hold
    /// (<c>http://zotero.org/users/1/items/ABC</c>): of those what can stay, and the beginning of their SHA-256, which keeps
    /// two of them apart.
    /// </summary>
    public static string Of(string key)
    {
        if (key.Length <= Longest && !key.Any(IsTrouble) && key.Any(c => c != '.')) return key;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..8];
        var rest = PlainKey.Of(key.ToLowerInvariant());
        return rest.Length == 0 ? hash : $"{rest[..Math.Min(rest.Length, Longest)]}-{hash}";
    }

    // Servers and proxies cut a path at a slash, escaped or not; a percent sign can be unescaped once too often.
    private static bool IsTrouble(char c) => c is '/' or '\\' or '%' || char.IsControl(c);
}

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

/// <summary>An id in the characters that every program takes.</summary>
internal static partial class PlainKey
{
    /// <summary>Its ASCII letters and digits, accents taken off, with <c>-</c> in the place of anything else; empty when nothing is left.</summary>
    public static string Of(string id)
    {
        var templates = id.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        return Other().Replace(string.Concat(templates), "-").Trim('-');
    }

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Other();
}

/// <summary>The address of a paper's page.</summary>
internal static class PaperAddress
{
    /// <summary>As a link names it, such as <c>/papers/maselli-2020</c>; escaped where the id has characters that need it.</summary>
    public static string Of(string id) => $"/papers/{Uri.EscapeDataString(AddressName.Of(id))}";
}
