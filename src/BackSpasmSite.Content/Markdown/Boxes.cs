using BackSpasmSite.Content.FrontMatter;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace BackSpasmSite.Content.Markdown;

/// <summary>Links from elsewhere to “get help now” lead to the first help box.</summary>
internal sealed class BoxRenderer(SiteMetadata site, string address) : HtmlObjectRenderer<CustomContainer>
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
                if (BoxKind.ShowsWarningSigns(box) && site.WarningSigns is { } signs) WriteSigns(renderer, signs);
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
        if (site.Emergency is { Number: not null } emergency) WriteLink(renderer, emergency);
        else renderer.Write("<strong>Call your local emergency number</strong>");
        WriteText(renderer, site.Emergency?.Text);
        renderer.Write("</p>");

        if (site.Advice is not { } advice) return;
        renderer.Write("""<p class="call advice">""");
        if (advice.Number is not null) WriteLink(renderer, advice);
        WriteText(renderer, advice.Text);
        renderer.Write("</p>");
    }

    private static void WriteLink(HtmlRenderer renderer, HelpLine line)
    {
        renderer.Write("<a href=\"").WriteEscapeUrl(line.Href).Write("\">Call ");
        renderer.WriteEscape(line.Number).Write("</a>");
    }

    private static void WriteText(HtmlRenderer renderer, string? text)
    {
        if (text is not null) renderer.Write(" <span>").WriteEscape(text).Write("</span>");
    }

    /// <summary>All signs on the page that explains them; elsewhere the most important ones, with the rest folded.</summary>
    private void WriteSigns(HtmlRenderer renderer, WarningSigns signs)
    {
        var isExplained = signs.More?.Href == address;
        var isFolded = !isExplained && signs.Short is not null;
        if (isFolded)
        {
            renderer.Write("""<div class="short">""");
            WriteList(renderer, signs.Short!);
            renderer.Write("</div><details><summary>All warning signs</summary>");
        }

        foreach (var list in signs.All) WriteList(renderer, list, " class=\"box-title\"");
        if (!isExplained && signs.More is { Href.Length: > 0 } more)
            renderer.Write("<p><a href=\"").WriteEscapeUrl(more.Href).Write("\">").WriteEscape(more.Text).Write("</a></p>");
        if (isFolded) renderer.Write("</details>");
    }

    private static void WriteList(HtmlRenderer renderer, SignList list, string css = "")
    {
        renderer.Write($"<p{css}>").WriteEscape(list.Text).Write("</p><ul>");
        foreach (var sign in list.Signs) renderer.Write("<li>").WriteEscape(sign).Write("</li>");
        renderer.Write("</ul>");
    }
}

/// <summary>The help box with the site's warning signs, for a page that is not written in Markdown.</summary>
internal static class HelpBox
{
    public static string Html(SiteMetadata site)
    {
        using var html = new StringWriter { NewLine = "\n" };
        new BoxRenderer(site, "").Write(new HtmlRenderer(html), new CustomContainer(new CustomContainerParser()) { Info = BoxKind.GetHelpNow.Name });
        return html.ToString();
    }
}

/// <summary>A kind of box that authors can use.</summary>
/// <param name="Name">After the colons, such as <c>get-help-now</c>.</param>
internal sealed record BoxKind(string Name, string Title)
{
    public static BoxKind GetHelpNow { get; } = new("get-help-now", "Get help now");

    public static IReadOnlyList<BoxKind> All { get; } =
        [GetHelpNow, new("note", "Note"), new("do", "Do"), new("dont", "Don’t")];

    /// <summary>A help box left empty shows the site's own signs.</summary>
    public static bool ShowsWarningSigns(CustomContainer box) => box.Info == GetHelpNow.Name && box.Count == 0;

    public static BoxKind? Find(string? name) => All.FirstOrDefault(kind => kind.Name == name);
}

/// <summary>
/// From <c>::: note</c> to <c>:::</c>. Uses only the block parser of Markdig's container extension, which would also give <c>::</c> inside a
/// line a meaning that authors do not expect.
/// </summary>
internal sealed class BoxExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) =>
        pipeline.BlockParsers.Insert(0, new CustomContainerParser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        // The renderer needs the site's emergency number; DocumentRenderer adds it.
    }
}
