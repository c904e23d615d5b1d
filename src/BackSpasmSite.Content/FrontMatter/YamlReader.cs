using BackSpasmSite.Content.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>Parses YAML and explains the mistakes people make in it.</summary>
internal static class YamlReader
{
    public const int DeepestNesting = 16;

    /// <summary>After this many mended lines the file is not YAML but something else.</summary>
    private const int MostRepairs = 20;

    /// <summary>The fields of a YAML mapping, or null when it is not one; what is wrong is added to the problems.</summary>
    /// <remarks>
    /// A line with a mistake whose mending is known is mended in memory and the text is read again, so that the author
    /// sees all mistakes at once.
    /// </remarks>
    public static YamlFields? Read(YamlText yaml, ICollection<Diagnostic> diagnostics)
    {
        if (Mend(yaml, diagnostics) is not { } mended) return null;
        return Load(yaml, string.Join('\n', mended.Lines), diagnostics) is { } fields ? fields with { Broken = mended.Broken } : null;
    }

    /// <summary>The lines with what could be mended, and the keys they have; null when they can't be read.</summary>
    public static (string[] Lines, bool Broken, IReadOnlyList<string> Keys)? Mend(YamlText yaml, ICollection<Diagnostic> diagnostics)
    {
        var lines = yaml.Text.Split('\n');
        var broken = false;
        for (var repairs = 0; repairs <= MostRepairs; repairs++)
        {
            var text = string.Join('\n', lines);
            try
            {
                if (NestsTooDeeply(text))
                {
                    diagnostics.Add(YamlDiagnostics.TooDeep(yaml));
                    return null;
                }

                var (root, isOnly) = ParseFirst(text);
                foreach (var diagnostic in YamlPitfalls.In(yaml, text)) diagnostics.Add(diagnostic);
                return (lines, broken || !isOnly, KeysOf(root));
            }
            catch (Exception mistake) when (mistake is YamlException or InvalidOperationException or ArgumentException)
            {
                // The parser answers some unclosed brackets with an exception that knows no place.
                broken = true;
                var at = (mistake as YamlException)?.Start ?? Mark.Empty;
                if (at.Equals(Mark.Empty)) at = new Mark(0, FirstUnbalanced(lines) + 1, 1);
                var line = Math.Clamp((int)at.Line - 1, 0, lines.Length - 1);
                if (YamlSyntaxHint.Find(lines, line) is { } known)
                {
                    diagnostics.Add(known.ToProblem(yaml));
                    lines[known.Line] = known.Mended;
                    continue;
                }

                // After a mending of ours it may be the mending that is wrong.
                if (repairs == 0) diagnostics.Add(YamlDiagnostics.Other(yaml, at, mistake is YamlException ? mistake.Message : "a bracket or brace is not closed before the end of the line or a #"));
                return null;
            }
        }

        return null;
    }

    /// <summary>The fields of text that can be parsed.</summary>
    public static YamlFields? Load(YamlText yaml, string text, ICollection<Diagnostic> diagnostics)
    {
        switch (ParseFirst(text).Root)
        {
            case null:
                return new YamlFields(new YamlMappingNode(), yaml, diagnostics);
            case YamlMappingNode mapping:
                return new YamlFields(mapping, yaml, diagnostics);
            default:
                diagnostics.Add(YamlDiagnostics.NotAMapping(yaml));
                return null;
        }
    }

    /// <summary>Whether a text is a single key with its value, in lines and not in braces.</summary>
    public static bool IsOneKey(string text)
    {
        try
        {
            return !NestsTooDeeply(text) && ParseFirst(text) is var (root, isOnly) && isOnly && KeysOf(root).Count == 1;
        }
        catch (Exception mistake) when (mistake is YamlException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The first document, and whether it is the only one: of others nothing is read.</summary>
    private static (YamlNode? Root, bool IsOnly) ParseFirst(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Count == 0 ? (null, true) : (stream.Documents[0].RootNode, stream.Documents.Count == 1);
    }

    private static IReadOnlyList<string> KeysOf(YamlNode? root) => root is YamlMappingNode { Style: not MappingStyle.Flow } mapping
        ? [.. mapping.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "")]
        : [];

    private static int FirstUnbalanced(string[] lines) => Math.Max(0, Array.FindIndex(lines, line =>
        line.Split(" #")[0] is var read && (read.Count('{') != read.Count('}') || read.Count('[') != read.Count(']'))));

    /// <summary>
    /// Checked on events, because building nodes of a text with thousands of brackets would exhaust the stack.
    /// Anchors are refused here too: a few lines of them can stand for gigabytes; and tags, which take a word off a value.
    /// </summary>
    private static bool NestsTooDeeply(string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > DeepestNesting + 2) return true;
            if (parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false } or NodeEvent { Tag.IsEmpty: false })
                throw new YamlException(parser.Current.Start, parser.Current.End, "&, * and ! at the start of a value have a meaning of their own. Put the value in quotes");
        }

        return false;
    }
}

/// <summary>A stretch of a file that is YAML: all of it, or an article's front matter.</summary>
/// <param name="Source">The file.</param>
/// <param name="Start">The offset of the YAML's first character, which begins a line.</param>
/// <param name="Text">The YAML.</param>
internal sealed record YamlText(SourceText Source, int Start, string Text)
{
    /// <summary>The file's line, from 1, on which the YAML begins.</summary>
    public int FirstLine => Source.PositionOf(Start).Line;

    /// <summary>The offset in the file of a place the parser names.</summary>
    public int OffsetOf(Mark mark) => Source.OffsetOf(LineOf(mark)) + (int)Math.Max(0, mark.Column - 1);

    public int LineOf(Mark mark) => FirstLine + (int)Math.Max(0, mark.Line - 1);
}
