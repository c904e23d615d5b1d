using System.Text;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Tests.Content.Bibliography;

/// <summary>
/// Reads BibTeX as strictly as BibTeX itself counts: every brace counts, escaped or not, and a sign that TeX would take for a
/// command stands escaped or the test fails.
/// </summary>
internal static partial class BibTexReader
{
    private static readonly Dictionary<string, string> Commands = new()
    {
        [@"\&"] = "&",
        [@"\%"] = "%",
        [@"\$"] = "$",
        [@"\#"] = "#",
        [@"\_"] = "_",
        [@"\{"] = "{",
        [@"\}"] = "}",
        [@"{\textbraceleft}"] = "{",
        [@"{\textbraceright}"] = "}",
        [@"{\textasciitilde}"] = "~",
        [@"{\textasciicircum}"] = "^",
        [@"{\textbackslash}"] = @"\",
        ["$<$"] = "<",
        ["$>$"] = ">",
        ["$|$"] = "|",
    };

    /// <summary>Entries in order: type, key, and the fields as they stand in their braces.</summary>
    public static IReadOnlyList<(string Type, string Key, IReadOnlyDictionary<string, string> Fields)> Read(string file)
    {
        var entries = new List<(string, string, IReadOnlyDictionary<string, string>)>();
        var at = 0;
        while (Start().Match(file, at) is { Success: true } start)
        {
            Assert.Equal("", file[at..start.Index].Trim());
            at = start.Index + start.Length;
            var fields = new Dictionary<string, string>();
            while (Field().Match(file, at) is { Success: true } field)
            {
                at = field.Index + field.Length;
                var value = file[at] == '{' ? Braced(file, at) : Word().Match(file, at).Value;
                Assert.NotEqual("", value);
                fields.Add(field.Groups[1].Value, value);
                at += value.Length;
                Assert.Equal(",\n", file.Substring(at, 2));
                at += 2;
            }

            Assert.Equal("}\n", file.Substring(at, 2));
            at += 2;
            entries.Add((start.Groups[1].Value, start.Groups[2].Value, fields));
        }

        Assert.Equal("", file[at..].Trim());
        return entries;
    }

    /// <summary>The words of a value: braces that only hold together are gone, and commands are the signs they stand for.</summary>
    public static string Words(string value)
    {
        var words = new StringBuilder();
        for (var at = 0; at < value.Length;)
        {
            var command = Commands.Keys.FirstOrDefault(command => string.CompareOrdinal(value, at, command, 0, command.Length) == 0);
            Assert.True(command is not null || !@"\&%$#_~^<>|".Contains(value[at]), $"“{value[at]}” is not escaped in {value}");
            if (command is not null) words.Append(Commands[command]);
            else if (value[at] is not ('{' or '}')) words.Append(value[at]);
            at += command?.Length ?? 1;
        }

        return words.ToString();
    }

    /// <summary>Each name as “von Last|Jr|First”, as BibTeXing says in section 4; a group, which is one braced name, alone.</summary>
    public static string[] Names(string value) => [.. Split(value[1..^1], " and ").Select(name =>
    {
        var parts = Split(name, ", ");
        if (parts.Count == 1) return name.StartsWith('{') && Braced(name, 0) == name ? Words(name) : $"{Words(name)}||";
        Assert.InRange(parts.Count, 2, 3);
        return $"{Words(parts[0])}|{(parts.Count == 3 ? Words(parts[1]) : "")}|{Words(parts[^1])}";
    })];

    /// <summary>The words of a family name that BibTeX takes for particles.</summary>
    public static string Particles(string name)
    {
        var words = Split(Split(name, ", ")[0], " ");
        var last = words[..^1].FindLastIndex(word => char.IsLower(word[0]));
        return string.Join(' ', words[..(last + 1)]);
    }

    public static List<string> Split(string text, string separator)
    {
        var (parts, depth, start) = (new List<string>(), 0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '{') depth++;
            else if (text[at] == '}') depth--;
            else if (depth == 0 && string.CompareOrdinal(text, at, separator, 0, separator.Length) == 0)
            {
                parts.Add(text[start..at]);
                start = at + separator.Length;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    private static string Braced(string text, int start)
    {
        for (var (at, depth) = (start, 0); at < text.Length; at++)
        {
            if (text[at] == '{') depth++;
            else if (text[at] == '}' && --depth == 0) return text[start..(at + 1)];
        }

        throw new InvalidOperationException($"A brace is not closed: {text[start..]}");
    }

    // What biber and JabRef take in a key.
    [GeneratedRegex(@"@([a-z]+)\{([A-Za-z0-9_:.+-]+),\n")]
    private static partial Regex Start();

    [GeneratedRegex(@"\G  ([a-z]+) = ")]
    private static partial Regex Field();

    [GeneratedRegex(@"\G[a-z]{3}")]
    private static partial Regex Word();
}
