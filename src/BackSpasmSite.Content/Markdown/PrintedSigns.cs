using System.Buffers;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;
using Markdig.Syntax;

namespace BackSpasmSite.Content.Markdown;

/// <summary>
/// Markup of other programs that this site prints as text: ~~struck out~~, H~2~O, ==marked==, [^1], {#id}, a heading without its space, and
/// bold text that never ends.
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

    /// <param name="text">What is left of the block.</param>
    public static void Report(LeafBlock block, LeftText text, SourceText source, int offset, ICollection<Diagnostic> diagnostics)
    {
        if (!text.Text.AsSpan().ContainsAny(Signs)) return;
        foreach (var (sign, message) in Known)
        {
            if (sign.Match(text.Text) is not { Success: true } match) continue;
            if (sign == NoHeading() && block is not ParagraphBlock { Parent: not Markdig.Extensions.Tables.TableCell }) continue;
            diagnostics.Add(source.Warning(offset + text.PositionOf(match.Index), "ART028", message));
        }
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
