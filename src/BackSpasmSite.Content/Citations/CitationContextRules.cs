using System.Buffers;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Citations;

/// <summary>Whether a group is part of something else, judged by the surrounding text.</summary>
internal static class CitationContextRules
{
    // Limits the length, so that a text without spaces does not take quadratic time.
    private const int LongestAddress = 2048;

    private static readonly SearchValues<char> OfDelimiterRow = SearchValues.Create("|:- \t");

    /// <summary>The characters directly before <c>(</c> are an address, as in <c>https://example.org/back_(1)</c>.</summary>
    public static bool AreAddress(InlineProcessor processor, StringSlice slice)
    {
        // Already looked at for the previous citation.
        if (processor.Inline is CitationInline) return false;

        var start = slice.Start;
        while (start > 0 && slice.Start - start < LongestAddress && MayStandInAddress(slice.Text[start - 1])) start--;
        start = Math.Max(start, EndOfLastLink(processor, slice, start));

        var before = slice.Text.AsSpan(start, slice.Start - start);
        return before.Contains("://", StringComparison.Ordinal)
            || before.TrimStart("([*_~'").StartsWith("www.", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The group would span two rows of a table. Each row ends with its line; one without <c>|</c> at its start would be lost.</summary>
    public static bool AreTableRows(InlineProcessor processor, StringSlice slice, string written) =>
        written.AsSpan().ContainsAny('\n', '\r') && processor.Block is { } block && BeginOfRows(block, slice.Text) <= slice.Start;

    // Only tables have a line such as |---|:--:|. Searched for once per block, however many groups it has.
    private static int BeginOfRows(LeafBlock block, string text)
    {
        if (block.GetData(typeof(CitationContextRules)) is int known) return known;

        var begin = int.MaxValue;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!line.Contains('|') || !line.Contains('-') || line.ContainsAnyExcept(OfDelimiterRow)) continue;
            text.AsSpan().Overlaps(line, out var offset);
            begin = offset + line.Length;
            break;
        }

        block.SetData(typeof(CitationContextRules), begin);
        return begin;
    }

    // RFC 3986 allows none of these; a link in <…> or in a table cell ends with one.
    private static bool MayStandInAddress(char c) => !char.IsWhiteSpace(c) && c is not ('<' or '>' or '"' or '|' or '`');

    // The address of [a link](https://example.org) belongs to the link and has nothing to do with what follows.
    private static int EndOfLastLink(InlineProcessor processor, StringSlice slice, int from)
    {
        var position = processor.GetSourcePosition(slice.Start);
        for (var inline = processor.Inline; inline is not null; inline = inline.PreviousSibling ?? inline.Parent)
        {
            var end = slice.Start - (position - inline.Span.End) + 1;
            if (inline is LinkInline { IsAutoLink: false }) return end;
            if (inline is not ContainerInline && end <= from) break;
        }

        return from;
    }
}
