using BackSpasmSite.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace BackSpasmSite.Articles.Yaml;

/// <summary>Parses YAML and explains the mistakes people make in it.</summary>
internal static class YamlReader
{
    public const int DeepestNesting = 16;

    /// <summary>After this many mended lines the file is not YAML but something else.</summary>
    private const int MostRepairs = 20;

    /// <summary>The fields of a YAML mapping, or null when it is not one; what is wrong is added to the problems.</summary>
    /// <remarks>
    /// A line with a mistake whose mending is known is mended in memory and the text is read again, so that the author
    /// sees all mistakes at once. The mended text is used for nothing but finding the others.
    /// </remarks>
    public static YamlFields? Read(YamlText yaml, ICollection<Problem> problems)
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
                    problems.Add(YamlProblems.TooDeep(yaml));
                    return null;
                }

                if (Load(yaml, text, problems) is not { } fields) return null;
                foreach (var problem in YamlSurprises.In(yaml, text)) problems.Add(problem);
                return fields with { Broken = broken };
            }
            catch (Exception mistake) when (mistake is YamlException or InvalidOperationException or ArgumentException)
            {
                // The parser answers some unclosed brackets with an exception that knows no place.
                broken = true;
                var at = (mistake as YamlException)?.Start ?? Mark.Empty;
                var line = Math.Clamp((int)at.Line - 1, 0, lines.Length - 1);
                if (YamlMistake.Find(lines, line) is { } known)
                {
                    problems.Add(known.ToProblem(yaml));
                    lines[known.Line] = known.Mended;
                    continue;
                }

                // After a mending of ours it may be the mending that is wrong.
                if (repairs == 0) problems.Add(YamlProblems.Other(yaml, at, mistake.Message));
                return null;
            }
        }

        return null;
    }

    private static YamlFields? Load(YamlText yaml, string text, ICollection<Problem> problems)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        if (stream.Documents.Count == 0)
            return new YamlFields(new YamlMappingNode(), yaml, problems);
        if (stream.Documents[0].RootNode is YamlMappingNode mapping)
            return new YamlFields(mapping, yaml, problems);

        problems.Add(YamlProblems.NotAMapping(yaml));
        return null;
    }

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
