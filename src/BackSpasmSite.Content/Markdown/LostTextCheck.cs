using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Diagnostics;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

/// <summary>
/// Finds valid Markdown that means something else than it seems to: text that vanishes, a table printed as plain characters, a sign that
/// accidentally starts a list or a quotation.
/// </summary>
/// <param name="references">How many papers the article lists.</param>
internal sealed class LostTextCheck(SourceText source, int offset, int references, ICollection<Diagnostic> diagnostics)
{
    private const string Code = "ART028";

    private readonly TableCheck _tables = new(source, offset, diagnostics);

    public void Check(MarkdownDocument document)
    {
        HashSet<LinkReferenceDefinition>? used = null;
        var isArticle = source.Path.StartsWith("articles/", StringComparison.Ordinal);
        var citesByKey = references == 0 && CitationContext.Of(document) is { CitesByKey: true };
        var papers = citesByKey ? document.AllInlines<CitationInline>().SelectMany(citation => citation.Citation.Keys ?? []).Distinct(StringComparer.Ordinal).Count() : references;
        foreach (var block in document.Descendants<Block>())
        {
            if (block is LeafBlock { Inline: { } inlines } leaf)
            {
                var text = LeftText.Of(inlines);
                PrintedSigns.Report(leaf, text, source, offset, diagnostics);
                if (isArticle && block is not HeadingBlock)
                {
                    ForeignCitations.Report(text, source, offset, diagnostics);
                    ForeignNumbers.Report(text, source, offset, papers, citesByKey, diagnostics);
                }
            }

            switch (block)
            {
                case LinkReferenceDefinition definition:
                    used ??= [.. document.AllInlines<LinkInline>().Select(link => link.Reference).OfType<LinkReferenceDefinition>()];
                    Check(definition, used);
                    break;
                case HeadingBlock heading:
                    Check(heading);
                    break;
                case FencedCodeBlock fenced:
                    Check(fenced);
                    break;
                case CodeBlock code:
                    Warn(code.Span.Start, "Lines that begin with four spaces are printed as computer code. Remove the spaces.");
                    break;
                case ListBlock list:
                    Check(list);
                    break;
                case QuoteBlock quote when char.IsAsciiDigit(FirstLetter(quote.Span, '>')):
                    Warn(quote.Span.Start, "The sign > at the start of a line makes it a quotation, and is not printed. Write \\> to print it.");
                    break;
                case TableRow row:
                    _tables.Check(row);
                    break;
                case ParagraphBlock paragraph:
                    Check(paragraph);
                    break;
            }
        }

        foreach (var inline in document.AllInlines<Inline>())
        {
            switch (inline)
            {
                case LineBreakInline { IsHard: true, IsBackslash: true }:
                    Warn(inline.Span.Start, "A backslash at the end of a line begins a new line, and is not printed. Write an empty line for a new paragraph, or \\\\ to print it.");
                    break;
                case EmphasisInline emphasis when char.IsAsciiDigit(At(emphasis.Span.Start - 1)) || char.IsAsciiDigit(At(emphasis.Span.End + 1)):
                    Warn(inline.Span.Start, "The sign * between numbers makes them italic and is not printed. Write ×, or \\* to print it.");
                    break;
                case LinkInline { IsImage: false, IsAutoLink: false } link when link.All<LinkInline>().All(inner => !inner.IsImage) && string.IsNullOrWhiteSpace(PlainText.Of(link)):
                    Error(link.Span.Start, "This link has no words, so readers can't see it. Write what it leads to between the square brackets.");
                    break;
                case LinkInline { IsImage: false, IsAutoLink: false, Title.Length: > 0 } link:
                    Error(link.Span.Start, $"“{link.Title}” would be lost: the words in quotation marks after a link's address are not printed. Put them into the sentence.");
                    break;
            }
        }
    }

    private void Check(LinkReferenceDefinition definition, HashSet<LinkReferenceDefinition> used)
    {
        if (definition.Label is ['^', ..])
            Error(definition.Span.Start, "Footnotes are not supported, so this line would be lost. Put its words into the text.");
        else if (!used.Contains(definition))
            Error(definition.Span.Start, $"This line would be lost: it gives an address the name “{definition.Label}”, which no link uses. Write \\[ to print it, or remove it.");
    }

    private void Check(HeadingBlock heading)
    {
        if (heading.IsSetext)
        {
            Warn(heading.Span.Start, "The line of hyphens or equals signs below makes these words a heading. Put an empty line between, or write ## before the words.");
            return;
        }

        var line = source.Line(source.PositionOf(offset + heading.Span.Start).Line).TrimEnd();
        if (line.EndsWith('#') && !PlainText.Of(heading.Inline).EndsWith('#'))
            Warn(heading.Span.Start, "A # at the end of a heading is not printed. Remove it, or write \\# to print it.");
    }

    private void Check(FencedCodeBlock block)
    {
        if (block is not { FencedChar: '`' or '~' }) return;
        if (block.ClosingFencedCharCount == 0)
            Error(block.Span.Start, "These three signs begin computer code that never ends: everything after them is printed as code. Put the same three signs on a line at its end, or remove them.");
        if (!string.IsNullOrWhiteSpace(block.Info))
            Error(block.Span.Start, $"“{block.Info} {block.Arguments}".TrimEnd() + "” would be lost: text after the signs that begin computer code is not printed. Put it on the next line.");
    }

    private void Check(ListBlock list)
    {
        if (!list.IsOrdered)
        {
            if (list.BulletType == '+' && char.IsAsciiDigit(FirstLetter(list.Span, '+')))
                Warn(list.Span.Start, "The sign + at the start of a line makes it an item of a list, and is not printed. Write \\+ to print it, or - for a list.");
            return;
        }

        var items = list.OfType<ListItemBlock>().ToList();
        // Numbers that are all 1 are common practice and mean automatic numbering.
        if (items.All(item => item.Order == 1)) return;
        for (var i = 1; i < items.Count; i++)
        {
            if (items[i].Order == items[0].Order + i) continue;
            Warn(items[i].Span.Start, $"This item is printed with the number {items[0].Order + i} instead of {items[i].Order}: a list counts on from its first number. Write the right number, or a backslash before the full stop.");
            return;
        }
    }

    private void Check(ParagraphBlock paragraph)
    {
        // A table cell contains a paragraph too; an empty one has no position in the file.
        if (paragraph.Parent is TableCell || paragraph.Span.IsEmpty || paragraph.Inline is null) return;
        _tables.Check(paragraph);
        PastedText.Report(paragraph, source, offset, diagnostics);
        CheckLinesBelow(paragraph);
        if (FailedLink(paragraph.Inline) is { } place)
            Error(place, "This is not a valid link or picture, so it would be printed as text: an address has no spaces (write %20 for each) and ends with ).");
    }

    /// <summary>An unindented line directly below a list item or a quotation is parsed as part of it.</summary>
    private void CheckLinesBelow(ParagraphBlock paragraph)
    {
        if (paragraph.Parent is not (ListItemBlock or QuoteBlock)) return;
        var end = Math.Min(offset + paragraph.Span.End + 1, source.Text.Length);
        for (var at = source.Text.IndexOf('\n', offset + paragraph.Span.Start) + 1; at > 0 && at < end; at = source.Text.IndexOf('\n', at) + 1)
        {
            if (source.Text[at] is ' ' or '\t' or '>' or '\r' or '\n') continue;
            Warn(at - offset, paragraph.Parent is QuoteBlock
                ? "This line is printed as part of the quotation above it. Put an empty line before it, or begin it with > if it belongs there."
                : "This line is printed as part of the list item above it. Put an empty line before it, or begin it with two spaces if it belongs there.");
            return;
        }
    }

    /// <summary>The position of an unescaped “](” that is still text after parsing.</summary>
    private static int? FailedLink(ContainerInline inlines)
    {
        foreach (var literal in inlines.All<LiteralInline>())
        {
            var found = literal.Content.AsSpan().IndexOf("](");
            if (found >= 0 && !(found == 0 && literal.IsFirstCharacterEscaped)) return literal.Span.Start + found;
            if (literal.Content.AsSpan() is [.., ']'] && !literal.IsFirstCharacterEscaped && literal.NextSibling is LiteralInline { IsFirstCharacterEscaped: false } next &&
                next.Content.AsSpan() is ['(', ..]) return literal.Span.End;
        }

        return null;
    }

    private char FirstLetter(SourceSpan span, char sign)
    {
        var at = span.Start;
        while (at <= span.End && (At(at) == sign || At(at) == ' ')) at++;
        return At(at);
    }

    private char At(int position) => offset + position is var at && at >= 0 && at < source.Text.Length ? source.Text[at] : '\0';

    private void Error(int position, string message) => diagnostics.Add(source.Error(offset + position, Code, message));

    private void Warn(int position, string message) => diagnostics.Add(source.Warning(offset + position, Code, message));
}
