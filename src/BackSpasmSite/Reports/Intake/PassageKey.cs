using System.Security.Cryptography;
using System.Text;

namespace BackSpasmSite.Reports.Intake;

/// <summary>What reports on one passage have in common, so that they can be answered together.</summary>
internal static class PassageKey
{
    /// <param name="article">The article's slug.</param>
    /// <param name="passage">The words: the sentences that the reader's selection lies in, or the selection itself.</param>
    /// <returns>The same for passages that differ in white space, case and punctuation only; null without words.</returns>
    public static string? Of(string article, string? passage)
    {
        var words = string.Concat((passage ?? "").Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return words.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{article}\n{words}")))[..32];
    }
}
