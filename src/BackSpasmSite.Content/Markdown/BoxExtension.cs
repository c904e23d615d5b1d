using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Renderers;

namespace BackSpasmSite.Content.Markdown;

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
        // The renderer knows the site's emergency number; DocumentHtml adds it.
    }
}
