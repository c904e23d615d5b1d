using BackSpasmSite.Content.FrontMatter;
using Markdig.Extensions.CustomContainers;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace BackSpasmSite.Content.Markdown;

/// <summary>Prints boxes; the first of them is where other places send a reader who needs help.</summary>
/// <param name="emergency">Whom to call; null where the site does not say.</param>
internal sealed class BoxRenderer(Emergency? emergency) : HtmlObjectRenderer<CustomContainer>
{
    private int _helpBoxes;

    protected override void Write(HtmlRenderer renderer, CustomContainer box)
    {
        renderer.EnsureLine();
        switch (BoxKind.Find(box.Info))
        {
            case null:
                renderer.WriteChildren(box);
                break;
            case var kind when kind == BoxKind.GetHelpNow:
                var id = ++_helpBoxes == 1 ? kind.Name : $"{kind.Name}-{_helpBoxes}";
                renderer.Write($"""<section class="box {kind.Name}" id="{id}" aria-labelledby="{id}-title"><h2 id="{id}-title">{kind.Title}</h2>""");
                WriteCall(renderer);
                renderer.WriteChildren(box);
                renderer.Write("</section>");
                break;
            case var kind:
                renderer.Write($"""<div class="box {kind.Name}"><p class="box-title">{kind.Title}</p>""");
                renderer.WriteChildren(box);
                renderer.Write("</div>");
                break;
        }

        renderer.EnsureLine();
    }

    private void WriteCall(HtmlRenderer renderer)
    {
        renderer.Write("""<p class="call">""");
        if (emergency is { Number: { } number, Href: { } href })
        {
            renderer.Write("<a href=\"").WriteEscapeUrl(href).Write("\">Call ");
            renderer.WriteEscape(number).Write("</a>");
        }
        else
        {
            renderer.Write("<strong>Call your local emergency number</strong>");
        }

        if (emergency?.Text is { } text)
            renderer.Write(" <span>").WriteEscape(text).Write("</span>");
        renderer.Write("</p>");
    }
}
