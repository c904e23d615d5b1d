using Markdig.Helpers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Citations;

/// <summary>Looks at a parsed document's citations once all of it is known.</summary>
internal static class CitationPlaces
{
    /// <summary>
    /// Takes citations out of link text and image descriptions, where a link cannot be, and puts back what was
    /// written; warns of numbers that seem to count.
    /// </summary>
    public static void Review(MarkdownDocument document)
    {
        if (CitationContext.Of(document) is not { } context) return;

        foreach (var citation in document.Descendants<CitationInline>().ToList())
        {
            if (citation.FirstParentOfType<LinkInline>() is not { } link) continue;
            citation.ReplaceBy(new LiteralInline
            {
                Content = new StringSlice(citation.Written),
                Span = citation.Span,
                Line = citation.Line,
                Column = citation.Column,
            });
            context.Report(CitationProblems.NoCitationHere(
                context.Source, context.PlaceOf(citation.Span.Start), citation.Written,
                link.IsImage ? "the description of an image" : "the text of a link"));
        }

        foreach (var citation in document.Descendants<LeafBlock>().SelectMany(Counting.In))
        {
            context.Report(CitationProblems.LooksLikeCounting(
                context.Source, context.PlaceOf(citation.Span.Start), citation.Written));
        }
    }
}
