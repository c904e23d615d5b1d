using System.Globalization;
using BackSpasmSite.Content.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>
/// Reads the keys of one mapping, each as the kind of value it has to be. What is missing or mistyped is added to the
/// problems and read as null, so that reading goes on.
/// </summary>
internal sealed record YamlFields(YamlMappingNode Node, YamlText Yaml, ICollection<Diagnostic> Diagnostics)
{
    /// <summary>No list of a site is longer; each item costs something on every page that shows it.</summary>
    public const int MostItems = 500;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>True when these fields stand in a text that had to be mended to be read at all.</summary>
    public bool Broken { get; init; }

    /// <summary>Keys, with their line in the file, whose values could not be read at all.</summary>
    public IReadOnlyList<(int Line, string Key)> Lost { get; init; } = [];

    public int Line => Yaml.LineOf(Node.Start);

    /// <summary>The keys in whose values something is wrong.</summary>
    public HashSet<string> KeysWith(IEnumerable<Diagnostic> diagnostics) =>
        [.. Lost.Select(lost => lost.Key), .. diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Select(KeyAt).OfType<string>()];

    /// <summary>
    /// The key a problem lies behind. None for a key that is missing, which is told at the place where the first one begins.
    /// </summary>
    public string? KeyAt(Diagnostic diagnostic) => Node.Children.Keys.OfType<YamlScalarNode>()
        .Select(key => (Line: Yaml.LineOf(key.Start), Column: (int)key.Start.Column, Key: key.Value ?? ""))
        .Concat(Lost.Select(lost => (lost.Line, Column: 0, lost.Key)))
        .Where(key => (key.Line, key.Column).CompareTo((diagnostic.Line, diagnostic.Column)) < 0)
        .OrderBy(key => (key.Line, key.Column)).Select(key => key.Key).LastOrDefault();

    /// <summary>The place of a key's value in its file; the mapping's own place when the key is not there.</summary>
    public int OffsetOf(string key) => Yaml.OffsetOf(Find(key)?.Start ?? Node.Start);

    /// <summary>Every key's value and its place in the file.</summary>
    public IReadOnlyDictionary<string, int> Offsets => Node.Children
        .Where(pair => pair.Key is YamlScalarNode)
        .ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => Yaml.OffsetOf(pair.Value.Start), StringComparer.Ordinal);

    public bool Has(string key) => Find(key) is not null;

    public string? RequiredText(string key, string example)
    {
        var text = Text(key);
        if (text is null && Find(key) is null or YamlScalarNode)
            Diagnostics.Add(YamlDiagnostics.Missing(Yaml, Node.Start, key, example));
        return text;
    }

    /// <summary>Text on one line; an empty value counts as none.</summary>
    public string? Text(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalarNode scalar:
                return Text(scalar);
            case var other:
                Diagnostics.Add(YamlDiagnostics.WrongKind(Yaml, other.Start, key, "text on one line"));
                return null;
        }
    }

    public bool Flag(string key) => Text(key) switch
    {
        null or "false" => false,
        "true" => true,
        _ => AddWrongKind(false, key, "true or false"),
    };

    public DateOnly? Date(string key)
    {
        if (Text(key) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        Diagnostics.Add(YamlDiagnostics.ImpossibleDate(Yaml, Find(key)!.Start, key, text));
        return null;
    }

    public DateOnly? RequiredDate(string key) =>
        RequiredText(key, "2026-11-25") is null ? null : Date(key);

    /// <summary>A list of words such as <c>[running, causes]</c>, each with its place; empty when there is none.</summary>
    /// <param name="most">How many there may be.</param>
    public IReadOnlyList<(string Text, int Offset)> Words(string key, bool orOneWord = false, int most = MostItems)
    {
        switch (Find(key))
        {
            case null or YamlScalarNode { Value: "" }:
                return [];
            case YamlSequenceNode list when list.Children.Count > most:
                Diagnostics.Add(YamlDiagnostics.TooMany(Yaml, list.Start, key, list.Children.Count, most));
                return [];
            case YamlSequenceNode list:
                foreach (var wrong in list.Children.Where(child => child is not YamlScalarNode))
                    Diagnostics.Add(YamlDiagnostics.WrongKind(Yaml, wrong.Start, key, $"a list in square brackets, such as {key}: [one, two]"));
                return [.. list.Children.OfType<YamlScalarNode>()
                    .Select(child => (Text(child), Yaml.OffsetOf(child.Start)))
                    .Where(word => word.Item1 is not null)!];
            case YamlScalarNode word when orOneWord && Text(word) is { } text:
                return [(text, Yaml.OffsetOf(word.Start))];
            case var other:
                Diagnostics.Add(YamlDiagnostics.WrongKind(Yaml, other.Start, key, $"a list in square brackets, such as {key}: [one, two]"));
                return [];
        }
    }

    public YamlFields? Mapping(string key)
    {
        switch (Find(key))
        {
            case null or YamlScalarNode { Value: "" }:
                return null;
            case YamlMappingNode mapping:
                return new YamlFields(mapping, Yaml, Diagnostics);
            case var other:
                Diagnostics.Add(YamlDiagnostics.WrongKind(Yaml, other.Start, key, "keys and values in braces, such as { key: value }"));
                return null;
        }
    }

    public IReadOnlyList<YamlFields> Mappings(string key)
    {
        switch (Find(key))
        {
            case null or YamlScalarNode { Value: "" }:
                return [];
            case YamlSequenceNode list when list.Children.Count > MostItems:
                Diagnostics.Add(YamlDiagnostics.TooMany(Yaml, list.Start, key, list.Children.Count, MostItems));
                return [];
            case YamlSequenceNode list:
                foreach (var wrong in list.Children.Where(child => child is not YamlMappingNode))
                    Diagnostics.Add(YamlDiagnostics.WrongKind(Yaml, wrong.Start, key, "a list in which every item has keys and values in braces"));
                return [.. list.Children.OfType<YamlMappingNode>().Select(child => new YamlFields(child, Yaml, Diagnostics))];
            case var other:
                Diagnostics.Add(YamlDiagnostics.WrongKind(Yaml, other.Start, key, "a list in which every item has keys and values in braces"));
                return [];
        }
    }

    /// <summary>Every key with the mapping behind it, for files whose keys are names.</summary>
    public IEnumerable<(string Key, YamlFields? Fields)> Entries()
    {
        foreach (var (key, value) in Node.Children)
        {
            if (key is YamlScalarNode { Value: { } name }) yield return (name, value is YamlMappingNode mapping ? new YamlFields(mapping, Yaml, Diagnostics) : Mapping(name));
            else Diagnostics.Add(YamlDiagnostics.WrongKind(Yaml, key.Start, "a key", "a word"));
        }
    }

    /// <summary>Reports every key that was never asked for. To be called last.</summary>
    public void NoOtherKeys()
    {
        foreach (var key in Node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name })
                Diagnostics.Add(YamlDiagnostics.WrongKind(Yaml, key.Start, "a key", "a word"));
            else if (!_known.Contains(name))
                Diagnostics.Add(YamlDiagnostics.UnknownKey(Yaml, key.Start, name, _known));
        }
    }

    public void AddWrongKind(string key, string wanted) =>
        Diagnostics.Add(YamlDiagnostics.WrongKind(Yaml, Find(key)?.Start ?? Node.Start, key, wanted));

    private T AddWrongKind<T>(T value, string key, string wanted)
    {
        AddWrongKind(key, wanted);
        return value;
    }

    private YamlNode? Find(string key)
    {
        _known.Add(key);
        return Node.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode { Value: { } name } && name == key).Value;
    }

    private string? Text(YamlScalarNode scalar)
    {
        if (scalar is { Style: ScalarStyle.Plain, Value: "" }) return null;
        if (scalar is { Style: ScalarStyle.Plain, Value: "~" or "null" })
        {
            Diagnostics.Add(YamlDiagnostics.At(Yaml, scalar.Start, "ART008",
                $"“{scalar.Value}” means “nothing” to YAML, so readers would not see it. Leave the line out, or write it in quotation marks: {YamlQuote.Of(scalar.Value)}"));
            return null;
        }

        if (scalar is { Style: ScalarStyle.Plain, Value: ['“' or '”' or '„' or '‘', ..] })
        {
            Diagnostics.Add(YamlDiagnostics.At(Yaml, scalar.Start, YamlDiagnostics.CurlyQuotesCode,
                YamlDiagnostics.CurlyQuotes(YamlQuote.Of(scalar.Value.Trim('“', '”', '„', '‘', '’')))));
            return scalar.Value;
        }

        return string.IsNullOrWhiteSpace(scalar.Value) ? null : scalar.Value.Trim();
    }
}
