namespace BackSpasmSite.Content.FrontMatter;

/// <param name="Number">What to dial, such as 112; null where the site serves many countries.</param>
/// <param name="Text">A line beside the number.</param>
internal sealed record Emergency(string? Number, string? Text)
{
    /// <summary>What a link to the number leads to, such as <c>tel:112</c> (RFC 3966); null without one.</summary>
    public string? Href => Number is null ? null : $"tel:{Number.Replace(" ", "", StringComparison.Ordinal)}";
}
