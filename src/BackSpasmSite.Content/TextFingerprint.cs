using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content;

/// <summary>Identifies a version of an article's text, to which a review, vote or report is tied.</summary>
internal static class TextFingerprint
{
    /// <summary>
    /// The version a reviewer signs, as <c>sha256:</c> and lower-case hexadecimal digits. Covers the medical text and what readers see
    /// of every listed paper, in the order of ids, so that re-ordering the list changes nothing.
    /// </summary>
    public static string Of(Article article) => article.Fingerprint;

    public static string Compute(Article article) => Of([article.MedicalText, .. article.References
        .Select(entry => entry.Cited.Reference).OfType<Reference>().DistinctBy(paper => paper.Id)
        .OrderBy(paper => paper.Id, StringComparer.Ordinal).Select(Shown)]);

    /// <summary>The article's own text only, for votes and reports.</summary>
    public static string OfWords(Article article) => Of([article.MedicalText]);

    private static string Of(IEnumerable<string> parts) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))}";

    // One line per field, even if it is missing, so that two different papers never look alike.
    private static string Shown(Reference paper) => string.Join('\n', new[]
    {
        paper.Id,
        string.Join("; ", paper.Authors.Select(author => author.FullName)) + (paper.AuthorsTruncated ? "; et al" : ""),
        paper.Title,
        paper.Issued is { } issued ? new PartialDate(issued.Year).ToString() : "",
        paper.Evidence ?? "",
        paper.Finding ?? "",
    }.Select(field => UnicodeText.Normalized(LineText.Collapse(field), NormalizationForm.FormC)));
}
