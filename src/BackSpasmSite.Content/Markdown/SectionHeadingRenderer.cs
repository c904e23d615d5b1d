using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace BackSpasmSite.Content.Markdown;

/// <summary>Prints a heading with its id; the title is the page's only h1.</summary>
internal sealed class SectionHeadingRenderer : HtmlObjectRenderer<HeadingBlock>
{
    protected override void Write(HtmlRenderer renderer, HeadingBlock block)
    {
        var heading = (Heading)block.GetData(typeof(Heading))!;
        renderer.EnsureLine();
        renderer.Write($"<h{heading.Level} id=\"{heading.Id}\">");
        renderer.WriteLeafInline(block);
        renderer.WriteLine($"</h{heading.Level}>");
    }
}
