namespace BackSpasmSite.Content;

/// <summary>Something that readers are told is being checked.</summary>
/// <param name="Article">Where.</param>
/// <param name="Quote">
/// The passage, in an article's words as readers see them; empty when nobody knows which; null when it is the whole article.
/// </param>
/// <param name="Prefix">Up to 64 characters before it.</param>
/// <param name="Suffix">Up to 64 characters after it.</param>
/// <param name="Section">The id of the heading it stands below.</param>
internal sealed record Hold(Slug Article, string? Quote, string? Prefix, string? Suffix, string? Section)
{
    /// <summary>Since when, in ticks of UTC: a number, because the hash of an edition must not follow a machine's way of writing dates.</summary>
    public long Since { get; init; }
}
