using System.Buffers;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

/// <summary>Lists and tables pasted from a word processor would be printed as one running paragraph.</summary>
internal static partial class PastedText
{
    private const string Code = "ART031";

    /// <summary>Of word processors, web pages and slides; U+F0B7 and U+F0A7 are those of the fonts Symbol and Wingdings.</summary>
    private const string Bullets = "•‣⁃◦▪▫●○■□◆◇►▶➢➤✓✔❖·∙\uF0B7\uF0A7";

    private static readonly SearchValues<char> Signs = SearchValues.Create($"{Bullets}\t–—)");

    public static void Report(ParagraphBlock paragraph, SourceText source, int offset, ICollection<Diagnostic> diagnostics)
    {
        var start = offset + paragraph.Span.Start;
        var text = source.Text.AsSpan(start, Math.Max(0, Math.Min(paragraph.Span.Length, source.Text.Length - start)));
        if (!text.ContainsAny(Signs)) return;
        var (dashes, tabs, at) = (new List<int>(), new List<int>(), 0);
        foreach (var line in text.EnumerateLines())
        {
            var bare = line.TrimStart("> \t");
            var place = at + line.Length - bare.Length;
            at += line.Length + 1;
            if (bare.IsEmpty) continue;
            if (Bullets.Contains(bare[0]) || bare.StartsWith("o\t") || bare.StartsWith("§\t"))
            {
                Add(place, $"“{bare[0]}” is printed as it is, and all lines become one paragraph. Begin each item of a list with a hyphen and a space, with an empty line above the first.");
                return;
            }

            if (Dash().IsMatch(bare)) dashes.Add(place);
            var inner = bare.TrimEnd();
            if (inner.IndexOf('\t') is var tab and >= 0 && !IsInside(paragraph, paragraph.Span.Start + place + tab)) tabs.AddRange(Enumerable.Repeat(place, inner.Count('\t')));
        }

        if (dashes.Count > 1) Add(dashes[0], "These lines look like a list, but become one paragraph. Begin each item with a hyphen and a space, or with 1. and a space, with an empty line above the first.");
        else if (tabs.Count > 1) Add(tabs[0], "These tabs look like the columns of a table, but are printed as spaces. Write each row as | a | b |, with |---|---| below the first.");

        void Add(int position, string message) => diagnostics.Add(source.Warning(start + position, Code, message));
    }

    /// <summary>Inside a citation or code, a tab does no harm.</summary>
    private static bool IsInside(ParagraphBlock paragraph, int position) =>
        paragraph.Inline.All<LeafInline>().Any(inline => inline is not (LiteralInline or LineBreakInline) && inline.Span.Start <= position && position <= inline.Span.End);

    /// <summary>A dash, or a letter or Roman numeral with a bracket: “– rest”, “a) rest”, “(ii) rest”.</summary>
    [GeneratedRegex(@"\A(?:[–—][ \t]|\(?(?:[a-zA-Z]|[ivx]{1,4})\)[ \t])", RegexOptions.CultureInvariant)]
    private static partial Regex Dash();
}

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
