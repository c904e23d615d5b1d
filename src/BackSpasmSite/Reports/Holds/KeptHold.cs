namespace BackSpasmSite.Reports.Holds;

/// <summary>A passage, or a whole article, that readers are told is being checked.</summary>
internal sealed class KeptHold
{
    public long Id { get; init; }

    /// <summary>The article's slug.</summary>
    public required string Article { get; init; }

    /// <summary>The report it was placed on; null when an editor placed it without one.</summary>
    public long? Report { get; init; }

    /// <summary>What reports on the passage have in common: <see cref="BackSpasmSite.Reports.Report.Passage"/>.</summary>
    public string? Passage { get; init; }

    /// <summary>
    /// The passage's sentences as the article has them, never a reader's words; empty when they are not in it any more; null
    /// when the notice takes the place of the whole article.
    /// </summary>
    public string? Quote { get; init; }

    public string? QuotePrefix { get; init; }

    public string? QuoteSuffix { get; init; }

    /// <summary>The id of the heading it stands below.</summary>
    public string? Section { get; init; }

    /// <summary>The editor's name.</summary>
    public required string By { get; init; }

    public required DateTime Since { get; init; }

    public bool IsOfWholeArticle => Quote is null;
}
