namespace BackSpasmSite.Content.FrontMatter;

/// <summary>An article's front matter.</summary>
internal sealed record ArticleMetadata
{
    public required string Title { get; init; }
    public required string Description { get; init; }

    /// <summary>A key of <c>people.yaml</c>.</summary>
    public required string Author { get; init; }

    /// <summary>The first day readers see it, in the site's time zone.</summary>
    public required DateOnly Published { get; init; }

    public DateOnly? Modified { get; init; }

    /// <summary>The line of <c>modified</c> in the file, or of <c>published</c> if it is missing, for diagnostics.</summary>
    public int ModifiedLine { get; init; } = 1;

    /// <summary>Drafts are shown in Development only.</summary>
    public bool Draft { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }
    public FrontMatterImage? Image { get; init; }
    public Review? Review { get; init; }
    public IReadOnlyList<Correction> Corrections { get; init; } = [];
    public Withdrawal? Withdrawn { get; init; }

    /// <summary>Old addresses that lead here, each a path that begins with one slash.</summary>
    public IReadOnlyList<string> Redirects { get; init; } = [];

    /// <summary>Ids of the bibliography; their order gives the numbers. Empty if the text cites by key.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}

/// <param name="Source">The picture, relative to the content folder or the article.</param>
/// <param name="Alt">Describes the picture to readers who can't see it.</param>
/// <param name="Caption">Markdown; may contain citations.</param>
internal sealed record FrontMatterImage(string Source, string Alt, string? Caption)
{
    /// <summary>The offset of <c>src</c> in the file, for diagnostics.</summary>
    public int SourceOffset { get; init; }

    /// <summary>The offset of <c>caption</c> in the file, for diagnostics.</summary>
    public int CaptionOffset { get; init; }
}

/// <summary>A reviewer's sign-off, tied to the text it covers.</summary>
/// <param name="By">A key of <c>people.yaml</c>.</param>
/// <param name="Date">The day it was signed.</param>
/// <param name="Text">The fingerprint of the medical text: <c>sha256:</c> and 64 hexadecimal digits.</param>
/// <param name="Next">The day it should be reviewed again.</param>
/// <param name="Line">The line of the record in the article's file, from 1.</param>
internal sealed record Review(string By, DateOnly Date, string Text, DateOnly? Next, int Line);

/// <param name="Date">The day the text was corrected.</param>
/// <param name="Note">What changed and why, for readers.</param>
/// <param name="Was">What it said.</param>
/// <param name="Now">What it says now.</param>
/// <param name="Reports">The numbers of the reports that led to it.</param>
internal sealed record Correction(DateOnly Date, string Note, string? Was, string? Now, IReadOnlyList<int> Reports);

/// <param name="Date">The day the article was withdrawn.</param>
/// <param name="Note">Why, for readers.</param>
internal sealed record Withdrawal(DateOnly Date, string Note);
