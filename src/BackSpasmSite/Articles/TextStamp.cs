using System.Security.Cryptography;
using System.Text;

namespace BackSpasmSite.Articles;

/// <summary>Names the words an article has, and so binds a review, a vote or a report to them.</summary>
internal static class TextStamp
{
    /// <summary><c>sha256:</c> and the SHA-256 of the article's medical text in lower-case hexadecimal digits.</summary>
    public static string Of(Article article) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(article.MedicalText)))}";
}
