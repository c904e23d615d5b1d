using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Markdown;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content;

/// <summary>Names the words an article has, and so binds a review, a vote or a report to them.</summary>
internal static class TextStamp
{
    /// <summary>
    /// What a reviewer signs, as <c>sha256:</c> and lower-case hexadecimal digits: the article's medical text, and of every paper
    /// in its list what readers are shown of it. In the order of ids, so that re-ordering the list changes nothing.
    /// </summary>
    public static string Of(Article article) => Of([article.MedicalText, .. article.References
        .Select(entry => entry.Cited.Reference).OfType<Reference>().DistinctBy(paper => paper.Id)
        .OrderBy(paper => paper.Id, StringComparer.Ordinal).Select(Shown)]);

    /// <summary>The article's own words, for votes and reports.</summary>
    public static string OfWords(Article article) => Of([article.MedicalText]);

    private static string Of(IEnumerable<string> parts) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))}";

    // A line for each field, also for one that is missing, so that no two papers can read alike.
    private static string Shown(Reference paper) => string.Join('\n', new[]
    {
        paper.Id,
        string.Join("; ", paper.Authors.Select(author => author.FullName)) + (paper.AuthorsTruncated ? "; et al" : ""),
        paper.Title,
        paper.Issued is { } issued ? new PartialDate(issued.Year).ToString() : "",
        paper.Evidence ?? "",
        paper.Finding ?? "",
    }.Select(field => UnicodeText.Normalized(PlainText.Collapse(field), NormalizationForm.FormC)));
}
