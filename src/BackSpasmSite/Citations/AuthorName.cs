namespace BackSpasmSite.Citations;

/// <summary>A person's name in the parts of CSL, or, as <paramref name="Literal"/>, a group's.</summary>
internal sealed record AuthorName(
    string? Family = null,
    string? Given = null,
    string? NonDroppingParticle = null,
    string? DroppingParticle = null,
    string? Suffix = null,
    string? Literal = null)
{
    /// <summary>As one would say it: "Wendelien H van der Gaag"; for a group its name.</summary>
    public string FullName => Literal ?? string.Join(' ',
        new[] { Given, DroppingParticle, NonDroppingParticle, Family, Suffix }.Where(part => !string.IsNullOrEmpty(part)));
}
