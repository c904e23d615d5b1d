using BackSpasmSite.Content.Files;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

/// <summary>A link that is not allowed becomes its text.</summary>
internal sealed class LinkRenderer(IReadOnlyDictionary<string, ImageFile> images) : HtmlObjectRenderer<LinkInline>
{
    protected override void Write(HtmlRenderer renderer, LinkInline link)
    {
        var address = link.GetData(typeof(LinkAddress)) as LinkAddress;
        if (link.IsImage)
        {
            PictureHtml.Write(renderer, link, images);
            return;
        }

        var href = address switch
        {
            LinkAddress.Elsewhere elsewhere => elsewhere.Href,
            LinkAddress.Here here => here.Href,
            LinkAddress.Picture picture when images.TryGetValue(picture.Path, out var file) => file.Href,
            _ => null,
        };
        if (href is null)
        {
            renderer.WriteChildren(link);
            return;
        }

        renderer.Write("<a href=\"").WriteEscapeUrl(href).Write("\">");
        renderer.WriteChildren(link);
        renderer.Write("</a>");
    }
}

/// <summary>An address in angle brackets: a link if allowed, otherwise text.</summary>
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
