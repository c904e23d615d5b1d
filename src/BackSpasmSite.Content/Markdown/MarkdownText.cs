using System.Buffers;
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

/// <summary>
/// The Markdown parser takes quadratic time in the marks of a paragraph and pads every table row to the widest, so these are counted line
/// by line before parsing. Ordinary articles are far below the limits.
/// </summary>
internal static class MarkdownBudget
{
    public const int MostColumns = 50;
    public const int MostCells = 10_000;
    public const int MostMarks = 1_000;
    public const int DeepestNesting = 32;

    /// <summary>Per file. The shipped articles have at most 92 of one sign, and 21 headings.</summary>
    public const int MostMarksOfFile = 5_000, MostHeadings = 500, MostBoxLines = 1_000;

    /// <summary>Each of these makes the parser look ahead; addresses are counted by their beginnings.</summary>
    private static readonly string[] Marks = ["[", "]", "<", "`", "*", "_", "~", "(", "{", "&", "://", "www.", "mailto:", "tel:"];

    private static readonly SearchValues<char> OfMarks = SearchValues.Create("[]<`*_~({&:wmtWMT");

    /// <summary>Reported at the place where the text exceeds its first limit.</summary>
    /// <param name="offset">Where the text begins in its file.</param>
    public static Diagnostic? Exceeded(SourceText source, string text, int offset)
    {
        var (marks, all) = (new int[Marks.Length], new int[Marks.Length]);
        var (cells, lines, columns, headings, boxes) = (0L, 0, 0, 0, 0);
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is var found and >= 0 ? found : text.Length;
            var line = text.AsSpan(at, end - at);
            if (Nesting(line) is var depth and > DeepestNesting)
                return Over(source, offset + at, "ART018", "levels of nested quotes and lists begin on this line", depth, DeepestNesting);
            if (IsHeading(line, isBelowText: lines > 0) && ++headings > MostHeadings)
                return OverInFile(source, offset + at, "headings", headings, MostHeadings);
            if (line.TrimStart(" >").StartsWith(":::") && ++boxes > MostBoxLines)
                return OverInFile(source, offset + at, "lines that begin or end a box", boxes, MostBoxLines);

            if (line.IsWhiteSpace())
            {
                Array.Clear(marks);
                cells += Cells(lines, columns);
                (lines, columns) = (0, 0);
            }
            else
            {
                lines++;
                if (line.Count('|') is var pipes and > 0) columns = Math.Max(columns, pipes + 1);
                if (columns > MostColumns + 2) return Over(source, offset + at, "ART027", "columns are in this table", columns - 2, MostColumns);
                if (cells + Cells(lines, columns) is var sum and > MostCells) return Over(source, offset + at, "ART027", "cells are in the tables up to this line", sum, MostCells);
                if (Count(line, marks, all) is var mark and >= 0)
                    return marks[mark] > MostMarks
                        ? Over(source, offset + at, "ART027", $"signs “{Marks[mark]}” are in this paragraph up to this line", marks[mark], MostMarks)
                        : OverInFile(source, offset + at, $"signs “{Marks[mark]}”", all[mark], MostMarksOfFile);
            }

            at = end + 1;
        }

        return null;
    }

    private static long Cells(int lines, int columns) => (long)lines * columns;

    /// <summary>The sign whose limit this line exceeds, or -1.</summary>
    private static int Count(ReadOnlySpan<char> line, int[] marks, int[] all)
    {
        if (!line.ContainsAny(OfMarks)) return -1;
        for (var i = 0; i < Marks.Length; i++)
        {
            var found = Marks[i].Length == 1 ? line.Count(Marks[i][0]) : CountWords(line, Marks[i]);
            if ((marks[i] += found) > MostMarks || (all[i] += found) > MostMarksOfFile) return i;
        }

        return -1;
    }

    /// <summary>Text after a #, also in a list or a quotation, or a line of hyphens or equals signs below text.</summary>
    private static bool IsHeading(ReadOnlySpan<char> line, bool isBelowText) =>
        line.TrimStart(" \t>-+*").StartsWith("#") ||
        (isBelowText && line.Trim(" \t>") is ['-' or '=', ..] under && !under.ContainsAnyExcept(under[0]));

    private static int CountWords(ReadOnlySpan<char> line, string word)
    {
        var count = 0;
        for (var at = line.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = line.IndexOf(word, StringComparison.OrdinalIgnoreCase))
        {
            count++;
            line = line[(at + word.Length)..];
        }

        return count;
    }

    /// <summary>Quotes and list items that the line opens or continues before its first word.</summary>
    private static int Nesting(ReadOnlySpan<char> line)
    {
        var depth = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is '>') depth++;
            else if (line[i] is '-' or '+' or '*' && (i + 1 == line.Length || line[i + 1] is ' ' or '\t')) depth++;
            else if (char.IsAsciiDigit(line[i]) && i + 1 < line.Length && line[i + 1] is '.' or ')') (depth, i) = (depth + 1, i + 1);
            else if (line[i] is not (' ' or '\t')) break;
        }

        return depth;
    }

    private static Diagnostic OverInFile(SourceText source, int offset, string what, int count, int most) => source.Error(offset, "ART027", $"{count} {what} are in this text up to this line; the most is {most}. The text is not read. Remove some, or split it into two articles.");

    private static Diagnostic Over(SourceText source, int offset, string code, string what, long count, int most) => source.Error(offset, code, $"{count} {what}; the most is {most}. The text is not read. Remove some, or split it up with empty lines.");
}
