using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>Finds valid YAML that means something else than it seems to, so that readers would see less than was written, or something else.</summary>
internal static partial class YamlPitfalls
{
    /// <summary>These have text for readers, which may well contain a #.</summary>
    private static readonly HashSet<string> Prose = new(StringComparer.Ordinal)
    {
        "title", "description", "note", "caption", "alt", "was", "now", "name", "text",
    };

    /// <param name="events">What the parser found in the text.</param>
    public static IEnumerable<Diagnostic> In(YamlText yaml, string text, IReadOnlyList<ParsingEvent> events)
    {
        var found = new List<Diagnostic>();
        string? key = null;
        foreach (var current in events)
        {
            if (current is Scalar scalar)
                Check(yaml, text, scalar, isProse: key is not null && Prose.Contains(key), found);
            key = current is Scalar { IsKey: true } name ? name.Value : null;
        }

        return found;
    }

    private static void Check(YamlText yaml, string text, Scalar scalar, bool isProse, List<Diagnostic> found)
    {
        if (scalar.IsKey) return;
        var isBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded;
        if (isProse && isBlock && CommentOfHeader(text, (int)scalar.Start.Index) is { } comment)
            found.Add(YamlDiagnostics.At(yaml, scalar.Start, "ART008", $"“{comment}” is lost, because YAML treats it as a comment. Put it on the line below, or remove it."));
        switch (scalar.Style)
        {
            case ScalarStyle.Plain when CutOffAfter(text, (int)scalar.End.Index, isProse) is { } lost:
                found.Add(YamlDiagnostics.CutOff(yaml, scalar.Start, scalar.Value + lost));
                break;
            case ScalarStyle.Literal or ScalarStyle.Folded when string.IsNullOrWhiteSpace(scalar.Value):
                found.Add(YamlDiagnostics.At(yaml, scalar.Start, "ART008",
                    "| and > begin a text on the lines below, but there is none. Put a value that begins with such a sign in quotation marks."));
                break;
            case ScalarStyle.DoubleQuoted:
                var written = text[(int)scalar.Start.Index..Math.Min((int)scalar.End.Index, text.Length)];
                if (OddEscape().Match(written) is { Success: true } escape)
                    found.Add(YamlDiagnostics.At(yaml, scalar.Start, "ART008",
                        $"“{escape.Groups["escape"].Value}” in double quotation marks has a special meaning. Write \\\\ for each backslash, or put the value in single quotation marks."));
                break;
        }
    }

    /// <summary>
    /// What YAML treats as a comment although it hardly is one: “title: Tip # 1” becomes “Tip”. A real comment has two spaces before its # and
    /// one after it; after text for readers it has a line of its own.
    /// </summary>
    private static string? CutOffAfter(string text, int offset, bool isProse)
    {
        if (offset >= text.Length) return null;
        var end = text.IndexOf('\n', offset);
        var rest = text.AsSpan(offset, (end < 0 ? text.Length : end) - offset);
        var sign = rest.TrimStart(" \t");
        var gap = rest.Length - sign.Length;
        // The parser may include the spaces before the # in the value.
        for (var before = offset; before > 0 && text[before - 1] is ' ' or '\t'; before--) gap++;
        if (sign.IsEmpty || sign[0] != '#' || gap == 0) return null;
        var isComment = !isProse && gap > 1 && (sign.Length == 1 || sign[1] is ' ' or '#');
        return isComment ? null : $" {sign}";
    }

    /// <summary>After | or >, on the line above a multi-line text.</summary>
    private static string? CommentOfHeader(string text, int offset)
    {
        var end = text.IndexOf('\n', offset);
        var line = text.AsSpan(offset, (end < 0 ? text.Length : end) - offset);
        return line.IndexOf('#') is var sign and >= 0 ? line[sign..].Trim().ToString() : null;
    }

    /// <summary>
    /// Escapes for control characters that nobody types on purpose, and any escape after a drive letter: “C:\new”. The desk writes line ends
    /// and tabs as \n and \t, and everything else by its number.
    /// </summary>
    [GeneratedRegex("""(?<!\\)(?:\\\\)*(?<escape>\\[abefv0N_LP]|(?<![A-Za-z])[A-Za-z]:\\[^\\\s]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex OddEscape();
}
