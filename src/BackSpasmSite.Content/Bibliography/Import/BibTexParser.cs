using System.Text;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Bibliography.Import;

internal sealed record BibTexEntry(string Type, string Key, IReadOnlyDictionary<string, string> Fields, int Offset);

/// <summary>Divides a BibTeX file into entries and fields (Patashnik, BibTeXing, 1988).</summary>
internal sealed partial class BibTexParser(SourceText source, ICollection<Diagnostic> diagnostics)
{
    private readonly string _text = source.Text;

    private readonly Dictionary<string, string> _macros = new(StringComparer.OrdinalIgnoreCase)
    {
        ["jan"] = "January",
        ["feb"] = "February",
        ["mar"] = "March",
        ["apr"] = "April",
        ["may"] = "May",
        ["jun"] = "June",
        ["jul"] = "July",
        ["aug"] = "August",
        ["sep"] = "September",
        ["oct"] = "October",
        ["nov"] = "November",
        ["dec"] = "December",
    };

    private int _at;

    public IEnumerable<BibTexEntry> Entries()
    {
        while (Start().Match(_text, _at) is { Success: true } start)
        {
            var type = start.Groups[1].Value.ToLowerInvariant();
            var close = start.Groups[2].Value == "{" ? '}' : ')';
            _at = start.Index + start.Length;
            // Everything but comments is text between entries, in which an @ may stand.
            if (type == "comment")
            {
                _at = Skip(close) ?? start.Index + start.Length;
                continue;
            }

            if (type is "preamble" ? Value(close) is null : type is "string" && !ReadMacro(close)) Recover(start.Index, start.Index + start.Length);
            if (type is "preamble" or "string") continue;
            var entry = Entry(type, close, start.Index);
            if (entry is not null) yield return entry;
            else Recover(start.Index, start.Index + start.Length);
        }
    }

    private BibTexEntry? Entry(string type, char close, int offset)
    {
        var key = new StringBuilder();
        while (_at < _text.Length && _text[_at] is not (',' or '}' or ')' or '=' or '{' or '"')) key.Append(_text[_at++]);
        if (_at == _text.Length) return null;
        // Some programs leave the key out, and begin with the first field.
        if (_text[_at] == '=')
        {
            _at -= key.Length;
            key.Clear();
        }
        else if (_text[_at] == ',')
        {
            _at++;
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            SkipSpace();
            if (_at == _text.Length) return null;
            if (_text[_at] == close)
            {
                _at++;
                return new BibTexEntry(type, key.ToString().Trim(), fields, offset);
            }

            if (_text[_at] == ',')
            {
                _at++;
                continue;
            }

            if (FieldName().Match(_text, _at) is not { Success: true } name) return null;
            _at += name.Length;
            if (Value(close) is not { } value) return null;
            fields.TryAdd(name.Groups[1].Value.ToLowerInvariant(), value);
        }
    }

    private bool ReadMacro(char close)
    {
        SkipSpace();
        if (FieldName().Match(_text, _at) is not { Success: true } name) return false;
        _at += name.Length;
        if (Value(close) is not { } value) return false;
        _macros[name.Groups[1].Value] = value;
        SkipSpace();
        if (_at < _text.Length && _text[_at] == close) _at++;
        return true;
    }

    private string? Value(char close)
    {
        var value = new StringBuilder();
        while (true)
        {
            SkipSpace();
            if (_at == _text.Length) return null;
            if ((_text[_at] switch { '{' => Braced(), '"' => Quoted(), _ => Bare(close) }) is not { } part) return null;
            value.Append(part);
            SkipSpace();
            if (_at == _text.Length || _text[_at] != '#') return value.ToString();
            _at++;
        }
    }

    private string? Braced()
    {
        var start = _at + 1;
        for (var depth = 0; _at < _text.Length; _at++)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length && _text[_at + 1] is '{' or '}' && IsEscapedBrace(_at)) _at++;
            else if (_text[_at] == '{') depth++;
            else if (_text[_at] == '}' && --depth == 0) return _text[start.._at++];
            else if (_text[_at] == '@' && IsNextEntry(_at)) return null;
        }

        return null;
    }

    /// <summary>
    /// BibTeX counts escaped braces, so programs write them in pairs. Followed by the end of a field, the backslash belongs to the text.
    /// </summary>
    private bool IsEscapedBrace(int at) => _text[at + 1] == '{' || !EndOfField().IsMatch(_text.AsSpan(at + 2, Math.Min(200, _text.Length - at - 2)));

    private string? Quoted()
    {
        var start = ++_at;
        for (var depth = 0; _at < _text.Length; _at++)
        {
            if (_text[_at] == '\\') _at++;
            else if (_text[_at] == '{') depth++;
            else if (_text[_at] == '}') depth--;
            else if (_text[_at] == '"' && depth == 0) return _text[start.._at++];
            else if (_text[_at] == '@' && IsNextEntry(_at)) return null;
        }

        return null;
    }

    private string? Bare(char close)
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is not (',' or '#' or '\n') && _text[_at] != close) _at++;
        var word = _text[start.._at].Trim();
        return word.Length == 0 ? null : _macros.GetValueOrDefault(word, word);
    }

    /// <summary>Past the brace that closes a comment; null if none does.</summary>
    private int? Skip(char close)
    {
        var depth = 1;
        for (var at = _at; at < _text.Length; at++)
        {
            if (_text[at] == '{' && close == '}') depth++;
            else if (_text[at] == close && --depth == 0) return at + 1;
        }

        return null;
    }

    private void Recover(int offset, int after)
    {
        var next = NextEntry().Match(_text, after);
        var line = source.PositionOf(Math.Min(_at, _text.Length)).Line;
        diagnostics.Add(_at >= _text.Length && !next.Success
            ? ImportDiagnostics.CutOff(source, offset, "This entry is not finished: a brace or quote is not closed.")
            : ImportDiagnostics.Broken(source, offset, $"This entry can't be read beyond line {line}: a comma, brace or quote is missing or too many. Correct it, then import again."));
        _at = next.Success ? next.Index : _text.Length;
    }

    private bool IsNextEntry(int at)
    {
        var before = at - 1;
        while (before >= 0 && _text[before] is (' ' or '\t')) before--;
        return (before < 0 || _text[before] == '\n') && EntryHere().IsMatch(_text, at);
    }

    private void SkipSpace()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_at])) _at++;
            // A comment, although BibTeX has none inside entries.
            else if (_text[_at] == '%' && (_at == 0 || _text[_at - 1] == '\n' || char.IsWhiteSpace(_text[_at - 1]))) _at = _text.IndexOf('\n', _at) is var end && end < 0 ? _text.Length : end;
            else return;
        }
    }

    [GeneratedRegex(@"@\s*([A-Za-z]+)\s*([{(])", RegexOptions.CultureInvariant)]
    private static partial Regex Start();

    [GeneratedRegex(@"\G@[ \t]*(?:[A-Za-z]+[ \t]*[{(]\s*[^\s,{}=""]*\s*,|(?:comment|string|preamble)[ \t]*[{(])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EntryHere();

    [GeneratedRegex(@"^[ \t]*@[ \t]*(?:[A-Za-z]+[ \t]*[{(]\s*[^\s,{}=""]*\s*,|(?:comment|string|preamble)[ \t]*[{(])", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NextEntry();

    [GeneratedRegex(@"\G([A-Za-z][^\s=,{}""#%()]*)\s*=\s*", RegexOptions.CultureInvariant)]
    private static partial Regex FieldName();

    [GeneratedRegex(@"\A\s*(?:,\s*[\w-]+\s*=|,?\s*\})", RegexOptions.CultureInvariant)]
    private static partial Regex EndOfField();
}
