using System.Net;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

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
