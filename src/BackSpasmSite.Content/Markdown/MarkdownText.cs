using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

/// <summary>Each extension that articles may use is chosen explicitly.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Text = new MarkdownPipelineBuilder()
        .UsePreciseSourceLocation()
        .UsePipeTables()
        .UseAutoLinks(new AutoLinkOptions { UseHttpsForWWWLinks = true })
        .Use<BoxExtension>()
        .Use<CitationExtension>()
        .Use<BarExtension>()
        .Build();

    /// <summary>A caption is one line of text: a number and a full stop at its start do not make it a list.</summary>
    private static readonly MarkdownPipeline Caption = CaptionPipeline();

    /// <param name="offset">Where the text begins in its file.</param>
    /// <param name="references">How many the article lists.</param>
    /// <returns>Null if the text exceeds a limit, with a diagnostic added.</returns>
    public static MarkdownDocument? Parse(SourceText source, int offset, int references, ICollection<Diagnostic> diagnostics) =>
        Parse(source.Text[offset..], Text, source, offset, references, diagnostics);

    public static MarkdownDocument? ParseCaption(
        string caption, SourceText source, int offset, int references, ICollection<Diagnostic> diagnostics) =>
        Parse(caption, Caption, source, offset, references, diagnostics);

    private static MarkdownDocument? Parse(
        string text, MarkdownPipeline pipeline, SourceText source, int offset, int references, ICollection<Diagnostic> diagnostics)
    {
        if (MarkdownBudget.Exceeded(source, text, offset) is { } over)
        {
            diagnostics.Add(over);
            return null;
        }

        try
        {
            var document = Markdig.Markdown.Parse(text, pipeline, new CitationContext(references, source, offset, diagnostics).ToParserContext());
            if (!IsTooDeep(document)) return document;
            diagnostics.Add(ArticleDiagnostics.TooDeep(source, offset));
            return null;
        }
        // Markdig throws exactly this type for nesting and for nothing else; derived types are something else.
        catch (ArgumentException tooDeep) when (tooDeep.GetType() == typeof(ArgumentException))
        {
            diagnostics.Add(ArticleDiagnostics.TooDeep(source, offset));
            return null;
        }
    }

    /// <summary>Markdig renders 128 levels, and a page adds some of its own.</summary>
    private static bool IsTooDeep(MarkdownDocument document)
    {
        const int Deepest = 100;
        var open = new Stack<(IMarkdownObject Node, int Depth)>([(document, 0)]);
        while (open.TryPop(out var next))
        {
            if (next.Depth > Deepest) return true;
            IEnumerable<IMarkdownObject> children = next.Node switch
            {
                ContainerBlock container => container,
                LeafBlock { Inline: { } inline } => [inline],
                ContainerInline container => container,
                _ => [],
            };
            foreach (var child in children) open.Push((child, next.Depth + 1));
        }

        return false;
    }

    private static MarkdownPipeline CaptionPipeline()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePreciseSourceLocation()
            .UseAutoLinks(new AutoLinkOptions { UseHttpsForWWWLinks = true })
            .Use<CitationExtension>()
            .Use<BarExtension>();
        builder.BlockParsers.RemoveAll(parser => parser is not ParagraphBlockParser);
        return builder.Build();
    }
}
