namespace BackSpasmSite.Content.Text;

/// <summary>A passage as a reader's browser noted it, by which it is found again.</summary>
/// <param name="Quote">The words.</param>
/// <param name="Prefix">Up to 64 characters before them.</param>
/// <param name="Suffix">Up to 64 characters after them.</param>
/// <param name="Section">The id of the heading they stand below.</param>
internal sealed record Quotation(string Quote, string? Prefix = null, string? Suffix = null, string? Section = null);
