using System.Text;
using BackSpasmSite.Content.Citations;
using BackSpasmSite.Content.Text;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

internal static class PlainText
{
    /// <summary>For a heading or a table cell.</summary>
    public static string Of(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        WriteChildren(text, inlines, null);
        return LineText.Collapse(text);
    }

    /// <summary>
    /// Includes alt texts, captions, box titles and the line across a bar. Citations become the ids of their references, so that renumbering
    /// changes nothing.
    /// </summary>
    /// <param name="citations">The article's list; with null, citations and lines are left out.</param>
    public static string Of(MarkdownDocument document, CitationList? citations)
    {
        var text = new StringBuilder();
        WriteBlock(text, document, citations);
        return LineText.Collapse(text);
    }

    private static void WriteBlock(StringBuilder text, Block block, CitationList? citations)
    {
        switch (block)
        {
            case HtmlBlock or LinkReferenceDefinitionGroup:
                return;
            case FigureBlock figure:
                WriteChildren(text, figure.Image, citations);
                text.Append(' ');
                if (figure.Caption is not null) WriteBlock(text, figure.Caption, citations);
                break;
            case ContainerBlock container:
                if (container is CustomContainer box && BoxKind.Find(box.Info) is { } kind) text.Append(kind.Title).Append(' ');
                foreach (var child in container) WriteBlock(text, child, citations);
                break;
            case LeafBlock { Inline: { } inlines }:
                WriteChildren(text, inlines, citations);
                break;
            case LeafBlock leaf:
                text.Append(leaf.Lines.ToString());
                break;
        }

        text.Append('\n');
    }

    private static void WriteChildren(StringBuilder text, ContainerInline? container, CitationList? citations)
    {
        for (var inline = container?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline address:
                    text.Append(address.Url);
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case CitationInline { Citation: var citation } when citations is not null:
                    if (citations.NumbersOf(citation) is { } numbers) text.Append(" (").AppendJoin(", ", numbers.Select(number => citations[number].Id)).Append(')');
                    else text.Append(citation.Written);
                    break;
                case BarInline { LineAt: { } line } bar when citations is not null:
                    WriteChildren(text, bar, citations);
                    text.Append(" (line at ").Append(line).Append(')');
                    break;
                case ContainerInline inner:
                    WriteChildren(text, inner, citations);
                    break;
            }
        }
    }
}
