using System.Security.Cryptography;
using System.Text;

namespace BackSpasmSite.Citations;

/// <summary>The address of a paper's page, which is made from its id alone, so that it stays when other entries come and go.</summary>
internal static class PaperAddress
{
    private const int Longest = 200;

    /// <summary>As a link names it, such as <c>/papers/maselli-2020</c>; escaped where the id has characters that need it.</summary>
    public static string Of(string id) => $"/papers/{Uri.EscapeDataString(NameOf(id))}";

    /// <summary>
    /// The last part of the address, not escaped: the id itself. Reference managers also write ids that no address can hold
    /// (<c>http://zotero.org/users/1/items/ABC</c>): of those what can stay, and the beginning of their SHA-256, which keeps
    /// two of them apart.
    /// </summary>
    public static string NameOf(string id)
    {
        if (id.Length <= Longest && !id.Any(IsTrouble) && id.Any(c => c != '.')) return id;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..8];
        var rest = PlainKey.Of(id.ToLowerInvariant());
        return rest.Length == 0 ? hash : $"{rest[..Math.Min(rest.Length, Longest)]}-{hash}";
    }

    // Servers and proxies cut a path at a slash, escaped or not; a percent sign can be unescaped once too often.
    private static bool IsTrouble(char c) => c is '/' or '\\' or '%' || char.IsControl(c);
}
