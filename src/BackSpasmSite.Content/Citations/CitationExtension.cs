using BackSpasmSite.Content.Bibliography;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace BackSpasmSite.Content.Citations;

/// <summary>
/// Stateless: each document needs a <see cref="CitationContext"/>, and renders that share a list of references an
/// <see cref="HtmlCitationRenderer"/> with one counter. Needs <c>UsePreciseSourceLocation</c>.
/// </summary>
internal sealed class CitationExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        if (pipeline.InlineParsers.Contains<CitationParser>()) return;
        pipeline.InlineParsers.Insert(0, new CitationParser());
        pipeline.DocumentProcessed += CitationPlaces.Review;
    }

    // Without a counter, as for plain text, citations are printed without links.
    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html) html.ObjectRenderers.AddIfNotAlready(new HtmlCitationRenderer(counter: null));
    }
}

/// <summary>A citation with an unknown key is printed as it is written.</summary>
/// <param name="counter">Knows the references and assigns ids; null prints <c>(1, 2)</c> without links.</param>
internal sealed class HtmlCitationRenderer(CitationCounter? counter) : HtmlObjectRenderer<CitationInline>
{
    protected override void Write(HtmlRenderer renderer, CitationInline inline)
    {
        var citation = inline.Citation;
        var numbers = counter is not null ? counter.NumbersOf(citation) : citation.Keys is null ? citation.Numbers : null;
        if (numbers is null)
        {
            renderer.WriteEscape(citation.Written);
            return;
        }

        if (counter is null || !renderer.EnableHtmlForInline)
        {
            renderer.Write($"({string.Join(", ", numbers)})");
            return;
        }

        renderer.Write("<span class=\"citation\">(");
        foreach (var number in numbers)
        {
            if (number != numbers[0]) renderer.Write(", ");
            WriteLink(renderer, counter, number);
        }

        renderer.Write(")</span>");
    }

    private static void WriteLink(HtmlRenderer renderer, CitationCounter counter, int number)
    {
        var (cited, id) = counter.Next(number);
        renderer.Write("<a href=\"").WriteEscape(ReferenceLinks.Of(cited))
            .Write($"\" id=\"{id}\" data-reference=\"{number}\" role=\"doc-noteref\" aria-label=\"")
            .WriteEscape(AccessibleName.Of(cited))
            .Write($"\">{number}</a>");
        if (cited.Reference?.Status.Mark is { } mark) renderer.Write($" <strong>{mark}</strong>");
    }
}
