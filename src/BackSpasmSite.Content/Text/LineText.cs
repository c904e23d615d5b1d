namespace BackSpasmSite.Content.Text;

internal static class LineText
{
    /// <summary>Each run of white space, line ends and control characters becomes one space; trimmed.</summary>
    public static string InOneLine(string text) => Collapse(WithoutLineEnds(text));

    public static string WithoutLineEnds(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    /// <summary>Each run of white space becomes one space; trimmed. Control characters stay, because fingerprints depend on them.</summary>
    public static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Treats CRLF and a lone CR as an HTML parser does.</summary>
    public static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
