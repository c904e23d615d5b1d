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
