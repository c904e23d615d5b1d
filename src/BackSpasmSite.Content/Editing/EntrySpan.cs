using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BackSpasmSite.Content.Editing;

/// <summary>Where one entry of a block mapping stands in its text: from its key to the last character of its value.</summary>
/// <param name="Start">The offset of the key's first character.</param>
/// <param name="Colon">The offset after the colon that ends the key.</param>
/// <param name="End">The offset after the value; a comment on the value's last line is not part of it.</param>
/// <param name="Value">What the parser says of the value.</param>
internal sealed record EntrySpan(int Start, int Colon, int End, IReadOnlyList<ParsingEvent> Value)
{
    /// <summary>The entry of the outermost mapping with this key, or null.</summary>
    /// <exception cref="FormatException">The text is not a block mapping.</exception>
    public static EntrySpan? Find(string yaml, string key)
    {
        try
        {
            return FindIn(new Parser(new StringReader(yaml)), yaml, key);
        }
        catch (YamlException broken)
        {
            throw new FormatException("The front matter can't be read. Run check and mend it first.", broken);
        }
    }

    /// <summary>The end of a node's last word or bracket.</summary>
    /// <remarks>
    /// The end that the parser gives a block lies behind the comments and empty lines that follow it, and those belong to
    /// the next entry.
    /// </remarks>
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

    private static EntrySpan? FindIn(Parser parser, string yaml, string key)
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _)) return null;
        if (!parser.TryConsume<MappingStart>(out var mapping) || mapping.Style == MappingStyle.Flow)
            throw new FormatException("The front matter is not a list of lines such as “title: …”, so nothing can be added to it.");

        while (!parser.Accept<MappingEnd>(out _))
        {
            var name = parser.Consume<Scalar>();
            var colon = yaml.IndexOf(':', (int)name.End.Index) + 1;
            var value = Node(parser);
            if (name.Value == key) return new EntrySpan((int)name.Start.Index, colon, EndOf(value, yaml, colon), value);
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
}
