namespace BackSpasmSite.Content;

/// <summary>What some articles have in common.</summary>
/// <param name="Key">As articles write it, such as <c>warning-signs</c>.</param>
/// <param name="Articles">Newest first; never empty.</param>
internal sealed record Topic(string Key, IReadOnlyList<Article> Articles)
{
    /// <summary>As readers see it, such as "Warning signs".</summary>
    public string Name => $"{char.ToUpperInvariant(Key[0])}{Key[1..].Replace('-', ' ')}";

    public string Address => $"/topics/{Key}";
}
