namespace BackSpasmSite.Desk;

/// <summary>A passage, or a whole article, that readers are told is being checked.</summary>
internal sealed class KeptHold
{
    public long Id { get; init; }

    /// <summary>The article's slug.</summary>
    public required string Article { get; init; }

    /// <summary>The passage; null when the notice takes the place of the whole article.</summary>
    public string? Quote { get; init; }

    public string? QuotePrefix { get; init; }

    public string? QuoteSuffix { get; init; }

    /// <summary>The editor's name.</summary>
    public required string By { get; init; }

    public required DateTime Since { get; init; }
}
