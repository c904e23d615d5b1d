using System.Buffers;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Citations;

/// <summary>What stands around a group and makes it part of something else.</summary>
internal static class CitationContextRules
{
    // Longer addresses than this are not looked at, so that a text without spaces costs no square of its length.
    private const int LongestAddress = 2048;

    private static readonly SearchValues<char> OfDelimiterRow = SearchValues.Create("|:- \t");

    /// <summary>Whether the characters directly before <c>(</c> are an address, such as <c>https://example.org/back_(1)</c>.</summary>
    public static bool AreAddress(InlineProcessor processor, StringSlice slice)
    {
        // The citation before looked at the same characters.
        if (processor.Inline is CitationInline) return false;

        var start = slice.Start;
        while (start > 0 && slice.Start - start < LongestAddress && MayStandInAddress(slice.Text[start - 1])) start--;
        start = Math.Max(start, EndOfLastLink(processor, slice, start));

        var before = slice.Text.AsSpan(start, slice.Start - start);
        return before.Contains("://", StringComparison.Ordinal)
            || before.TrimStart("([*_~'").StartsWith("www.", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Whether a group would reach from one row of a table into the next. Rows end with their line, whatever
    /// stands in them, and without this a table whose rows begin without <c>|</c> would lose one.
    /// </summary>
    public static bool AreTableRows(InlineProcessor processor, StringSlice slice, string written) =>
        written.AsSpan().ContainsAny('\n', '\r') && processor.Block is { } block && BeginOfRows(block, slice.Text) <= slice.Start;

    // Only a table has a line like |---|:--:| above its rows. It is looked for once a block, however many groups there are.
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

    // RFC 3986 allows none of these; a link in <…> or in a table's cell ends with one.
    private static bool MayStandInAddress(char c) => !char.IsWhiteSpace(c) && c is not ('<' or '>' or '"' or '|' or '`');

    // The address of [a link](https://example.org) belongs to the link, and what follows it does not.
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
