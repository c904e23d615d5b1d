namespace BackSpasmSite.Articles;

/// <summary>A link of the menu or one of the home page's questions.</summary>
internal sealed record MenuItem(string Text, string Href)
{
    /// <summary>Where the address stands in <c>site.yaml</c>, for problems.</summary>
    public int Offset { get; init; }
}
