using BackSpasmSite.Content.Files;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace BackSpasmSite.Content.Markdown;

/// <summary>Prints a picture and its caption as a figure.</summary>
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
