using BackSpasmSite.Content.FrontMatter;
using Markdig;
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

/// <summary>A kind of box authors can write.</summary>
/// <param name="Name">After the colons, such as <c>get-help-now</c>.</param>
/// <param name="Title">The words above it.</param>
internal sealed record BoxKind(string Name, string Title)
{
    public static BoxKind GetHelpNow { get; } = new("get-help-now", "Get help now");

    public static IReadOnlyList<BoxKind> All { get; } =
        [GetHelpNow, new("note", "Note"), new("do", "Do"), new("dont", "Don’t")];

    public static BoxKind? Find(string? name) => All.FirstOrDefault(kind => kind.Name == name);
}

/// <summary>
/// Boxes: <c>::: note</c> to <c>:::</c>. Markdig's own extension for containers also gives <c>::</c> inside a line a
/// meaning, which authors do not expect; so only its block parser is taken.
/// </summary>
internal sealed class BoxExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) =>
        pipeline.BlockParsers.Insert(0, new CustomContainerParser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        // The renderer knows the site's emergency number; DocumentRenderer adds it.
    }
}
