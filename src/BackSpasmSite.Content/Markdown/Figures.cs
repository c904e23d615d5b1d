using BackSpasmSite.Content.Files;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

internal sealed class FigureRenderer(IReadOnlyDictionary<string, ImageFile> images) : HtmlObjectRenderer<FigureBlock>
{
    protected override void Write(HtmlRenderer renderer, FigureBlock figure)
    {
        renderer.EnsureLine();
        renderer.Write("<figure>");
        PictureHtml.Write(renderer, figure.Image, images);
        if (figure.Caption is { Count: > 0 } caption)
        {
            renderer.Write("<figcaption>");
            var first = true;
            foreach (var words in caption.OfType<LeafBlock>())
            {
                if (!first) renderer.Write("<br>");
                first = false;
                renderer.WriteLeafInline(words);
            }

            renderer.Write("</figcaption>");
        }

        renderer.WriteLine("</figure>");
    }
}

/// <summary>Alone in its paragraph, or from the front matter.</summary>
internal sealed class FigureBlock(LinkInline image, MarkdownDocument? caption) : LeafBlock(null)
{
    public LinkInline Image { get; } = image;

    public MarkdownDocument? Caption { get; } = caption;

    /// <summary>The front matter's picture, as if it were in the text.</summary>
    public static FigureBlock Of(string address, string folder, string alt, MarkdownDocument? caption)
    {
        var image = new LinkInline(address, "") { IsImage = true };
        image.AppendChild(new LiteralInline(alt));
        image.SetData(typeof(LinkAddress), LinkAddress.Parse(address, folder));
        return new FigureBlock(image, caption);
    }
}

/// <summary>Includes the size, so that the text does not jump when the picture loads.</summary>
internal static class PictureHtml
{
    /// <summary>Prints the alt text of a missing picture, which is more use than a broken image.</summary>
    public static void Write(HtmlRenderer renderer, LinkInline picture, IReadOnlyDictionary<string, ImageFile> images)
    {
        var alt = PlainText.Of(picture);
        if (Find(picture, images) is not { } file)
        {
            renderer.WriteEscape(alt);
            return;
        }

        renderer.Write("<img src=\"").WriteEscapeUrl(file.Href)
            .Write($"\" width=\"{file.Width}\" height=\"{file.Height}\" alt=\"")
            .WriteEscape(alt)
            .Write("\" loading=\"lazy\" decoding=\"async\">");
    }

    public static ImageFile? Find(LinkInline picture, IReadOnlyDictionary<string, ImageFile> images) =>
        picture.GetData(typeof(LinkAddress)) is LinkAddress.Picture address ? images.GetValueOrDefault(address.Path) : null;
}
