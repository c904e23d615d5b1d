namespace BackSpasmSite.Content.FrontMatter;

/// <summary>What an article's file says above its text.</summary>
internal sealed record ArticleMetadata
{
    public required string Title { get; init; }
    public required string Description { get; init; }

    /// <summary>A key of <c>people.yaml</c>.</summary>
    public required string Author { get; init; }

    /// <summary>The first day readers see it, in the site's time zone.</summary>
    public required DateOnly Published { get; init; }

    public DateOnly? Modified { get; init; }

    /// <summary>Drafts show in Development only.</summary>
    public bool Draft { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }
    public FrontMatterImage? Image { get; init; }
    public Review? Review { get; init; }
    public IReadOnlyList<Correction> Corrections { get; init; } = [];
    public Withdrawal? Withdrawn { get; init; }

    /// <summary>Old addresses that lead here, each a path that begins with one slash.</summary>
    public IReadOnlyList<string> Redirects { get; init; } = [];

    /// <summary>Ids of the bibliography; the order gives the numbers.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}
