using System.Globalization;
using System.Text;
using BackSpasmSite.Content.Citations;
using Markdig.Syntax.Inlines;

namespace BackSpasmSite.Content.Markdown;

/// <summary>The text of a block that is left after parsing, with U+FFFA for each citation, and U+FFFC for all markup and for escaped signs.</summary>
internal sealed class LeftText
{
    private const char Markup = '\uFFFC';
    private const char Citation = '\uFFFA';

    private readonly List<(int Index, int Position)> _places;

    private LeftText(string text, List<(int Index, int Position)> places) => (Text, _places) = (text, places);

    public string Text { get; }

    public static LeftText Of(ContainerInline inlines)
    {
        var text = new StringBuilder();
        var places = new List<(int Index, int Position)> { (0, Math.Max(0, inlines.Span.Start)) };
        foreach (var inline in inlines.All<Inline>())
        {
            places.Add((text.Length, inline.Span.Start));
            switch (inline)
            {
                case LiteralInline { IsFirstCharacterEscaped: true, Content.IsEmpty: false } literal:
                    text.Append(Markup);
                    // The backslash and the sign are two characters in the file.
                    places.Add((text.Length, inline.Span.Start + 2));
                    text.Append(literal.Content.AsSpan()[1..]);
                    break;
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                // Letters that matter between numbers; others may have been written so to be printed.
                case HtmlEntityInline entity when entity.Transcoded.AsSpan() is [var sign] && (sign == '&' || char.GetUnicodeCategory(sign) is UnicodeCategory.DashPunctuation or UnicodeCategory.SpaceSeparator):
                    text.Append(sign);
                    break;
                case LineBreakInline:
                    text.Append('\n');
                    break;
                case CitationInline:
                    text.Append(Citation);
                    break;
                default:
                    text.Append(Markup);
                    break;
            }
        }

        return new LeftText(text.ToString(), places);
    }

    /// <summary>The position in the parsed Markdown of a character.</summary>
    public int PositionOf(int index)
    {
        var (start, position) = _places.FindLast(place => place.Index <= index);
        return position + index - start;
    }

    public bool IsCitation(int index) => index < Text.Length && Text[index] == Citation;
}
