using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>
/// Drops the fields that are wrong. Each key is parsed on its own; if that fails, the keys below it. So each line is parsed about once per
/// nesting level, and no line is lost because of a mistake in another.
/// </summary>
internal sealed class YamlRepair(YamlText yaml, ICollection<Diagnostic> diagnostics)
{
    /// <summary>The lines below each moved block have to be parsed again.</summary>
    private const int MostMovedBlocks = 20;

    private readonly string[] _lines = yaml.Text.Split('\n');
    private readonly HashSet<int> _savedHistory = [];
    private int _moved;

    /// <summary>Top-level keys that were dropped completely, with their lines in the file.</summary>
    public List<(int Line, string Key)> Lost { get; } = [];

    /// <summary>Keeps the number of lines; unreadable ones become empty.</summary>
    public string Run()
    {
        var isFirst = true;
        for (var line = 0; line < _lines.Length; line++)
        {
            var clean = _lines[line].Replace("\0", "", StringComparison.Ordinal);
            // A document marker or directive would end the list of keys. A first line of --- is allowed.
            if (clean.StartsWith('%') || clean.Split(' ', '\t')[0] is "---" or "...") clean = "";
            if (clean != _lines[line] && !(isFirst && _lines[line].TrimEnd() == "---")) Tell(line, YamlDiagnostics.NotRead(yaml, line));
            isFirst &= !HasWords(line);
            _lines[line] = clean;
        }

        ReadLevel(0, _lines.Length, depth: 0);
        return string.Join('\n', _lines);
    }

    private void ReadLevel(int line, int end, int depth)
    {
        while (line < end && !HasWords(line)) line++;
        if (line == end) return;
        var level = new Level(Indent(_lines[line]), IsItem(_lines[line]), depth, new HashSet<string>(StringComparer.Ordinal));
        while (line < end)
        {
            var next = line + 1;
            while (next < end && !Begins(next, level)) next++;
            line = HasWords(line) ? ReadEntry(line, next, level) : next;
        }
    }

    /// <summary>Otherwise the line continues the key or item above.</summary>
    private bool Begins(int line, Level level) =>
        HasWords(line) && Indent(_lines[line]) <= level.Indent && _lines[line].TrimStart()[0] is not ('}' or ']') && (level.IsList || !IsItem(_lines[line]));

    private int ReadEntry(int line, int end, Level level)
    {
        var isMoved = Indent(_lines[line]) != level.Indent && Move(line, end, level.Indent);
        var error = Take(line, end, level);
        if (error == YamlError.Syntax && ReplaceTabs(line, end)) return line;
        if (error == YamlError.None || (error == YamlError.Syntax && Mend(line, ref end, level)))
        {
            if (isMoved) Tell(line, YamlDiagnostics.NotAligned(yaml, line));
            return end;
        }

        Tell(line, error == YamlError.TooDeep ? YamlDiagnostics.TooDeep(yaml, line) : YamlDiagnostics.NotRead(yaml, line));
        Drop(line, end, level);
        return end;
    }

    /// <summary>Repairs the lines or drops the broken parts, until one key or item can be read.</summary>
    private bool Mend(int line, ref int end, Level level)
    {
        if (level.Depth > YamlReader.DeepestNesting) return false;
        var header = _lines[line];
        var value = YamlLine.Read(header);
        var body = line + 1;
        if (value.Text is ['{' or '[', ..])
        {
            var text = string.Join('\n', _lines[line..end]).TrimEnd();
            var flow = YamlFlow.Repair(text, value.Column);
            body += text.AsSpan(0, flow.End).Count('\n');
            if (Take(line, body, level) != YamlError.None)
            {
                if (!Replace(line, body, flow.Mended, level)) return false;
                Tell(line, YamlDiagnostics.Flow(yaml, line, text, flow));
            }

            end = MoveRest(body, end, level);
            return true;
        }

        while (body < end && !HasWords(body)) body++;
        if (body < end && level.IsList && IsItem(header))
        {
            // Read the item's keys with the hyphen replaced by a space.
            var hyphen = Indent(header);
            _lines[line] = $"{header[..hyphen]} {header[(hyphen + 1)..]}";
            ReadLevel(line, end, level.Depth + 1);
            var first = Enumerable.Range(line, end - line).FirstOrDefault(HasWords, -1);
            if (first < 0) return true;
            if (Indent(_lines[first]) <= hyphen) return false;
            _lines[first] = $"{header[..hyphen]}-{_lines[first][(hyphen + 1)..]}";
            return Take(line, end, level) == YamlError.None;
        }

        if (body < end && value.Text.Length == 0)
        {
            ReadLevel(body, end, level.Depth + 1);
            return Take(line, end, level) == YamlError.None;
        }

        // A complete value, and lines below it that belong to no value.
        if (Take(line, line + 1, level) != YamlError.None)
        {
            if (value.Explain() is not { } mistake || !Replace(line, line + 1, mistake.Mended, level)) return false;
            Tell(line, yaml.Source.Error(yaml.Source.OffsetOf(yaml.FirstLine + line) + mistake.Column, mistake.Code, mistake.Message));
        }

        end = MoveRest(body, end, level);
        return true;
    }

    /// <summary>Lines below a complete value are read as its siblings. Returns the first of them.</summary>
    private int MoveRest(int line, int end, Level level)
    {
        while (line < end && !HasWords(line)) line++;
        if (line == end) return end;
        Tell(line, YamlDiagnostics.NotAligned(yaml, line));
        if (++_moved > MostMovedBlocks) Clear(line, end);
        else Move(line, end, level.Indent);
        return line;
    }

    private bool Replace(int line, int end, string text, Level level)
    {
        var (before, after) = (_lines[line..end], text.Split('\n'));
        if (after.Length != before.Length) return false;
        after.CopyTo(_lines, line);
        if (Take(line, end, level) == YamlError.None) return true;
        before.CopyTo(_lines, line);
        return false;
    }

    /// <summary>Parses one key or item on its own. A duplicate key is reported and dropped.</summary>
    private YamlError Take(int line, int end, Level level)
    {
        var (root, error, _) = YamlReader.Parse(string.Join('\n', _lines[line..end]));
        if (error != YamlError.None) return error;
        if (level.IsList) return root is YamlSequenceNode { Style: not SequenceStyle.Flow, Children.Count: 1 } ? YamlError.None : YamlError.Syntax;
        if (root is not YamlMappingNode { Style: not MappingStyle.Flow, Children.Count: 1 } mapping || mapping.Children.Keys.First() is not YamlScalarNode { Value: { } key })
            return YamlError.Syntax;
        if (level.Keys.Add(key)) return YamlError.None;
        Tell(line, YamlDiagnostics.KeyTwice(yaml, line));
        Drop(line, end, level);
        return YamlError.None;
    }

    private void Drop(int line, int end, Level level)
    {
        if (level.Depth == 0) Lost.Add((yaml.FirstLine + line, _lines[line].Split(':')[0].Trim(' ', '\t', '"', '\'', '\r')));
        Clear(line, end);
    }

    private void Clear(int line, int end) => Array.Fill(_lines, "", line, end - line);

    /// <summary>Keeps the lines' distances from the first.</summary>
    private bool Move(int line, int end, int indent)
    {
        var by = indent - Indent(_lines[line]);
        for (var i = line; i < end; i++)
            _lines[i] = by > 0 ? new string(' ', by) + _lines[i] : _lines[i][Math.Min(-by, Indent(_lines[i]))..];
        return true;
    }

    private bool ReplaceTabs(int line, int end)
    {
        var found = false;
        for (var i = line; i < end; i++)
        {
            var indent = Indent(_lines[i]);
            if (!HasWords(i) || !_lines[i].AsSpan(0, indent).Contains('\t')) continue;
            Tell(i, YamlDiagnostics.Tab(yaml, i));
            _lines[i] = _lines[i][..indent].Replace("\t", "  ", StringComparison.Ordinal) + _lines[i][indent..];
            found = true;
        }

        return found;
    }

    /// <summary>One mistake per line: the others follow from it.</summary>
    private void Tell(int line, Diagnostic diagnostic)
    {
        if (_savedHistory.Add(line)) diagnostics.Add(diagnostic);
    }

    private bool HasWords(int line) => _lines[line].AsSpan().TrimStart() is [not '#', ..];

    private static bool IsItem(string line) => line.AsSpan().Trim() is "-" or ['-', ' ' or '\t', ..];

    private static int Indent(string line) => line.Length - line.TrimStart(' ', '\t').Length;

    private sealed record Level(int Indent, bool IsList, int Depth, HashSet<string> Keys);
}

/// <summary>A line of YAML as people mean it.</summary>
/// <param name="Before">Indentation, hyphens, key and colon.</param>
internal sealed partial record YamlLine(string Before, string Text)
{
    public int Column => Before.Length;

    public static YamlLine Read(string line)
    {
        var parts = Parts().Match(line);
        var text = parts.Groups["value"].Value.TrimEnd();
        return new YamlLine(parts.Groups["before"].Value, text.StartsWith('#') ? "" : text);
    }

    /// <summary>Why the value can't be read, and the corrected line; null if unclear.</summary>
    public (int Column, string Code, string Message, string Mended)? Explain()
    {
        if (Text is [] or ['{' or '[', ..] || Before.Trim().Length == 0) return null;
        if (Text[0] is '“' or '”' or '„' or '‘' or '’')
        {
            var straight = Before + YamlQuote.Of(Text.Trim('“', '”', '„', '‘', '’'));
            return (Column, YamlDiagnostics.CurlyQuotesCode, YamlDiagnostics.CurlyQuotes(straight), straight);
        }

        var quote = Text[0] is '"' or '\'' ? Text.IndexOf(Text[0], 1) : 0;
        var mended = Before + (quote < 0 ? YamlQuote.Of(Text[1..]) : YamlQuote.Of(Text));
        var (at, why) = Text switch
        {
            ['"' or '\'', ..] when quote < 0 => (0, "The quotation mark is not closed."),
            ['"' or '\'', ..] => (quote, "This value can't be read: there is text after the closing quotation mark, or a backslash that means nothing."),
            _ when Text.IndexOf(": ", StringComparison.Ordinal) is var colon and >= 0 => (colon, "A value with a colon needs quotation marks."),
            [.., ':'] => (Text.Length - 1, "A value with a colon needs quotation marks."),
            _ => (0, $"A value can't begin with {Text[0]} unless it has quotation marks."),
        };
        return (Column + at, "ART008", $"{why} Write: {mended.Trim()}", mended);
    }

    [GeneratedRegex(@"^(?<before>\s*(?>(?:- +)*)(?:[^\s:#""'\[\]{}][^:#""'\[\]{}]*:(?:[ \t]+|$))?)(?<value>.*)$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Parts();
}
