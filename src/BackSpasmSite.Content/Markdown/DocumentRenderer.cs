using System.Text;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

/// <summary>For one article or page only, in reading order: it counts citations and help boxes on the way.</summary>
internal sealed class DocumentRenderer
{
    private readonly StringBuilder _html = new();
    private readonly HtmlRenderer _renderer;

    public DocumentRenderer(CitationCounter citations, SiteMetadata site, string address, IReadOnlyDictionary<string, ImageFile> images)
    {
        _renderer = new HtmlRenderer(new StringWriter(_html) { NewLine = "\n" });
        _renderer.ObjectRenderers.ReplaceOrAdd<HeadingRenderer>(new SectionHeadingRenderer());
        _renderer.ObjectRenderers.ReplaceOrAdd<LinkInlineRenderer>(new LinkRenderer(images));
        _renderer.ObjectRenderers.ReplaceOrAdd<AutolinkInlineRenderer>(new AddressRenderer());
        _renderer.ObjectRenderers.Add(new FigureRenderer(images));
        _renderer.ObjectRenderers.Add(new ScrollingTableRenderer());
        _renderer.ObjectRenderers.Add(new BoxRenderer(site, address));
        _renderer.ObjectRenderers.Add(new HtmlCitationRenderer(citations));
    }

    /// <summary>For a preview: the line of a block in its file. Each block gets an empty element with it, which readers never see.</summary>
    public Func<Block, int>? LineOf { get; init; }

    public string Render(IEnumerable<Block> blocks)
    {
        foreach (var block in blocks)
        {
            if (LineOf is not null) _renderer.Write($"<template data-line=\"{LineOf(block)}\"></template>");
            _renderer.Write(block);
        }

        var html = _html.ToString();
        _html.Clear();
        return html;
    }
}

/// <summary>The title is the page's only h1.</summary>
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
