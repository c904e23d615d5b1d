using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>The last part of an address, derived from the key alone, so that other entries never change it.</summary>
internal static class AddressName
{
    private const int Longest = 200;

    /// <summary>
    /// Not escaped. Usually the key itself. For ids that no address can hold (<c>http://zotero.org/users/1/items/ABC</c>): their usable
    /// characters, and the start of their SHA-256 to keep them distinct.
    /// </summary>
    public static string Of(string key)
    {
        if (key.Length <= Longest && !key.Any(IsTrouble) && key.Any(c => c != '.')) return key;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..8];
        var rest = PlainKey.Of(key.ToLowerInvariant());
        return rest.Length == 0 ? hash : $"{rest[..Math.Min(rest.Length, Longest)]}-{hash}";
    }

    // Servers and proxies split a path at a slash, even an escaped one, and may unescape a percent sign twice.
    private static bool IsTrouble(char c) => c is '/' or '\\' or '%' || char.IsControl(c);
}

internal sealed class ByAddressName<T>(FrozenDictionary<string, T> byKey)
    where T : class
{
    private readonly Lazy<FrozenDictionary<string, T>> _byName = new(() => byKey
        .OrderBy(one => one.Key, StringComparer.Ordinal)
        .DistinctBy(one => AddressName.Of(one.Key), StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(one => AddressName.Of(one.Key), one => one.Value, StringComparer.OrdinalIgnoreCase));

    /// <summary>By key or name, then ignoring case.</summary>
    /// <param name="name">As the server passes it on: unescaped, except for <c>%2F</c>.</param>
    public T? Find(string name) =>
        byKey.GetValueOrDefault(name) ?? _byName.Value.GetValueOrDefault(name) ?? byKey.GetValueOrDefault(Uri.UnescapeDataString(name));
}

internal static partial class PlainKey
{
    /// <summary>ASCII letters and digits, without accents, and <c>-</c> for everything else, so that every program accepts it; may be empty.</summary>
    public static string Of(string id)
    {
        var templates = id.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        return Other().Replace(string.Concat(templates), "-").Trim('-');
    }

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Other();
}

internal static class PaperAddress
{
    /// <summary>For links, such as <c>/papers/maselli-2020</c>; escaped if the id needs it.</summary>
    public static string Of(string id) => $"/papers/{Uri.EscapeDataString(AddressName.Of(id))}";
}
