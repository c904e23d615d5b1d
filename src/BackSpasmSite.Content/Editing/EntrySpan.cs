using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BackSpasmSite.Content.Editing;

/// <param name="Colon">After the colon that ends the key.</param>
/// <param name="End">After the value; a comment on the value's last line is not part of it.</param>
internal sealed record EntrySpan(int Start, int Colon, int End, IReadOnlyList<ParsingEvent> Value)
{
    /// <summary>Searches the outermost mapping.</summary>
    /// <exception cref="FormatException">The text is not a block mapping.</exception>
    public static EntrySpan? Find(string yaml, string key)
    {
        try
        {
            return FindIn(new Parser(new StringReader(yaml)), yaml, key);
        }
        catch (Exception broken) when (broken is YamlException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("The front matter can't be read. Run check and fix it first.", broken);
        }
    }

    /// <summary>The parser's own end of a block includes comments and empty lines that belong to the next entry.</summary>
    public static int EndOf(IEnumerable<ParsingEvent> node, string yaml, int start)
    {
        var end = start;
        foreach (var part in node)
        {
            if (part is Scalar or AnchorAlias)
                end = Math.Max(end, (int)part.End.Index);
            else if (part is MappingEnd or SequenceEnd && yaml.ElementAtOrDefault((int)part.Start.Index) is '}' or ']')
                end = Math.Max(end, (int)part.Start.Index + 1);
        }

        while (end > start && char.IsWhiteSpace(yaml[end - 1])) end--;
        return end;
    }

    /// <summary>The entries of the mapping that is this one's value.</summary>
    public List<(string Name, EntrySpan Entry)> Inner(string yaml)
    {
        var entries = new List<(string, EntrySpan)>();
        for (var at = 1; at < Value.Count - 1;)
        {
            var name = Value[at] as Scalar ?? throw new FormatException("A key in the front matter is not a word. Run check and fix it first.");
            at++;
            var value = Node(Value, ref at);
            entries.Add((name.Value, Of(name, value, yaml)));
        }

        return entries;
    }

    private static EntrySpan Of(Scalar name, List<ParsingEvent> value, string yaml)
    {
        var colon = yaml.IndexOf(':', (int)name.End.Index) + 1;
        return new EntrySpan((int)name.Start.Index, colon, EndOf(value, yaml, colon), value);
    }

    private static EntrySpan? FindIn(Parser parser, string yaml, string key)
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _)) return null;
        if (!parser.TryConsume<MappingStart>(out var mapping) || mapping.Style == MappingStyle.Flow)
            throw new FormatException("The front matter is not a list of lines such as “title: …”, so nothing can be added to it.");

        while (!parser.Accept<MappingEnd>(out _))
        {
            var name = parser.Consume<Scalar>();
            var value = Node(parser);
            if (name.Value == key) return Of(name, value, yaml);
        }

        return null;
    }

    private static List<ParsingEvent> Node(Parser parser)
    {
        var node = new List<ParsingEvent>();
        var depth = 0;
        do
        {
            node.Add(parser.Consume<ParsingEvent>());
            depth += node[^1].NestingIncrease;
        }
        while (depth > 0);

        return node;
    }

    /// <summary>The whole node that begins there; moves behind it.</summary>
    public static List<ParsingEvent> Node(IReadOnlyList<ParsingEvent> events, ref int at)
    {
        var (from, depth) = (at, 0);
        do depth += events[at++].NestingIncrease;
        while (depth > 0);
        return [.. events.Skip(from).Take(at - from)];
    }
}

/// <summary>A list in the front matter, each item of which is a mapping with a date.</summary>
/// <param name="InBrackets">Otherwise each item begins with a hyphen on its own line.</param>
/// <param name="Items">Dates are as written.</param>
internal sealed record ListSpan(bool InBrackets, int Start, IReadOnlyList<(int Start, int End, string Date)> Items)
{
    public bool IsOldestFirst => Items.Count > 1 && string.CompareOrdinal(Items[0].Date, Items[^1].Date) < 0;

    /// <summary>Null if the entry has no value, or a value in another form.</summary>
    public static ListSpan? Of(EntrySpan entry, string yaml)
    {
        if (entry.Value is not [SequenceStart list, ..]) return null;

        var items = new List<(int, int, string)>();
        for (var at = 1; at < entry.Value.Count - 1;)
        {
            var item = EntrySpan.Node(entry.Value, ref at);
            var start = (int)item[0].Start.Index;
            items.Add((start, EntrySpan.EndOf(item, yaml, start), DateOf(item)));
        }

        return new ListSpan(list.Style == SequenceStyle.Flow, (int)list.Start.Index, items);
    }

    private static string DateOf(List<ParsingEvent> item)
    {
        var key = item.FindIndex(part => part is Scalar { IsKey: true, Value: "date" });
        return key >= 0 && item[key + 1] is Scalar date ? date.Value : "";
    }
}
