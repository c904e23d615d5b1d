using BackSpasmSite.Content.Diagnostics;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Citations;

/// <summary>Parses a group of numbers that are all in the article's list into a <see cref="CitationInline"/>.</summary>
/// <remarks>
/// Link text is not known yet: <see cref="CitationPlaces"/> later removes citations in it, and reports groups with a number not in the
/// list.
/// </remarks>
internal sealed class CitationParser : InlineParser
{
    public CitationParser() => OpeningCharacters = ['('];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (CitationContext.Of(processor) is not { } context) return false;
        if (CitationSyntax.Read(slice.AsSpan()) is not { } group) return false;

        var written = slice.Text.Substring(slice.Start, group.Length);
        if (CitationContextRules.AreAddress(processor, slice) || CitationContextRules.AreTableRows(processor, slice, written)) return false;

        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
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

        processor.Inline = new CitationInline
        {
            Numbers = group.Numbers,
            Written = written,
            Span = new SourceSpan(start, processor.GetSourcePosition(slice.Start + group.Length - 1)),
            Line = line,
            Column = column,
        };
        slice.Start += group.Length;
        return true;
    }

    // Reasons why a group stays text whatever the list holds; the first one is reported.
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
}

/// <summary>A citation in a parsed document.</summary>
internal sealed class CitationInline : LeafInline
{
    /// <summary>The numbers in order, each once, with ranges expanded.</summary>
    public required IReadOnlyList<int> Numbers { get; init; }

    /// <summary>As the author wrote it, with both parentheses.</summary>
    public required string Written { get; init; }
}
