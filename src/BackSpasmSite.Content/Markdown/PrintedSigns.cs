using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

/// <summary>
/// Finds signs that other programs read and this site prints: ~~struck out~~, H~2~O, ==marked==, [^1], {#id}, a heading without its space,
/// and bold words that never end.
/// </summary>
internal static partial class PrintedSigns
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("~=^#*_{");

    private static readonly (Regex Sign, string Message)[] Known =
    [
        (FootnoteMark(), "Footnotes are not known, so this mark is printed as it stands. Put the note into the text, or write \\[ to print it."),
        (StruckOut(), "Words between ~~ are not struck out: the signs are printed. Take them out, or write \\~ to print them."),
        (Marked(), "Words between == are not marked: the signs are printed. Take them out, or write \\= to print them."),
        (Lowered(), "Signs between ~ are not lowered: the ~ is printed. Write the lowered sign itself, such as ₂, or \\~ to print it."),
        (Raised(), "Signs between ^ are not raised: the ^ is printed. Write the raised sign itself, such as ², or \\^ to print it."),
        (NoHeading(), "This is no heading, and its # is printed: put a space behind it, or write \\# to print it."),
        (Attributes(), "Ids and classes in braces are not known, so they are printed. Take them out, or write \\{ to print them."),
        (Bold(), "These signs make nothing bold and are printed: they need a partner, and no space between them and the words. Add or mend it, or write a backslash before each to print it."),
    ];

    /// <param name="block">A paragraph, a heading or a cell of a table.</param>
    public static void Report(LeafBlock block, SourceText source, int offset, ICollection<Diagnostic> diagnostics)
    {
        if (block.Inline is null) return;
        var (text, places) = Literals(block.Inline);
        if (!text.AsSpan().ContainsAny(Signs)) return;
        foreach (var (sign, message) in Known)
        {
            if (sign.Match(text) is not { Success: true } match) continue;
            if (sign == NoHeading() && block is not ParagraphBlock { Parent: not Markdig.Extensions.Tables.TableCell }) continue;
            var (index, position) = places.FindLast(place => place.Index <= match.Index);
            diagnostics.Add(source.Warning(offset + position + match.Index - index, "ART028", message));
        }
    }

    /// <summary>What is still text after everything was read; in the place of anything else, and of a sign behind a backslash, U+FFFC.</summary>
    private static (string Text, List<(int Index, int Position)> Places) Literals(ContainerInline inlines)
    {
        var text = new StringBuilder();
        var places = new List<(int Index, int Position)> { (0, Math.Max(0, inlines.Span.Start)) };
        foreach (var inline in inlines.FindDescendants<Inline>())
        {
            places.Add((text.Length, inline.Span.Start));
            switch (inline)
            {
                case LiteralInline { IsFirstCharacterEscaped: true, Content.IsEmpty: false } literal:
                    text.Append('\uFFFC').Append(literal.Content.AsSpan()[1..]);
                    break;
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case LineBreakInline:
                    text.Append('\n');
                    break;
                default:
                    text.Append('\uFFFC');
                    break;
            }
        }

        return (text.ToString(), places);
    }

    [GeneratedRegex(@"\[\^[^\]\s]{1,40}\]", RegexOptions.CultureInvariant)]
    private static partial Regex FootnoteMark();

    [GeneratedRegex(@"~~[^\s~][^~\n]*~~", RegexOptions.CultureInvariant)]
    private static partial Regex StruckOut();

    [GeneratedRegex(@"(?<!=)==[^\s=][^=\n]*==(?!=)", RegexOptions.CultureInvariant)]
    private static partial Regex Marked();

    [GeneratedRegex(@"(?<=[\p{L}\p{N})])~[^\s~]{1,20}~(?!~)", RegexOptions.CultureInvariant)]
    private static partial Regex Lowered();

    [GeneratedRegex(@"(?<=[\p{L}\p{N})])\^[^\s^]{1,20}\^", RegexOptions.CultureInvariant)]
    private static partial Regex Raised();

    [GeneratedRegex(@"^(?:#{2,6}[^\s#\uFFFC]|#\p{L})", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex NoHeading();

    [GeneratedRegex(@"\{:?[ ]?[#.][\p{L}_][^{}\n]{0,80}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Attributes();

    /// <summary>Three or more underscores are a gap to fill in.</summary>
    [GeneratedRegex(@"(?<!\*)\*{2,3}(?!\*)|(?<![_\p{L}\p{N}])__(?=\p{L})", RegexOptions.CultureInvariant)]
    private static partial Regex Bold();
}
