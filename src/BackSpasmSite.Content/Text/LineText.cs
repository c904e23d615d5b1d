namespace BackSpasmSite.Content.Text;

/// <summary>Text on one line, and text with one kind of line end.</summary>
internal static class LineText
{
    /// <summary>On one line: every run of white space, line ends and control characters becomes one space, none at the ends.</summary>
    public static string InOneLine(string text) => Collapse(WithoutLineEnds(text));

    /// <summary>On one line, with a space for each control character and line separator.</summary>
    public static string WithoutLineEnds(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    /// <summary>Every run of white space becomes one space, none at the ends. Other control characters stay, as fingerprints need.</summary>
    public static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>With LF at the end of each line, as an HTML parser reads CRLF and a lone CR.</summary>
    public static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
