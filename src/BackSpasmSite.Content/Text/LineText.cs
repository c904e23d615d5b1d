using System.Buffers;
using System.Text;

namespace BackSpasmSite.Content.Text;

internal static class LineText
{
    /// <summary>Each run of white space, line ends and control characters becomes one space; trimmed.</summary>
    public static string InOneLine(string text) => Collapse(WithoutLineEnds(text));

    public static string WithoutLineEnds(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    /// <summary>Each run of white space becomes one space; trimmed. Control characters stay, because fingerprints depend on them.</summary>
    public static string Collapse(string text) => Collapse(new StringBuilder(text));

    /// <inheritdoc cref="Collapse(string)"/>
    public static string Collapse(StringBuilder text)
    {
        // An article's text is collapsed many times, so the words in between are not allocated.
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        foreach (var chunk in text.GetChunks())
        {
            foreach (var character in chunk.Span)
            {
                if (!char.IsWhiteSpace(character)) buffer[length++] = character;
                else if (length > 0 && buffer[length - 1] != ' ') buffer[length++] = ' ';
            }
        }

        if (length > 0 && buffer[length - 1] == ' ') length--;
        var collapsed = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return collapsed;
    }

    /// <summary>Treats CRLF and a lone CR as an HTML parser does.</summary>
    public static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
