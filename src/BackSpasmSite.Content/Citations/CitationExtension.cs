using Markdig;
using Markdig.Renderers;

namespace BackSpasmSite.Content.Citations;

/// <summary>
/// Teaches a Markdig pipeline citations. It keeps nothing itself: give each document a <see cref="CitationContext"/>
/// and each set of renders that share a list of references an <see cref="HtmlCitationRenderer"/> with a counter.
/// Needs <c>UsePreciseSourceLocation</c>.
/// </summary>
internal sealed class CitationExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        if (pipeline.InlineParsers.Contains<CitationParser>()) return;
        pipeline.InlineParsers.Insert(0, new CitationParser());
        pipeline.DocumentProcessed += CitationPlaces.Review;
    }

    // Where nobody brings a counter, as for plain text, citations are still printed, without links.
    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html) html.ObjectRenderers.AddIfNotAlready(new HtmlCitationRenderer(counter: null));
    }
}
