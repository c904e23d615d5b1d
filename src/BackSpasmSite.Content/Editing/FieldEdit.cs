using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.FrontMatter;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace BackSpasmSite.Content.Editing;

/// <summary>
/// Changes one value of an article's front matter; comments, order, quotation marks and every other byte stay. The result is read back before it
/// is returned: the value must be the wanted one, and all others must be what they were.
/// </summary>
/// <exception cref="FormatException">From each method: the front matter can't be read, or is written in an unusual way.</exception>
internal static class FieldEdit
{
    /// <summary>A new key goes below the nearest of those before it that the article has.</summary>
    private static readonly string[] Order = ["title", "description", "author", "published", "modified", "draft", "topics", "image"];

    private static readonly string[] OrderInImage = ["src", "alt", "caption"];

    /// <param name="inner">A key of the mapping that is the key's value; null for the value itself.</param>
    /// <param name="isWord">A date, a key or true: written without quotation marks where it is new.</param>
    public static string WithText(string text, string key, string? inner, string value, bool isWord = false)
    {
        var front = FrontMatterSpan.Of(text);
        var yaml = front.In(text);
        var isNew = isWord && IsPlainWord(value) ? value : YamlQuote.Of(value);
        var entry = EntrySpan.Find(yaml, key);
        var candidates = (entry, inner) switch
        {
            (null, null) => [Put(yaml, EndOfOneBefore(yaml, key), $"{key}: {isNew}{front.LineEnd}")],
            (null, _) => [Put(yaml, EndOfOneBefore(yaml, key), $"{key}: {{ {inner}: {isNew} }}{front.LineEnd}")],
            (_, null) => Replacements(yaml, entry, value, isNew),
            _ when entry.Value is [MappingStart mapping, ..] => InMapping(yaml, entry, mapping.Style == MappingStyle.Flow, inner, value, isNew, front.LineEnd),
            _ => [Replace(yaml, ValueStart(yaml, entry), entry.End, $"{(entry.Colon == entry.End ? " " : "")}{{ {inner}: {isNew} }}")],
        };
        var wanted = candidates.FirstOrDefault(candidate => Reads(yaml, candidate, key, inner, value));
        return wanted is null ? throw Unusual(key) : front.Replace(text, 0, yaml.Length, wanted);
    }

    /// <summary>The whole line, unless there is a comment after the value, which stays.</summary>
    public static string Without(string text, string key, string? inner = null)
    {
        var front = FrontMatterSpan.Of(text);
        var yaml = front.In(text);
        if (EntrySpan.Find(yaml, key) is not { } entry) return text;
        if (inner is null) return Finish(WithoutLines(yaml, entry));
        if (entry.Value is not [MappingStart mapping, ..]) return text;
        var all = entry.Inner(yaml);
        var at = all.FindIndex(one => one.Name == inner);
        if (at < 0) return text;
        if (mapping.Style != MappingStyle.Flow) return Finish(WithoutLines(yaml, all[at].Entry));
        // With the comma before it, or that after it if it is the first.
        return Finish(at > 0 ? Replace(yaml, all[at - 1].Entry.End, all[at].Entry.End, "")
            : all.Count > 1 ? Replace(yaml, all[0].Entry.Start, all[1].Entry.Start, "")
            : Replace(yaml, all[0].Entry.Start, all[0].Entry.End, ""));

        string Finish(string candidate) => Reads(yaml, candidate, key, inner, null) ? front.Replace(text, 0, yaml.Length, candidate) : throw Unusual(key);
    }

    /// <summary>A list in brackets or with hyphens keeps its form, and the comments beside the words that stay.</summary>
    public static string WithWords(string text, string key, IReadOnlyList<string> words)
    {
        var front = FrontMatterSpan.Of(text);
        var yaml = front.In(text);
        var inBrackets = $"[{string.Join(", ", words.Select(YamlQuote.Word))}]";
        if (EntrySpan.Find(yaml, key) is not { } entry) return text.Insert(front.Start + EndOfOneBefore(yaml, key), $"{key}: {inBrackets}{front.LineEnd}");
        if (WordsOf(text) is null) return front.Replace(text, ValueStart(yaml, entry), entry.End, $"{(entry.Colon == entry.End ? " " : "")}{inBrackets}");

        foreach (var word in words.Except(WordsOf(text)!)) text = TextEdit.Apply(text, new ReferenceListEdit(text, key).Insert(WordsOf(text)!.Count + 1, word));
        for (var i = WordsOf(text)!.Count; i > 0; i--)
        {
            if (!words.Contains(WordsOf(text)![i - 1])) text = TextEdit.Apply(text, new ReferenceListEdit(text, key).Remove(i));
        }

        var left = WordsOf(text)!;
        text = TextEdit.Apply(text, new ReferenceListEdit(text, key).Order([.. words.Select(word => left.IndexOf(word) + 1)]));
        return WordsOf(text)!.SequenceEqual(words) ? text : throw Unusual(key);

        List<string>? WordsOf(string now) =>
            EntrySpan.Find(FrontMatterSpan.Of(now).In(now), key)?.Value is [SequenceStart, .., SequenceEnd] list && list.Skip(1).SkipLast(1).All(item => item is Scalar)
                ? [.. list.OfType<Scalar>().Select(item => item.Value)]
                : null;
    }

    private static IEnumerable<string> InMapping(string yaml, EntrySpan entry, bool inBraces, string inner, string value, string isNew, string lineEnd)
    {
        var all = entry.Inner(yaml);
        if (all.Find(one => one.Name == inner).Entry is { } there) return Replacements(yaml, there, value, isNew);
        var before = all.FindLast(one => OrderInImage.IndexOf(one.Name) < OrderInImage.IndexOf(inner)).Entry;
        if (inBraces)
        {
            if (before is not null) return [Put(yaml, before.End, $", {inner}: {isNew}")];
            var open = yaml.IndexOf('{', entry.Colon) + 1;
            return [Put(yaml, open, all.Count == 0 ? $" {inner}: {isNew} " : $" {inner}: {isNew},")];
        }

        var first = all[0].Entry.Start;
        var indent = yaml[FrontMatterSpan.LineStart(yaml, first)..first];
        var at = before is null ? FrontMatterSpan.LineStart(yaml, first) : FrontMatterSpan.NextLine(yaml, before.End);
        return [Put(yaml, at, $"{indent}{inner}: {isNew}{lineEnd}")];
    }

    /// <summary>In the style of the present value if that is possible, otherwise in double quotation marks.</summary>
    private static IEnumerable<string> Replacements(string yaml, EntrySpan entry, string value, string isNew)
    {
        var start = ValueStart(yaml, entry);
        var gap = entry.Colon == entry.End ? " " : "";
        var (style, comment) = entry.Value is [Scalar scalar] ? (scalar.Style, CommentOfHeader(yaml, scalar, start)) : (ScalarStyle.Any, "");
        if (style == ScalarStyle.Plain && gap.Length == 0 && value.Length > 0) yield return Replace(yaml, start, entry.End, value);
        if (style == ScalarStyle.SingleQuoted) yield return Replace(yaml, start, entry.End, $"'{value.Replace("'", "''", StringComparison.Ordinal)}'");
        yield return Replace(yaml, start, entry.End, gap + isNew + comment);
    }

    private static string CommentOfHeader(string yaml, Scalar scalar, int start)
    {
        if (scalar.Style is not (ScalarStyle.Literal or ScalarStyle.Folded)) return "";
        var header = yaml[start..FrontMatterSpan.NextLine(yaml, start)].TrimEnd('\r', '\n');
        return header.IndexOf(" #", StringComparison.Ordinal) is var at and >= 0 ? header[at..] : "";
    }

    private static string WithoutLines(string yaml, EntrySpan entry)
    {
        var next = FrontMatterSpan.NextLine(yaml, entry.End);
        var rest = yaml[entry.End..next];
        return Replace(yaml, FrontMatterSpan.LineStart(yaml, entry.Start), next, string.IsNullOrWhiteSpace(rest) ? "" : rest.TrimStart());
    }

    private static int EndOfOneBefore(string yaml, string key)
    {
        var before = Order.TakeWhile(other => other != key).Reverse().Select(other => EntrySpan.Find(yaml, other)).FirstOrDefault(entry => entry is not null);
        return before is null ? 0 : FrontMatterSpan.NextLine(yaml, before.End);
    }

    private static int ValueStart(string yaml, EntrySpan entry) => entry.Colon + yaml[entry.Colon..entry.End].TakeWhile(char.IsWhiteSpace).Count();

    private static string Put(string yaml, int at, string by) => Replace(yaml, at, at, by);

    private static string Replace(string yaml, int from, int to, string by) => string.Concat(yaml.AsSpan(0, from), by, yaml.AsSpan(to));

    private static bool IsPlainWord(string value) => IsoDate.Parse(value) is not null || value is "true" or "false" || YamlQuote.Word(value) == value;

    /// <param name="value">Null if the key should be gone.</param>
    private static bool Reads(string before, string after, string key, string? inner, string? value)
    {
        var (was, mistakesBefore) = Read(before);
        var (now, mistakes) = Read(after);
        if (was is null || now is null || mistakes > mistakesBefore) return false;
        var there = now.Children.FirstOrDefault(pair => NameOf(pair.Key) == key).Value;
        if (inner is not null)
        {
            var mapping = there as YamlMappingNode;
            if (!Others(mapping, inner).SequenceEqual(Others(was.Children.FirstOrDefault(pair => NameOf(pair.Key) == key).Value as YamlMappingNode, inner))) return false;
            there = mapping?.Children.FirstOrDefault(pair => NameOf(pair.Key) == inner).Value;
        }

        return (there as YamlScalarNode)?.Value == value && Others(now, key).SequenceEqual(Others(was, key));
    }

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Others(YamlMappingNode? mapping, string key) =>
        mapping?.Children.Where(pair => NameOf(pair.Key) != key) ?? [];

    private static string? NameOf(YamlNode key) => (key as YamlScalarNode)?.Value;

    private static (YamlMappingNode? Root, int Mistakes) Read(string yaml)
    {
        if (YamlReader.Parse(yaml) is not { Error: YamlError.None, Root: YamlMappingNode root, Events: var events }) return (null, 0);
        return (root, YamlPitfalls.In(new YamlText(new SourceText("", yaml), 0, yaml), yaml, events).Count());
    }

    private static FormatException Unusual(string key) =>
        new($"“{key}” is written in an unusual way in the front matter, so it can’t be changed here. Change it there.");
}
