using BackSpasmSite.Content.Markdown;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>A link of the menu or one of the home page's questions.</summary>
/// <param name="Link">Where it leads, and where that is written in <c>site.yaml</c>.</param>
internal sealed record MenuItem(string Text, LinkUse Link)
{
    /// <summary>What a browser may follow; empty for an address that is not allowed, which <c>check</c> reports.</summary>
    public string Href => Link.Address switch
    {
        LinkAddress.Here here => here.Href,
        LinkAddress.Elsewhere elsewhere => elsewhere.Href,
        _ => "",
    };
}
