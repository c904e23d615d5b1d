namespace BackSpasmSite.Content.FrontMatter;

internal sealed record ArticleMetadata
{
    public required string Title { get; init; }
    public required string Description { get; init; }

    /// <summary>A key of <c>people.yaml</c>.</summary>
    public required string Author { get; init; }

    /// <summary>The first day readers see the article, in the site's time zone.</summary>
    public required DateOnly Published { get; init; }

    public DateOnly? Modified { get; init; }

    /// <summary>The line of <c>modified</c> or, without it, of <c>published</c>, for diagnostics.</summary>
    public int ModifiedLine { get; init; } = 1;

    /// <summary>Drafts are shown in Development only.</summary>
    public bool Draft { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }
    public FrontMatterImage? Image { get; init; }
    public Review? Review { get; init; }
    public IReadOnlyList<Correction> Corrections { get; init; } = [];
    public Withdrawal? Withdrawn { get; init; }

    /// <summary>Old addresses, each a path that begins with one slash.</summary>
    public IReadOnlyList<string> Redirects { get; init; } = [];

    /// <summary>Ids of the bibliography; their order gives the numbers. Empty if the text cites by key.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}

/// <param name="Source">Relative to the content folder or the article.</param>
/// <param name="Alt">For readers who can't see the picture.</param>
/// <param name="Caption">Markdown; may contain citations.</param>
internal sealed record FrontMatterImage(string Source, string Alt, string? Caption)
{
    public int SourceOffset { get; init; }

    public int CaptionOffset { get; init; }
}

/// <summary>A sign-off, tied to the text it covers.</summary>
/// <param name="By">A key of <c>people.yaml</c>.</param>
/// <param name="Text">The fingerprint of the medical text: <c>sha256:</c> and 64 hexadecimal digits.</param>
internal sealed record Review(string By, DateOnly Date, string Text, DateOnly? Next, int Line);

/// <param name="Date">The day the text was corrected.</param>
/// <param name="Note">What changed and why, for readers.</param>
internal sealed record Correction(DateOnly Date, string Note, string? Was, string? Now, IReadOnlyList<int> Reports);

internal sealed record Withdrawal(DateOnly Date, string Note);
