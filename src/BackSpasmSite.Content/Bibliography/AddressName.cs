using System.Security.Cryptography;
using System.Text;

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
