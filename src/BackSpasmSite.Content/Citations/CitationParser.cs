using System.Buffers;
using BackSpasmSite.Content.Diagnostics;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Citations;

/// <summary>Parses a group of numbers that are all in the article's list, or a group of keys.</summary>
/// <remarks>
/// Link text is not known yet: <see cref="CitationPlaces"/> later removes citations in it, and reports numbers that are not in the list.
/// Nor is it known whether a key is in the bibliography: see <see cref="CitationList"/>.
/// </remarks>
internal sealed class CitationParser : InlineParser
{
    public CitationParser() => OpeningCharacters = ['(', '[', '!', '@'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice) =>
        CitationContext.Of(processor) is { } context && slice.CurrentChar switch
        {
            '(' => MatchNumbers(processor, ref slice, context),
            '[' => MatchKeys(processor, ref slice, context),
            '!' => MatchExclamation(processor, ref slice),
            _ => NoteBareKey(processor, slice, context),
        };

    private static bool MatchNumbers(InlineProcessor processor, ref StringSlice slice, CitationContext context)
    {
        if (CitationSyntax.Read(slice.AsSpan()) is not { } group) return false;

        var written = slice.Text.Substring(slice.Start, group.Length);
        if (CitationContextRules.AreAddress(processor, slice) || CitationContextRules.AreTableRows(processor, slice, written)) return false;

        var start = processor.GetSourcePosition(slice.Start);
        if (Validate(context, group, written, context.PlaceOf(start), slice, processor.Block) is { } diagnostic)
        {
            context.Report(diagnostic);
            return false;
        }

        context.StayWith(processor.Document);
        if (group.Highest > context.References)
        {
            context.Remember(new UnlistedGroup(start, written, group.FirstAbove(context.References)));
            return false;
        }

        Add(processor, ref slice, context, written, group.Numbers, keys: null);
        return true;
    }

    // Why a group stays text whatever the list holds; the first reason is reported.
    private static Diagnostic? Validate(
        CitationContext context, CitationGroup group, string written, int at, StringSlice slice, LeafBlock? block)
    {
        if (char.IsAsciiDigit(slice.PeekCharExtra(-1)))
            return CitationDiagnostics.AfterDigit(context.Source, at, written);
        if (group.Flaw != CitationError.None)
            return CitationDiagnostics.Malformed(context.Source, at, written, group.Flaw);
        return block is HeadingBlock
            ? CitationDiagnostics.NoCitationHere(context.Source, at, written, "a heading")
            : null;
    }

    private static bool MatchKeys(InlineProcessor processor, ref StringSlice slice, CitationContext context)
    {
        if (KeySyntax.Read(slice.AsSpan()) is not { } group) return false;

        var written = slice.Text.Substring(slice.Start, group.Length);
        if (IsLink(processor, slice, group.Length) ||
            CitationContextRules.AreAddress(processor, slice) || CitationContextRules.AreTableRows(processor, slice, written)) return false;

        var start = processor.GetSourcePosition(slice.Start);
        var at = context.PlaceOf(start);
        var diagnostic = group.Flaw != KeyError.None ? CitationDiagnostics.NotSupported(context.Source, at, written, group.Flaw)
            : processor.Block is HeadingBlock ? CitationDiagnostics.NoCitationHere(context.Source, at, written, "a heading")
            : null;
        if (diagnostic is not null)
        {
            context.Report(diagnostic);
            context.ReportedUntil = start + group.Length;
            return false;
        }

        context.StayWith(processor.Document);
        context.CitesByKey = true;
        Add(processor, ref slice, context, written, [], group.Keys);
        return true;
    }

    /// <summary>The words of a link: <c>[@name](https://…)</c>, or <c>[@name]</c> with an address given elsewhere.</summary>
    private static bool IsLink(InlineProcessor processor, StringSlice slice, int length)
    {
        var rest = slice;
        rest.Start += length;
        if (rest.CurrentChar == '(' && LinkHelper.TryParseInlineLink(ref rest, out _, out _)) return true;
        if (rest.CurrentChar == '[' && LinkHelper.TryParseLabel(ref rest, out var label) && IsDefined(label)) return true;
        return IsDefined(slice.Text.Substring(slice.Start + 1, length - 2));

        bool IsDefined(string? name) => name is { Length: > 0 } && processor.Document.TryGetLinkReferenceDefinition(name, out _);
    }

    /// <summary>Keeps <c>Heat helps![@a]</c> from being read as the beginning of a picture.</summary>
    private static bool MatchExclamation(InlineProcessor processor, ref StringSlice slice)
    {
        var rest = slice;
        rest.Start++;
        if (KeySyntax.Read(rest.AsSpan()) is not { Flaw: KeyError.None } group || IsLink(processor, rest, group.Length)) return false;
        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new LiteralInline
        {
            Content = new StringSlice(slice.Text, slice.Start, slice.Start),
            Span = new SourceSpan(start, start),
            Line = line,
            Column = column,
        };
        slice.Start++;
        return true;
    }

    private static bool NoteBareKey(InlineProcessor processor, StringSlice slice, CitationContext context)
    {
        if (char.IsLetterOrDigit(slice.PeekCharExtra(-1)) || KeySyntax.ReadBare(slice.AsSpan()) is not { Length: > 0 } key) return false;
        var start = processor.GetSourcePosition(slice.Start);
        if (start < context.ReportedUntil || CitationContextRules.AreAddress(processor, slice) || IsInEscapedBrackets(slice)) return false;
        context.StayWith(processor.Document);
        context.Remember(new BareKey(key, context.PlaceOf(start)));
        return false;
    }

    /// <summary>As in <c>\[see @a]</c>: whoever escapes the bracket has said that this is no citation.</summary>
    private static bool IsInEscapedBrackets(StringSlice slice)
    {
        var before = slice.Text.AsSpan(0, slice.Start);
        before = before[Math.Max(0, before.Length - KeySyntax.LongestGroup)..];
        var bracket = before.LastIndexOfAny('[', ']', '\n');
        return bracket > 0 && before[bracket] == '[' && before[bracket - 1] == '\\';
    }

    private static void Add(
        InlineProcessor processor, ref StringSlice slice, CitationContext context, string written, IReadOnlyList<int> numbers, IReadOnlyList<string>? keys)
    {
        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        var span = new SourceSpan(start, processor.GetSourcePosition(slice.Start + written.Length - 1));
        processor.Inline = new CitationInline(new Citation(numbers, keys, written, context.PlaceOf(start), span.Length))
        {
            Span = span,
            Line = line,
            Column = column,
        };
        slice.Start += written.Length;
    }
}

/// <summary>A citation in a parsed text.</summary>
internal sealed class CitationInline(Citation citation) : LeafInline
{
    public Citation Citation { get; } = citation;
}

/// <summary>What a citation says, without the text around it.</summary>
/// <param name="Numbers">In order, each once, with ranges expanded; empty for a citation by key.</param>
/// <param name="Keys">In order, each once; null for a citation by number.</param>
/// <param name="Written">As the author wrote it, with both parentheses or brackets.</param>
/// <param name="Offset">Its offset in the file.</param>
/// <param name="Length">Its length in the file, which a line break in a quotation makes longer than what is written.</param>
internal sealed record Citation(IReadOnlyList<int> Numbers, IReadOnlyList<string>? Keys, string Written, int Offset, int Length);

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
