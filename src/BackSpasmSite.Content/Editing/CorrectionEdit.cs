using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content.Editing;

internal static class CorrectionEdit
{
    /// <summary>
    /// Adds an entry to <c>corrections:</c> in the style of the present ones: in brackets, or a block with hyphens. The newest comes first,
    /// unless the list begins with the oldest. The first correction becomes a block at the end of the front matter.
    /// </summary>
    /// <exception cref="FormatException">There is no front matter, or <c>corrections</c> is not a list that can be extended.</exception>
    public static string WithCorrection(string text, Correction correction)
    {
        var front = FrontMatterSpan.Of(text);
        var yaml = front.In(text);
        if (EntrySpan.Find(yaml, "corrections") is not { } entry)
            return text.Insert(front.End, $"corrections:{front.LineEnd}{Block(correction, "  ", front.LineEnd)}");
        return ListSpan.Of(entry, yaml) switch
        {
            { InBrackets: true } list => AddInBrackets(text, front, list, correction),
            { } list => AddAsBlock(text, front, list, correction),
            null => Begin(text, front, entry, correction),
        };
    }

    private static string AddInBrackets(string text, FrontMatterSpan front, ListSpan list, Correction correction)
    {
        var item = $"{{ {string.Join(", ", Lines(correction))} }}";
        if (list.Items.Count == 0) return text.Insert(front.Start + list.Start + 1, item);
        if (list.IsOldestFirst) return text.Insert(front.Start + list.Items[^1].End, $", {item}");

        // If each item has its own line, so does the new one.
        var (yaml, first) = (front.In(text), list.Items[0].Start);
        var line = FrontMatterSpan.LineStart(yaml, first);
        var before = yaml[line..first];
        var gap = string.IsNullOrWhiteSpace(before) ? $",{front.LineEnd}{before}" : ", ";
        return text.Insert(front.Start + first, item + gap);
    }

    private static string AddAsBlock(string text, FrontMatterSpan front, ListSpan list, Correction correction)
    {
        var yaml = front.In(text);
        var first = FrontMatterSpan.LineStart(yaml, list.Start);
        var indent = yaml[first..list.Start];
        if (indent.Any(c => c != ' ') || yaml[list.Start] != '-') throw NoList();
        var at = list.IsOldestFirst ? FrontMatterSpan.NextLine(yaml, list.Items[^1].End) : first;
        return text.Insert(front.Start + at, Block(correction, indent, front.LineEnd));
    }

    /// <summary>For a key that is present but empty or null.</summary>
    private static string Begin(string text, FrontMatterSpan front, EntrySpan entry, Correction correction)
    {
        var yaml = front.In(text);
        if (yaml[entry.Colon..entry.End].Trim() is not ("" or "~" or "null" or "\"\"" or "''")) throw NoList();
        var next = FrontMatterSpan.NextLine(yaml, entry.End);
        var rest = yaml[entry.End..next];
        return front.Replace(text, entry.Colon, next, rest + Block(correction, "  ", front.LineEnd));
    }

    private static FormatException NoList() =>
        new("“corrections” in the front matter is not a list, so nothing can be added to it. Run check and fix it first.");

    private static string Block(Correction correction, string indent, string lineEnd) =>
        string.Concat(Lines(correction).Select((line, index) => $"{indent}{(index == 0 ? "- " : "  ")}{line}{lineEnd}"));

    private static IEnumerable<string> Lines(Correction correction)
    {
        yield return $"date: {correction.Date:yyyy-MM-dd}";
        yield return $"note: {YamlQuote.Of(correction.Note)}";
        if (correction.Was is { } was) yield return $"was: {YamlQuote.Of(was)}";
        if (correction.Now is { } now) yield return $"now: {YamlQuote.Of(now)}";
        if (correction.Reports.Count > 0)
            yield return $"reports: [{string.Join(", ", correction.Reports.Select(number => number.ToString()))}]";
    }
}
