using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Markdown;
using Markdig.Helpers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Citations;

internal static class CitationPlaces
{
    /// <summary>
    /// Links are impossible in link text and image descriptions, so citations there become text again. Also reports numbers that are not in
    /// the list, and groups that seem to number list items.
    /// </summary>
    public static void Review(MarkdownDocument document)
    {
        if (CitationContext.Of(document) is not { } context) return;

        foreach (var citation in document.AllInlines<CitationInline>().ToList())
        {
            if (citation.FirstParentOfType<LinkInline>() is not { } link) continue;
            citation.ReplaceBy(new LiteralInline
            {
                Content = new StringSlice(citation.Citation.Written),
                Span = citation.Span,
                Line = citation.Line,
                Column = citation.Column,
            });
            context.Report(NoCitationIn(link, context, citation.Span.Start, citation.Citation.Written));
        }

        ReportUnlisted(document, context);

        foreach (var citation in document.Descendants<LeafBlock>().SelectMany(EnumerationDetector.In))
        {
            context.Report(CitationDiagnostics.LooksLikeCounting(
                context.Source, context.PlaceOf(citation.Span.Start), citation.Citation.Written));
        }
    }

    // Groups and links are both in document order, so one pass finds the link around each group.
    private static void ReportUnlisted(MarkdownDocument document, CitationContext context)
    {
        if (context.Unlisted.Count == 0) return;

        var links = document.AllInlines<LinkInline>().ToList();
        var begun = new Stack<LinkInline>();
        var next = 0;
        foreach (var (position, written, missing) in context.Unlisted)
        {
            while (next < links.Count && links[next].Span.Start <= position) begun.Push(links[next++]);
            while (begun.TryPeek(out var ended) && ended.Span.End < position) begun.Pop();
            context.Report(begun.TryPeek(out var link)
                ? NoCitationIn(link, context, position, written)
                : CitationDiagnostics.NoSuchReference(context.Source, context.PlaceOf(position), written, missing, context.References, context.CitesByKey));
        }
    }

    private static Diagnostic NoCitationIn(LinkInline link, CitationContext context, int position, string written) =>
        CitationDiagnostics.NoCitationHere(
            context.Source, context.PlaceOf(position), written,
            link.IsImage ? "the description of an image" : "the text of a link");
}
