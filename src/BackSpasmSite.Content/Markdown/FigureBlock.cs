using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

/// <summary>A picture with a place of its own, alone in its paragraph or named in the front matter.</summary>
internal sealed class FigureBlock(LinkInline image, MarkdownDocument? caption) : LeafBlock(null)
{
    public LinkInline Image { get; } = image;

    public MarkdownDocument? Caption { get; } = caption;

    /// <summary>The picture of an article's front matter as if it stood in the text.</summary>
    public static FigureBlock Of(string address, string folder, string alt, MarkdownDocument? caption)
    {
        var image = new LinkInline(address, "") { IsImage = true };
        image.AppendChild(new LiteralInline(alt));
        image.SetData(typeof(LinkAddress), LinkAddress.Parse(address, folder));
        return new FigureBlock(image, caption);
    }
}
