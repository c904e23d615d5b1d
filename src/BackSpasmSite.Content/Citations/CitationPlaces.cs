using System.Text;
using System.Text.RegularExpressions;
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

/// <summary>Finds numbers that seem to number list items: <c>(1) rest, (2) ice and (3) heat</c>.</summary>
internal static partial class EnumerationDetector
{
    /// <summary>Citations before their words: at the start, or after <c>,</c>, <c>;</c>, <c>:</c>, "and" or "or".</summary>
    public static IEnumerable<CitationInline> In(LeafBlock block)
    {
        if (!block.Inline.All<CitationInline>().Any()) yield break;

        var (text, citations) = Read(block.Inline!);
        var counting = false;
        foreach (var (citation, at) in citations)
        {
            if (citation.Citation is not { Numbers.Count: 1, Keys: null } || !Words().IsMatch(text, at)) continue;
            var before = text.AsSpan(0, at);
            if (!Opens().IsMatch(before) && !(counting && Continues().IsMatch(before))) continue;
            counting = true;
            yield return citation;
        }
    }

    // The visible words; a citation takes up no space in them.
    private static (string Text, List<(CitationInline Citation, int At)> Citations) Read(ContainerInline inlines)
    {
        var text = new StringBuilder();
        var citations = new List<(CitationInline, int)>();
        foreach (var inline in inlines.All<LeafInline>())
        {
            switch (inline)
            {
                case CitationInline citation:
                    citations.Add((citation, text.Length));
                    break;
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case AutolinkInline address:
                    text.Append(address.Url);
                    break;
            }
        }

        return (text.ToString(), citations);
    }

    [GeneratedRegex(@"\G\s+\p{L}")]
    private static partial Regex Words();

    [GeneratedRegex(@"(?:\A|[,;:]\s)\s*\z", RegexOptions.RightToLeft)]
    private static partial Regex Opens();

    [GeneratedRegex(@"\s(?:and|or)\s+\z", RegexOptions.RightToLeft | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Continues();
}
