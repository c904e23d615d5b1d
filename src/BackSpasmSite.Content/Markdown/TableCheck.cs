using BackSpasmSite.Content.Diagnostics;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

/// <summary>Finds tables that would be printed as plain characters, in part or as a whole.</summary>
internal sealed class TableCheck(SourceText source, int offset, ICollection<Diagnostic> diagnostics)
{
    private const string Code = "ART028";

    public void Check(TableRow row)
    {
        if (row.IsHeader)
        {
            // Markdig pads the first row to the longest. An empty cell written by the author is fine.
            if (row.LastChild is TableCell { Span.IsEmpty: true } && CellsOf(LineAt(row.Span.IsEmpty ? row.Parent!.Span.Start : row.Span.Start)) < row.Count)
                Error(row.Span.Start, "A row of this table has more cells than its first row, so some have no heading. Give every row the same number of |.");
        }
        else if (IsDelimiterRow(LineAt(row.Span.Start)))
        {
            Error(row.Span.Start, "This row of hyphens would be printed, because only the second line of a table can be one. If another table begins here, put an empty line before its first row.");
        }
    }

    public void Check(ParagraphBlock paragraph)
    {
        var (start, end) = (offset + paragraph.Span.Start, Math.Min(offset + paragraph.Span.End + 1, source.Text.Length));
        var words = source.Text.AsSpan(start, Math.Max(0, end - start));
        if (words.IndexOfAny('|', '+') < 0) return;

        var siblings = paragraph.Parent;
        var index = siblings?.IndexOf(paragraph) ?? -1;
        var isAboveTable = siblings is not null && index + 1 < siblings.Count && siblings[index + 1] is Table;
        if (!isAboveTable && DelimiterRow(words) is var row and >= 0)
        {
            Error(paragraph.Span.Start + row, "This table would be printed as plain characters, because a line directly above or below it has no |. Put an empty line before and after the table.");
            return;
        }

        var at = 0;
        var isBelowTable = index > 0 && siblings![index - 1] is Table;
        foreach (var line in words.EnumerateLines())
        {
            var bare = line.Trim("> \t");
            if (IsGridLine(bare))
            {
                Error(paragraph.Span.Start + at, "This table would be printed as plain characters: tables drawn with + and - are not supported. Write its rows as | a | b |, and |---|---| below the first.");
                return;
            }

            if ((LooksLikeRow(bare) || (isBelowTable && HasBar(line))) && !IsInCode(paragraph, paragraph.Span.Start + at))
            {
                Error(paragraph.Span.Start + at, isBelowTable
                    ? "This line would be printed as plain characters, because an empty line ends the table above. Remove the empty line, or write \\| to print the sign."
                    : "This line would be printed as plain characters: a table needs a line of hyphens such as |---|---| below its first row. Write \\| to print the sign.");
                return;
            }

            at += line.Length + 1;
        }
    }

    /// <summary>Only table rows begin and end with a bar.</summary>
    private static bool LooksLikeRow(ReadOnlySpan<char> line) => line is ['|', _, .., '|'] && line[^2] != '\\';

    private static bool IsGridLine(ReadOnlySpan<char> line) => line is ['+', '-' or '=', .., '+'] && line.IndexOfAnyExcept("+-=:") < 0;

    /// <summary>Neither escaped nor inside code.</summary>
    private static bool HasBar(ReadOnlySpan<char> line)
    {
        var isCode = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\') i++;
            else if (line[i] == '`') isCode = !isCode;
            else if (line[i] == '|' && !isCode) return true;
        }

        return false;
    }

    private static bool IsInCode(ParagraphBlock paragraph, int position) =>
        paragraph.Inline.All<CodeInline>().Any(code => code.Span.Start <= position && position <= code.Span.End);

    /// <summary>The offset of a line such as |---|:--:|, or -1.</summary>
    private static int DelimiterRow(ReadOnlySpan<char> text)
    {
        var at = 0;
        foreach (var line in text.EnumerateLines())
        {
            if (line.Contains('|') && line.Contains('-') && line.Trim("> ").IndexOfAnyExcept("|:- \t") < 0) return at;
            at += line.Length + 1;
        }

        return -1;
    }

    /// <summary>Requires two hyphens: authors write a single one in a cell to say “none”.</summary>
    private static bool IsDelimiterRow(ReadOnlySpan<char> line) =>
        line.IndexOf("--") >= 0 && line.Contains('|') && line.Trim("> \t").IndexOfAnyExcept("|:- \t") < 0;

    private static int CellsOf(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        if (line.StartsWith("|")) line = line[1..];
        if (line is [.., not '\\', '|'] or ['|']) line = line[..^1];
        var (cells, isCode) = (1, false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\') i++;
            else if (line[i] == '`') isCode = !isCode;
            else if (line[i] == '|' && !isCode) cells++;
        }

        return cells;
    }

    /// <summary>The rest of the line, with a bar before the position: a row's position may begin after its bar.</summary>
    private ReadOnlySpan<char> LineAt(int position)
    {
        var start = Math.Clamp(offset + position, 0, source.Text.Length);
        if (start > 0 && start < source.Text.Length && source.Text[start] != '|')
        {
            var before = start - 1;
            while (before > 0 && source.Text[before] is ' ' or '\t') before--;
            if (source.Text[before] == '|') start = before;
        }

        var end = source.Text.IndexOf('\n', start);
        return source.Text.AsSpan(start, (end < 0 ? source.Text.Length : end) - start);
    }

    private void Error(int position, string message) => diagnostics.Add(source.Error(offset + position, Code, message));
}
