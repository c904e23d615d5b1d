using BackSpasmSite.Content.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>Reads YAML so that a mistake affects only the field it is in.</summary>
internal static class YamlReader
{
    public const int DeepestNesting = 16;

    /// <summary>Null if there are no fields. Problems are reported.</summary>
    public static YamlFields? Read(YamlText yaml, ICollection<Diagnostic> diagnostics)
    {
        var text = yaml.Text;
        var parsed = Parse(text);
        YamlRepair? repair = null;
        if (parsed.Error != YamlError.None)
        {
            repair = new YamlRepair(yaml, diagnostics);
            text = repair.Run();
            parsed = Parse(text);
            if (parsed is not { Error: YamlError.None, Root: YamlMappingNode }) return null;
        }

        if (parsed.Root is not (null or YamlMappingNode))
        {
            diagnostics.Add(YamlDiagnostics.NotAMapping(yaml));
            return null;
        }

        foreach (var diagnostic in YamlPitfalls.In(yaml, text, parsed.Events)) diagnostics.Add(diagnostic);
        return new YamlFields(parsed.Root as YamlMappingNode ?? new YamlMappingNode(), yaml, diagnostics)
        {
            IsRoot = true,
            Broken = repair is not null,
            Lost = repair?.Lost ?? [],
        };
    }

    /// <summary>The root is null for an empty text.</summary>
    public static (YamlNode? Root, YamlError Error, IReadOnlyList<ParsingEvent> Events) Parse(string text)
    {
        // The parser treats a NUL as the end.
        if (text.Contains('\0', StringComparison.Ordinal)) return (null, YamlError.Syntax, []);
        var parser = new GuardedParser(text);
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            return (stream.Documents.FirstOrDefault()?.RootNode, YamlError.None, parser.Events);
        }
        // The parser throws another exception for some unclosed brackets.
        catch (Exception mistake) when (mistake is YamlException or InvalidOperationException or ArgumentException)
        {
            return (null, parser.IsTooDeep ? YamlError.TooDeep : YamlError.Syntax, []);
        }
    }

    /// <summary>
    /// Rejects what is misleading or too expensive: nesting that would exhaust the stack; anchors, a few lines of which can expand to gigabytes;
    /// tags, which remove a word from a value; directives and second documents.
    /// </summary>
    private sealed class GuardedParser(string text) : IParser
    {
        private readonly Parser _parser = new(new StringReader(text));
        private int _depth;
        private int _documents;

        public List<ParsingEvent> Events { get; } = [];

        public bool IsTooDeep => _depth > DeepestNesting + 2;

        public ParsingEvent? Current => _parser.Current;

        public bool MoveNext()
        {
            if (!_parser.MoveNext()) return false;
            _depth += Current!.NestingIncrease;
            if (IsTooDeep || Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false } or NodeEvent { Tag.IsEmpty: false } ||
                (Current is DocumentStart start && (++_documents > 1 || start.Version is not null || text.StartsWith('%'))))
                throw new YamlException("");
            Events.Add(Current);
            return true;
        }
    }
}

internal enum YamlError
{
    None,
    Syntax,
    TooDeep,
}

/// <summary>A whole file, or an article's front matter.</summary>
/// <param name="Start">The offset of the first character, which begins a line.</param>
internal sealed record YamlText(SourceText Source, int Start, string Text)
{
    /// <summary>In the file, from 1.</summary>
    public int FirstLine => Source.PositionOf(Start).Line;

    public int OffsetOf(Mark mark) => Source.OffsetOf(LineOf(mark)) + (int)Math.Max(0, mark.Column - 1);

    public int LineOf(Mark mark) => FirstLine + (int)Math.Max(0, mark.Line - 1);
}
