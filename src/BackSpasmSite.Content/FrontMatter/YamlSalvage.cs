using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>
/// Reads YAML in which a mistake costs the line it is in, or at most the top-level key: a quotation mark that is not closed
/// in the tagline must not take the emergency number from every page.
/// </summary>
internal static class YamlSalvage
{
    /// <summary>The fields that can be read; null where the text is no mapping at all.</summary>
    public static YamlFields? Read(YamlText yaml, ICollection<Diagnostic> diagnostics)
    {
        var told = new List<Diagnostic>();
        var fields = yaml.Text.Contains('\0', StringComparison.Ordinal) ? null : YamlReader.Read(yaml, told);
        if (fields is { Broken: false })
        {
            foreach (var diagnostic in told) diagnostics.Add(diagnostic);
            return fields with { Diagnostics = diagnostics };
        }

        var salvaged = new List<Diagnostic>();
        var lines = yaml.Text.Split('\n');
        for (var line = 0; line < lines.Length; line++)
        {
            if (Clean(lines[line]) is not { } clean || clean == lines[line]) continue;
            lines[line] = clean;
            // A first line of --- is allowed.
            if (!lines.Take(line).All(string.IsNullOrWhiteSpace) || clean.Length > 0) salvaged.Add(YamlDiagnostics.NotRead(yaml, line));
        }

        var readable = new string[lines.Length];
        Array.Fill(readable, "");
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var lost = new List<(int Line, string Key)>();
        var repair = new YamlBlockRepair();
        foreach (var (first, end) in Blocks(lines))
        {
            var block = new YamlText(yaml.Source, yaml.Source.OffsetOf(yaml.FirstLine + first), string.Join('\n', Dedent(lines[first..end])));
            var found = new List<Diagnostic>();
            var mended = YamlReader.Mend(block, found);
            var isWhole = mended is { Keys.Count: 1, Broken: false } || (mended is { Keys.Count: 1 } && found.Count > 0);
            var result = isWhole ? mended!.Value.Lines : repair.Read(block, found);
            salvaged.AddRange(found);
            if (result is not null && keys.Add(KeyOf(result[0])))
            {
                result.CopyTo(readable, first);
                continue;
            }

            lost.Add((block.FirstLine, KeyOf(lines[first])));
            if (found.Count == 0) salvaged.Add(result is null ? YamlDiagnostics.NotRead(yaml, first) : YamlDiagnostics.KeyTwice(yaml, first));
        }

        foreach (var diagnostic in keys.Count == 0 && told.Count > 0 ? told : salvaged) diagnostics.Add(diagnostic);
        return keys.Count == 0 ? null : Join(yaml, readable, diagnostics) is { } joined ? joined with { Broken = true, Lost = lost } : null;
    }

    private static YamlFields? Join(YamlText yaml, string[] readable, ICollection<Diagnostic> diagnostics)
    {
        try
        {
            return YamlReader.Load(yaml, string.Join('\n', readable), diagnostics);
        }
        catch (YamlDotNet.Core.YamlException mistake)
        {
            diagnostics.Add(YamlDiagnostics.Other(yaml, mistake.Start, mistake.Message));
            return null;
        }
    }

    /// <summary>The line without what would end the list of keys for the parser: a document mark, a directive, a NUL.</summary>
    private static string Clean(string line)
    {
        var clean = line.Replace("\0", "", StringComparison.Ordinal);
        return clean.StartsWith('%') || clean.Split(' ', '\t', '\r')[0] is "---" or "..." ? "" : clean;
    }

    /// <summary>From each line that begins a key to the next. The first key's indent is that of all top-level keys.</summary>
    private static IEnumerable<(int First, int End)> Blocks(string[] lines)
    {
        var indent = Array.Find(lines, line => Begins(line, int.MaxValue)) is { } firstKey ? Indent(firstKey) : 0;
        var starts = Enumerable.Range(0, lines.Length).Where(line => Begins(lines[line], indent)).ToList();
        return starts.Select((first, index) => (first, index + 1 < starts.Count ? starts[index + 1] : lines.Length));
    }

    private static bool Begins(string line, int indent) =>
        Indent(line) <= indent && line.TrimStart(' ', '\t') is [not ('#' or '\r' or '-' or '}' or ']'), ..];

    private static IEnumerable<string> Dedent(string[] block)
    {
        var indent = Indent(block[0]);
        return block.Select(line => line[Math.Min(indent, Indent(line))..]);
    }

    internal static int Indent(string line) => line.Length - line.TrimStart(' ', '\t').Length;

    private static string KeyOf(string line) => line.Split(':')[0].Trim(' ', '\t', '"', '\'');
}
