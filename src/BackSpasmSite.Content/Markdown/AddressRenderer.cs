using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

/// <summary>Prints an address in angle brackets: as a link when it may be followed, else as text.</summary>
internal sealed class AddressRenderer : HtmlObjectRenderer<AutolinkInline>
{
    protected override void Write(HtmlRenderer renderer, AutolinkInline address)
    {
        if (!address.IsEmail && address.GetData(typeof(LinkAddress)) is not LinkAddress.Elsewhere)
        {
            renderer.WriteEscape(address.Url);
            return;
        }

        renderer.Write(address.IsEmail ? "<a href=\"mailto:" : "<a href=\"").WriteEscapeUrl(address.Url).Write("\">");
        renderer.WriteEscape(address.Url).Write("</a>");
    }
}
