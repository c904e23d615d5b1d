namespace BackSpasmSite.Content.Text;

/// <summary>Single-line text and normalised line ends.</summary>
internal static class LineText
{
    /// <summary>On one line: each run of white space, line ends and control characters becomes one space; trimmed.</summary>
    public static string InOneLine(string text) => Collapse(WithoutLineEnds(text));

    /// <summary>On one line, with a space for each control character and line separator.</summary>
    public static string WithoutLineEnds(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    /// <summary>
    /// Each run of white space becomes one space; trimmed. Other control characters stay, because fingerprints depend on them.
    /// </summary>
    public static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>LF line ends, treating CRLF and a lone CR as an HTML parser does.</summary>
    public static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
