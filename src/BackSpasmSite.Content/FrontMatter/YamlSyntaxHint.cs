using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>A line that is not YAML for a reason people know how to mend.</summary>
/// <param name="Line">Counted from 0 within the YAML.</param>
/// <param name="Column">Counted from 0.</param>
/// <param name="Mended">The line as it should be.</param>
internal sealed partial record YamlSyntaxHint(int Line, int Column, string Code, string Message, string Mended)
{
    /// <summary>
    /// Looks at the line the parser stumbled over; then, as it often notices late, at those before it; then at the rest,
    /// as it sometimes names only where something began.
    /// </summary>
    public static YamlSyntaxHint? Find(string[] lines, int stumbled) =>
        Enumerable.Range(0, stumbled + 1).Reverse()
            .Concat(Enumerable.Range(stumbled + 1, lines.Length - stumbled - 1))
            .Select(line => Explain(lines[line], line))
            .FirstOrDefault(error => error is not null);

    public Diagnostic ToProblem(YamlText yaml) => yaml.Source.Error(
        yaml.Source.OffsetOf(yaml.FirstLine + Line) + Column, Code, Message);

    private static YamlSyntaxHint? Explain(string text, int line)
    {
        var indent = text.Length - text.TrimStart(' ', '\t').Length;
        if (text.AsSpan(0, indent).Contains('\t'))
            return new YamlSyntaxHint(line, text.IndexOf('\t', StringComparison.Ordinal), "ART008",
                "A tab stands at the start of this line. Use spaces.",
                text[..indent].Replace("\t", "  ", StringComparison.Ordinal) + text[indent..]);

        var field = Field().Match(text);
        if (!field.Success) return null;
        var (key, value) = (field.Groups["key"].Value, field.Groups["value"].Value.TrimEnd());
        var column = field.Groups["value"].Index;
        if (value is ['“' or '”' or '„' or '‘' or '’', ..])
        {
            var straight = key + YamlQuote.Of(value.Trim('“', '”', '„', '‘', '’'));
            return new YamlSyntaxHint(line, column, YamlDiagnostics.CurlyQuotesCode, YamlDiagnostics.CurlyQuotes(straight), straight);
        }

        return Mend(value) is var (why, at, mended)
            ? new YamlSyntaxHint(line, column + at, "ART008", $"{why} Write: {(key + mended).Trim()}", key + mended)
            : null;
    }

    /// <summary>Why a value can't be read, where in it, and the value to paste instead; null when nothing seems wrong.</summary>
    private static (string Why, int At, string Mended)? Mend(string value) => value[0] switch
    {
        '"' or '\'' when IsClosed(value) => null,
        '"' or '\'' when value.IndexOf(value[0], 1) is var end and > 0 =>
            ("Something stands after the closing quotation mark.", end, YamlQuote.Of(value)),
        '"' or '\'' => ("The quotation mark is not closed.", 0, YamlQuote.Of(value[1..].TrimEnd('"', '\''))),
        '[' when !value.Contains(']', StringComparison.Ordinal) => ("The bracket is not closed.", 0, $"{value}]"),
        '{' when !value.Contains('}', StringComparison.Ordinal) => ("The brace is not closed.", 0, $"{value} }}"),
        '[' or '{' or '|' or '>' => null,
        _ when value.Contains(": ", StringComparison.Ordinal) || value.EndsWith(':') =>
            ("A value with a colon needs quotation marks.", value.IndexOf(':', StringComparison.Ordinal), YamlQuote.Of(value)),
        '@' or '`' or '%' or '*' or '!' =>
            ($"A value can't begin with {value[0]} unless it has quotation marks.", 0, YamlQuote.Of(value)),
        _ => null,
    };

    /// <summary>Closed by the same mark, with nothing after it but a comment.</summary>
    private static bool IsClosed(string value) => value[0] == '"'
        ? DoubleQuoted().IsMatch(value)
        : SingleQuoted().IsMatch(value);

    [GeneratedRegex(@"^(?<key>\s*(?>(?:- +)*)[^\s:#""'\[\]{}][^:#""'\[\]{}]*:[ \t]+)(?<value>\S.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Field();

    [GeneratedRegex("""^"(?:[^"\\]|\\.)*"\s*(?:#.*)?$""", RegexOptions.CultureInvariant)]
    private static partial Regex DoubleQuoted();

    [GeneratedRegex(@"^'(?:[^']|'')*'\s*(?:#.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex SingleQuoted();
}
