using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.FrontMatter;

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
