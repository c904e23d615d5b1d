using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>
/// Reads YAML in which a mistake costs the top-level key it is in and no other: a quotation mark that is not closed in the
/// tagline must not take the emergency number from every page.
/// </summary>
internal static class YamlSalvage
{
    /// <summary>The fields that can be read; null where the text is no mapping at all.</summary>
    public static YamlFields? Read(YamlText yaml, ICollection<Diagnostic> diagnostics)
    {
        var told = new List<Diagnostic>();
        var fields = YamlReader.Read(yaml, told);
        if (fields is { Broken: false })
        {
            foreach (var diagnostic in told) diagnostics.Add(diagnostic);
            return fields with { Diagnostics = diagnostics };
        }

        var lines = yaml.Text.Split('\n');
        var readable = new string[lines.Length];
        Array.Fill(readable, "");
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var lost = new List<(int Line, string Key)>();
        foreach (var (first, end) in Blocks(lines))
        {
            var block = new YamlText(yaml.Source, yaml.Source.OffsetOf(yaml.FirstLine + first), string.Join('\n', lines[first..end]));
            var found = new List<Diagnostic>();
            var mended = YamlReader.Mend(block, found);
            if (mended?.Keys is [var key] && keys.Add(key))
            {
                mended.Value.Lines.CopyTo(readable, first);
                continue;
            }

            lost.Add((block.FirstLine, KeyOf(lines[first])));
            // Each mistake is told, not only the first that keeps the whole text from being read.
            if (!told.Exists(diagnostic => diagnostic.Line >= block.FirstLine && diagnostic.Line < block.FirstLine + end - first)) told.AddRange(found);
        }

        foreach (var diagnostic in told) diagnostics.Add(diagnostic);
        return keys.Count == 0 ? null : YamlReader.Load(yaml, string.Join('\n', readable), diagnostics)! with { Broken = true, Lost = lost };
    }

    /// <summary>From each line that begins a key to the next.</summary>
    private static IEnumerable<(int First, int End)> Blocks(string[] lines)
    {
        var starts = Enumerable.Range(0, lines.Length).Where(line => Begins(lines[line])).ToList();
        return starts.Select((first, index) => (first, index + 1 < starts.Count ? starts[index + 1] : lines.Length));
    }

    private static bool Begins(string line) => line is [not (' ' or '\t' or '#' or '\r' or '-' or '}' or ']'), ..] && line.TrimEnd() != "...";

    private static string KeyOf(string line) => line.Split(':')[0].Trim(' ', '"', '\'');
}
