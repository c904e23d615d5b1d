using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content;

/// <summary>An article, finished: nothing about it changes any more.</summary>
internal sealed record Article
{
    public required Slug Slug { get; init; }

    /// <summary>What its file says above the text.</summary>
    public required ArticleMetadata FrontMatter { get; init; }

    /// <summary>The file, relative to the content folder, with <c>/</c>.</summary>
    public required string Path { get; init; }

    public string Title => FrontMatter.Title;

    /// <summary>Who wrote it; a person with only a name where the key is in no <c>people.yaml</c>.</summary>
    public required Person Author { get; init; }

    /// <summary>The answer: what stands before the first heading, with the first help box.</summary>
    public required string LeadHtml { get; init; }

    /// <summary>The picture of the front matter as a figure, or null.</summary>
    public required string? FigureHtml { get; init; }

    /// <summary>Everything from the first heading on.</summary>
    public required string BodyHtml { get; init; }

    public required IReadOnlyList<Heading> Headings { get; init; }

    /// <summary>The list of references at the end, each with the places that cite it.</summary>
    public required IReadOnlyList<ReferenceEntry> References { get; init; }

    /// <summary>
    /// The words a medical reviewer signs: visible text with each citation as its reference's id.
    /// Normalised, so that re-wrapping and renumbering change nothing.
    /// </summary>
    public required string MedicalText { get; init; }

    /// <summary>How many minutes its text takes to read, rounded up.</summary>
    public required int ReadingMinutes { get; init; }

    /// <summary>The day its words last changed, as the author says.</summary>
    public DateOnly Changed => FrontMatter.Modified ?? FrontMatter.Published;
}

/// <param name="Level">2 for a section, 3 for a part of one, and so on.</param>
/// <param name="Id">The anchor, which begins with <c>s-</c>.</param>
/// <param name="Text">The words, without markup.</param>
internal sealed record Heading(int Level, string Id, string Text);

/// <summary>Names the words an article has, and so binds a review, a vote or a report to them.</summary>
internal static class TextFingerprint
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
    }.Select(field => UnicodeText.Normalized(LineText.Collapse(field), NormalizationForm.FormC)));
}
