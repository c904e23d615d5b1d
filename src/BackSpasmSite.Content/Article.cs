using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.FrontMatter;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content;

/// <summary>
/// An article as readers see it. Immutable. Lists and links need only its facts; its text is rendered from the file's bytes when it is
/// needed, so that thousands of articles fit into memory.
/// </summary>
internal sealed record Article
{
    private WeakReference<ArticleText> _text = new(null!);
    private string? _fingerprint;

    public required Slug Slug { get; init; }

    /// <summary>The file's front matter.</summary>
    public required ArticleMetadata FrontMatter { get; init; }

    /// <summary>The file it was made from.</summary>
    public required SourceText Source { get; init; }

    /// <summary>The file's path, relative to the content folder, with <c>/</c>.</summary>
    public string Path => Source.Path;

    public string Title => FrontMatter.Title;

    /// <summary>The author; has only a name if the key is not in <c>people.yaml</c>.</summary>
    public required Person Author { get; init; }

    /// <summary>Gives the same text each time.</summary>
    public required Func<ArticleText> Render
    {
        private get;
        init => (field, _text, _fingerprint) = (value, new(null!), null);
    }

    /// <summary>The rendered text, which stays in memory only while it is used.</summary>
    public ArticleText Text
    {
        get
        {
            if (_text.TryGetTarget(out var text)) return text;
            text = Render();
            _text.SetTarget(text);
            RecentlyUsed.Keep(text);
            return text;
        }
    }

    /// <inheritdoc cref="ArticleText.LeadHtml"/>
    public string LeadHtml => Text.LeadHtml;

    /// <inheritdoc cref="ArticleText.FigureHtml"/>
    public string? FigureHtml => Text.FigureHtml;

    /// <inheritdoc cref="ArticleText.BodyHtml"/>
    public string BodyHtml => Text.BodyHtml;

    /// <inheritdoc cref="ArticleText.MedicalText"/>
    public string MedicalText => Text.MedicalText;

    public required IReadOnlyList<Heading> Headings { get; init; }

    /// <summary>The list of references at the end, each with the places that cite it.</summary>
    public required IReadOnlyList<ReferenceEntry> References
    {
        get;
        init => (field, _fingerprint) = (value, null);
    }

    /// <summary>The paths of its pictures that the site does not have: their alternative texts are printed instead.</summary>
    public IReadOnlyList<string> MissingPictures { get; init; } = [];

    /// <summary>The reading time in minutes, rounded up.</summary>
    public required int ReadingMinutes { get; init; }

    /// <summary>SHA-256 of the file's bytes, in lower-case hexadecimal digits; null for a text that is not in a file.</summary>
    public string? FileHash { get; init; }

    /// <summary>The day the text last changed, according to its author.</summary>
    public DateOnly Changed => FrontMatter.Modified ?? FrontMatter.Published;

    /// <inheritdoc cref="TextFingerprint.Of(Article)"/>
    public string Fingerprint
    {
        get => _fingerprint ??= TextFingerprint.Compute(this);
        init => _fingerprint = value;
    }
}

/// <summary>An article's rendered text.</summary>
/// <param name="LeadHtml">The answer: everything before the first heading, with the first help box.</param>
/// <param name="FigureHtml">The front matter's picture as a figure, or null.</param>
/// <param name="BodyHtml">Everything from the first heading on.</param>
/// <param name="MedicalText">
/// The text a medical reviewer signs: visible text with each citation as its reference's id, normalised so that re-wrapping and
/// renumbering change nothing.
/// </param>
internal sealed record ArticleText(string LeadHtml, string? FigureHtml, string BodyHtml, string MedicalText)
{
    private ReadingText? _reading;

    /// <summary>See <see cref="ReadingText.Of"/>.</summary>
    public ReadingText ReadingOf(Article article) => _reading ??= new ReadingText(article.Title, this);
}

/// <param name="Level">2 for a section, 3 for a subsection, and so on.</param>
/// <param name="Id">The anchor, which begins with <c>s-</c>.</param>
/// <param name="Text">The words, without markup.</param>
internal sealed record Heading(int Level, string Id, string Text);

/// <summary>What readers get at an article's address.</summary>
internal enum PublicationState
{
    /// <summary>404: readers don't have it.</summary>
    Draft,

    /// <summary>404 until its day.</summary>
    Scheduled,

    Published,

    /// <summary>410, with the date and the reason.</summary>
    Withdrawn,
}

internal static class PublicationStates
{
    /// <param name="today">The edition's date.</param>
    public static PublicationState Of(ArticleMetadata front, DateOnly today) =>
        front.Draft ? PublicationState.Draft
        : front.Published > today ? PublicationState.Scheduled
        : front.Withdrawn is not null ? PublicationState.Withdrawn
        : PublicationState.Published;
}

/// <summary>
/// Keeps what was made last from being collected, so that a page that needs an article's text several times makes it once. Everything else
/// that is held weakly goes with the next collection, and there may be one during every page.
/// </summary>
internal static class RecentlyUsed
{
    /// <summary>A text takes about 100 KB with its words, and each request needs one or two.</summary>
    private const int Most = 64;

    private static readonly object?[] Kept = new object?[Most];
    private static int _next;

    public static void Keep(object made) => Kept[(uint)Interlocked.Increment(ref _next) % Most] = made;
}
