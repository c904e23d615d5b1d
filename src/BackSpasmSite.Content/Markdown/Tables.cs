using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

/// <summary>A table scrolls in a frame that the keyboard can reach. Alignment is a class: the Content-Security-Policy forbids <c>style=</c>.</summary>
internal sealed class ScrollingTableRenderer : HtmlObjectRenderer<Table>
{
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.EnsureLine();
        renderer.WriteLine($"""<div class="table" role="region" tabindex="0" aria-label="{WebUtility.HtmlEncode(Name(table))}"><table>""");
        var body = false;
        foreach (var row in table.OfType<TableRow>())
        {
            if (row.IsHeader)
            {
                renderer.Write("<thead>");
            }
            else if (!body)
            {
                renderer.Write("<tbody>");
                body = true;
            }

            WriteRow(renderer, table, row);
            if (row.IsHeader) renderer.WriteLine("</thead>");
        }

        if (body) renderer.Write("</tbody>");
        renderer.WriteLine("</table></div>");
    }

    private static void WriteRow(HtmlRenderer renderer, Table table, TableRow row)
    {
        renderer.Write("<tr>");
        for (var i = 0; i < row.Count; i++)
        {
            var cell = (TableCell)row[i];
            var tag = row.IsHeader ? "th scope=\"col\"" : "td";
            renderer.Write($"<{tag}{AlignmentOf(table, i)}>");
            // The bars of a column begin at the same edge, wherever the words are in their cells.
            foreach (var bar in cell.OfType<LeafBlock>().SelectMany(words => words.Inline.All<BarInline>())) BarHtml.Write(renderer, bar);
            foreach (var words in cell.OfType<LeafBlock>()) renderer.WriteLeafInline(words);
            renderer.Write(row.IsHeader ? "</th>" : "</td>");
        }

        renderer.WriteLine("</tr>");
    }

    private static string AlignmentOf(Table table, int column) =>
        (column < table.ColumnDefinitions.Count ? table.ColumnDefinitions[column].Alignment : null) switch
        {
            TableColumnAlign.Right => " class=\"right\"",
            TableColumnAlign.Center => " class=\"center\"",
            _ => "",
        };

    private static string Name(Table table)
    {
        var headers = table.OfType<TableRow>().FirstOrDefault()?
            .OfType<TableCell>().SelectMany(cell => cell.OfType<LeafBlock>()).Select(words => PlainText.Of(words.Inline)) ?? [];
        return $"Table: {string.Join(", ", headers.Where(header => header.Length > 0))}";
    }
}

/// <summary>
/// A number drawn as a bar in a table: <c>{bar about 7 of 100, line at 10}</c> prints “about 7 of 100”, with the bar above the cell's words.
/// Its only child holds the printed words, so that everything that reads words finds them.
/// </summary>
internal sealed class BarInline : ContainerInline
{
    /// <summary>In hundredths of the scale.</summary>
    public decimal Length { get; init; }

    /// <summary>As the author wrote it; null for no line.</summary>
    public string? LineAt { get; init; }

    /// <summary>In hundredths of the scale.</summary>
    public decimal LineLength { get; init; }

    /// <summary>The author wrote “perhaps”: the bar is drawn pale.</summary>
    public bool IsUnsure { get; init; }

    /// <summary>Why nothing is drawn and the words are printed as they were written.</summary>
    public string? Flaw { get; init; }

    public Diagnostic? Validate(LeafBlock? block, SourceText source, int offset) =>
        (Flaw ?? (block?.Parent is TableCell ? null : "A bar can only be drawn in a table. Put it into a cell, or write the number without the braces.")) is { } message
            ? source.Error(offset + Span.Start, "ART030", message)
            : null;
}

/// <summary>Where a bar can be is known only after the tables are made, so <see cref="TextParser"/> checks that.</summary>
internal sealed partial class BarParser : InlineParser
{
    private const string Forms = "Write {bar 7 of 100}, {bar about 7 of 100} or {bar perhaps 7 of 100}, with “, line at 10” before the brace where you want a line; or \\{ to print the sign.";

    public BarParser() => OpeningCharacters = ['{'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var attempt = Attempt().Match(slice.Text, slice.Start, slice.Length);
        if (!attempt.Success) return false;

        var form = Form().Match(attempt.Value);
        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        var bar = form.Success ? Read(form) : new BarInline { Flaw = $"“{attempt.Value}” is no bar. {Forms}" };
        var words = bar.Flaw is null ? form.Groups["words"] : (Capture)attempt;
        var wordsStart = slice.Start + (bar.Flaw is null ? words.Index : 0);
        (bar.Span, bar.Line, bar.Column, bar.IsClosed) = (new SourceSpan(start, start + attempt.Length - 1), line, column, true);
        bar.AppendChild(new LiteralInline
        {
            Content = new StringSlice(slice.Text, wordsStart, wordsStart + words.Length - 1),
            Span = new SourceSpan(start + wordsStart - slice.Start, start + wordsStart - slice.Start + words.Length - 1),
            Line = line,
            Column = column + wordsStart - slice.Start,
            IsClosed = true,
        });
        processor.Inline = bar;
        slice.Start += attempt.Length;
        return true;
    }

    private static BarInline Read(Match form)
    {
        var (value, scale, lineAt) = (Number(form.Groups["value"]), Number(form.Groups["scale"]), form.Groups["line"]);
        if (value > scale || scale == 0) return new BarInline { Flaw = $"A bar can’t show {value} of {scale}: the first number is a part of the second. {Forms}" };
        if (lineAt.Success && Number(lineAt) > scale) return new BarInline { Flaw = $"A line at {lineAt.Value} is not on a scale that ends at {scale}. Write a number up to {scale}." };
        return new BarInline
        {
            Length = 100 * value / scale,
            LineAt = lineAt.Success ? lineAt.Value : null,
            LineLength = lineAt.Success ? 100 * Number(lineAt) / scale : 0,
            IsUnsure = form.Groups["sure"].Value.Equals("perhaps", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static decimal Number(Group digits) => decimal.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>What was surely meant as a bar: up to its brace on the same line and in the same cell, or only its beginning.</summary>
    [GeneratedRegex(@"^\{[ ]*bar(?![\p{L}\p{N}_-])(?:[^{}|\n]{0,100}\})?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Attempt();

    [GeneratedRegex(@"^\{bar +(?<words>(?:(?<sure>about|perhaps) +)?(?<value>[0-9]{1,6}(?:\.[0-9]{1,3})?) +of +(?<scale>[0-9]{1,6}(?:\.[0-9]{1,3})?))(?:, *line +at +(?<line>[0-9]{1,6}(?:\.[0-9]{1,3})?))?\}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}

/// <summary>
/// Colours are attributes: a browser prints no backgrounds, the Content-Security-Policy allows no <c>style=</c>, and the text's colour is
/// right on light and dark pages, in forced colours and on paper. The words say the same, so screen readers skip the drawing.
/// </summary>
internal static class BarHtml
{
    public static void Write(HtmlRenderer renderer, BarInline bar)
    {
        if (bar.Flaw is not null) return;
        var fill = bar.IsUnsure ? " fill-opacity=\".35\"" : "";
        var line = bar.LineAt is null ? "" : $"""<path d="M{Printed(bar.LineLength)} 0V14" stroke-width="2" vector-effect="non-scaling-stroke"/>""";
        renderer.Write($"""<svg class="scale" width="100%" height="14" viewBox="0 0 100 14" preserveAspectRatio="none" fill="currentColor" stroke="currentColor" aria-hidden="true"><path d="M0 3H100V11H0Z" fill="none" stroke-width="2" vector-effect="non-scaling-stroke"/><rect y="3" width="{Printed(bar.Length)}" height="8" stroke="none"{fill}/>{line}</svg>""");
    }

    private static string Printed(decimal length) => length.ToString("0.##", CultureInfo.InvariantCulture);
}

internal sealed class BarExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.InlineParsers.Insert(0, new BarParser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        // The words print by themselves; ScrollingTableRenderer draws the bars.
    }
}
