using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

/// <summary>
/// Finds markup of other programs that this site prints as text: ~~struck out~~, H~2~O, ==marked==, [^1], {#id}, a heading without its
/// space, and bold text that never ends.
/// </summary>
internal static partial class PrintedSigns
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("~=^#*_{");

    private static readonly (Regex Sign, string Message)[] Known =
    [
        (FootnoteMark(), "Footnotes are not supported, so this mark is printed as text. Put the note into the text, or write \\[ to print it."),
        (StruckOut(), "Words between ~~ are not struck out: the signs are printed. Remove them, or write \\~ to print them."),
        (Marked(), "Words between == are not highlighted: the signs are printed. Remove them, or write \\= to print them."),
        (Lowered(), "Text between ~ does not become a subscript: the ~ is printed. Type the subscript itself, such as ₂, or \\~ to print it."),
        (Raised(), "Text between ^ does not become a superscript: the ^ is printed. Type the superscript itself, such as ², or \\^ to print it."),
        (NoHeading(), "This is not a heading, so its # is printed. Put a space after it, or write \\# to print it."),
        (Attributes(), "Ids and classes in braces are not supported, so they are printed. Remove them, or write \\{ to print them."),
        (Bold(), "These signs are printed and make nothing bold: they come in pairs, with no space between them and the words. Correct the pair, or put a backslash before each sign to print it."),
    ];

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

    /// <summary>The text left after parsing, with U+FFFC for everything else and for escaped signs.</summary>
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

    /// <summary>Three or more underscores are a blank to fill in.</summary>
    [GeneratedRegex(@"(?<!\*)\*{2,3}(?!\*)|(?<![_\p{L}\p{N}])__(?=\p{L})", RegexOptions.CultureInvariant)]
    private static partial Regex Bold();
}
