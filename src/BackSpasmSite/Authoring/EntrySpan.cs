using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BackSpasmSite.Authoring;

/// <summary>Where one entry of a block mapping stands in its text: from its key to the last character of its value.</summary>
/// <param name="Start">The offset of the key's first character.</param>
/// <param name="End">The offset after the value; a comment on the value's last line is not part of it.</param>
internal readonly record struct EntrySpan(int Start, int End)
{
    /// <summary>The entry of the outermost mapping with this key, or null.</summary>
    /// <exception cref="FormatException">The text is not a block mapping.</exception>
    public static EntrySpan? Find(string yaml, string key)
    {
        var parser = new Parser(new StringReader(yaml));
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _)) return null;
        if (!parser.TryConsume<MappingStart>(out var mapping) || mapping.Style == MappingStyle.Flow)
            throw new FormatException("The front matter is not a list of lines such as “title: …”, so nothing can be added to it.");

        while (!parser.Accept<MappingEnd>(out _))
        {
            var name = parser.Consume<Scalar>();
            var end = EndOfValue(parser, yaml, (int)name.End.Index);
            if (name.Value == key) return new EntrySpan((int)name.Start.Index, end);
        }

        return null;
    }

    /// <summary>
    /// The end of the value's last word or bracket. The end that the parser gives a block lies behind the comments
    /// and empty lines that follow it, and those belong to the next entry.
    /// </summary>
    private static int EndOfValue(IParser parser, string yaml, int endOfKey)
    {
        var end = yaml.IndexOf(':', endOfKey) + 1;
        var depth = 0;
        do
        {
            var part = parser.Consume<ParsingEvent>();
            depth += part.NestingIncrease;
            if (part is Scalar or AnchorAlias)
                end = Math.Max(end, (int)part.End.Index);
            else if (part is MappingEnd or SequenceEnd && yaml.ElementAtOrDefault((int)part.Start.Index) is '}' or ']')
                end = Math.Max(end, (int)part.Start.Index + 1);
        }
        while (depth > 0);

        while (end > endOfKey + 1 && char.IsWhiteSpace(yaml[end - 1])) end--;
        return end;
    }
}
