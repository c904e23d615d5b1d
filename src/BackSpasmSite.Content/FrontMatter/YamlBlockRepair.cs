using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>Reads one top-level key line by line, leaving out the lines with which it could not be parsed.</summary>
internal sealed class YamlBlockRepair
{
    /// <summary>Each line is parsed along with those above it, so the work is bounded, for a whole file.</summary>
    private int _charactersLeft = 2_000_000;

    /// <summary>As many lines as the block has, those left out empty; null where not even the key can be read.</summary>
    public string[]? Read(YamlText block, List<Diagnostic> diagnostics)
    {
        var lines = block.Text.Split('\n');
        var kept = new string[lines.Length];
        Array.Fill(kept, "");
        if (Variants(lines[0], null).FirstOrDefault(variant => Parses(kept, 1, (0, [variant]))) is not { } head) return null;
        kept[0] = head;
        string? sibling = null;
        // A value in quotation marks may end some lines further down.
        var pending = 1;
        for (var line = 1; line < lines.Length; line++)
        {
            if (Parses(kept, line + 1, (pending, lines[pending..(line + 1)])))
            {
                lines.AsSpan(pending, line + 1 - pending).CopyTo(kept.AsSpan(pending));
                pending = line + 1;
            }
            else if (Variants(lines[line], sibling).FirstOrDefault(variant => Parses(kept, line + 1, (line, [variant]))) is { } readable)
            {
                kept[line] = readable;
                pending = line + 1;
            }

            if (kept[line].Trim().Length > 0) sibling ??= kept[line];
        }

        for (var line = 1; line < lines.Length; line++)
        {
            if (kept[line].Length == 0 && lines[line].Trim().Length > 0 && !lines[line].TrimStart().StartsWith('#') && !diagnostics.Exists(told => told.Line == block.FirstLine + line))
                diagnostics.Add(YamlDiagnostics.NotRead(block, line));
        }

        return kept;
    }

    private bool Parses(string[] kept, int count, (int At, string[] Lines) added)
    {
        var attempt = kept[..count];
        added.Lines.CopyTo(attempt, added.At);
        var text = string.Join('\n', attempt);
        _charactersLeft -= text.Length;
        return _charactersLeft >= 0 && YamlReader.IsOneKey(text);
    }

    /// <summary>The line itself, and what it may have been meant to be.</summary>
    /// <param name="sibling">The first line below the key, with the right indent.</param>
    private static IEnumerable<string> Variants(string line, string? sibling)
    {
        yield return line;
        if (YamlSyntaxHint.Find([line], 0) is { } known) yield return known.Mended;
        if (line.IndexOf('{', StringComparison.Ordinal) is var open and > 0)
        {
            var fields = line[(open + 1)..].Split(',').Select(field => field.Trim(' ', '}', '\r')).Where(field => YamlReader.IsOneKey(field));
            yield return $"{line[..open]}{{ {string.Join(", ", fields)} }}";
        }

        if (sibling is not null && !sibling.TrimStart().StartsWith('-') && !line.TrimStart().StartsWith('-'))
            yield return $"{new string(' ', YamlSalvage.Indent(sibling))}{line.TrimStart()}";
    }
}
