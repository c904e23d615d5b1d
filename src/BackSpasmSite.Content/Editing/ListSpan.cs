using YamlDotNet.Core.Events;

namespace BackSpasmSite.Content.Editing;

/// <summary>Where the items of a list in the front matter stand, each a mapping with a date.</summary>
/// <param name="InBrackets">Whether it is written <c>[…]</c>; otherwise each item begins with a hyphen on a line of its own.</param>
/// <param name="Start">The offset of the bracket, or of the first hyphen.</param>
/// <param name="Items">The offset of each item's first character, its end, and its date as it is written.</param>
internal sealed record ListSpan(bool InBrackets, int Start, IReadOnlyList<(int Start, int End, string Date)> Items)
{
    /// <summary>True when the list begins with the oldest, so that the newest comes last.</summary>
    public bool IsOldestFirst => Items.Count > 1 && string.CompareOrdinal(Items[0].Date, Items[^1].Date) < 0;

    /// <summary>The list; null when the entry has no value, or one that is neither.</summary>
    public static ListSpan? Of(EntrySpan entry, string yaml)
    {
        if (entry.Value is not [SequenceStart list, ..]) return null;

        var items = new List<(int, int, string)>();
        for (var at = 1; at < entry.Value.Count - 1;)
        {
            var item = Item(entry.Value, at);
            var start = (int)item[0].Start.Index;
            items.Add((start, EntrySpan.EndOf(item, yaml, start), DateOf(item)));
            at += item.Count;
        }

        return new ListSpan(list.Style == SequenceStyle.Flow, (int)list.Start.Index, items);
    }

    private static List<ParsingEvent> Item(IReadOnlyList<ParsingEvent> events, int from)
    {
        var depth = 0;
        var to = from;
        do depth += events[to++].NestingIncrease;
        while (depth > 0);
        return [.. events.Skip(from).Take(to - from)];
    }

    private static string DateOf(List<ParsingEvent> item)
    {
        var key = item.FindIndex(part => part is Scalar { IsKey: true, Value: "date" });
        return key >= 0 && item[key + 1] is Scalar date ? date.Value : "";
    }
}
