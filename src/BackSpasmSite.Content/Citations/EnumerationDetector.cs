using System.Text;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Markdown;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Citations;

/// <summary>Finds numbers that seem to number list items: <c>(1) rest, (2) ice and (3) heat</c>.</summary>
internal static partial class EnumerationDetector
{
    /// <summary>Citations before their words: at the start, or after <c>,</c>, <c>;</c>, <c>:</c>, "and" or "or".</summary>
    public static IEnumerable<CitationInline> In(LeafBlock block)
    {
        if (!block.Inline.All<CitationInline>().Any()) yield break;

        var (text, citations) = Read(block.Inline!);
        var counting = false;
        foreach (var (citation, at) in citations)
        {
            if (citation.Citation is not { Numbers.Count: 1, Keys: null } || !Words().IsMatch(text, at)) continue;
            var before = text.AsSpan(0, at);
            if (!Opens().IsMatch(before) && !(counting && Continues().IsMatch(before))) continue;
            counting = true;
            yield return citation;
        }
    }

    // The visible words; a citation takes up no space in them.
    private static (string Text, List<(CitationInline Citation, int At)> Citations) Read(ContainerInline inlines)
    {
        var text = new StringBuilder();
        var citations = new List<(CitationInline, int)>();
        foreach (var inline in inlines.All<LeafInline>())
        {
            switch (inline)
            {
                case CitationInline citation:
                    citations.Add((citation, text.Length));
                    break;
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case AutolinkInline address:
                    text.Append(address.Url);
                    break;
            }
        }

        return (text.ToString(), citations);
    }

    [GeneratedRegex(@"\G\s+\p{L}")]
    private static partial Regex Words();

    [GeneratedRegex(@"(?:\A|[,;:]\s)\s*\z", RegexOptions.RightToLeft)]
    private static partial Regex Opens();

    [GeneratedRegex(@"\s(?:and|or)\s+\z", RegexOptions.RightToLeft | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Continues();
}
