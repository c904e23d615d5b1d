using System.Text;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>Missing or mistyped values are reported and read as null, so that reading can go on.</summary>
internal sealed record YamlFields(YamlMappingNode Node, YamlText Yaml, ICollection<Diagnostic> Diagnostics)
{
    /// <summary>No list of a site needs more, and each item costs time on every page that shows it.</summary>
    public const int MostItems = 500;

    private const int MostUnknownKeys = 20;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private (int Line, int Column, string Key)[] Places => field ??= FindPlaces();

    private Dictionary<string, YamlScalarNode> MisspeltKeys => field ??= FindMisspeltKeys();

    /// <summary>The keys of the whole text, not of a value in it.</summary>
    public bool IsRoot { get; init; }

    /// <summary>The text had to be repaired to be read at all.</summary>
    public bool Broken { get; init; }

    /// <summary>Keys, with their line in the file, whose values could not be read.</summary>
    public IReadOnlyList<(int Line, string Key)> Lost { get; init; } = [];

    public int Line => Yaml.LineOf(Node.Start);

    /// <summary>All allowed keys, if a misspelt one, which is reported all the same, is to be read as the most similar.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>Keys with invalid values. An unreadable line or key may have been any of the missing ones.</summary>
    public HashSet<string> KeysWith(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error && diagnostic.Code != UnprintableCharacters.InTextCode).ToList();
        HashSet<string> keys = [.. Lost.Select(lost => lost.Key), .. errors.Select(KeyAt).OfType<string>().Select(Meant)];
        if (Lost.Count > 0 || errors.Exists(error => error.Code is "ART008" or "ART010"))
            keys.UnionWith(Known.Where(key => Find(key) is null or YamlScalarNode { Value: "" }));
        return keys;
    }

    private string Meant(string key) => MisspeltKeys.FirstOrDefault(pair => pair.Value.Value == key).Key ?? key;

    public string? KeyAt(Diagnostic diagnostic) => EntryAt(diagnostic)?.Key;

    /// <summary>The key at or before a problem; null for a missing key, which is reported at the first one's place. A lost key has column 0.</summary>
    public (int Line, int Column, string Key)? EntryAt(Diagnostic diagnostic)
    {
        var places = Places;
        var (low, high) = (0, places.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = (places[middle].Line, places[middle].Column).CompareTo((diagnostic.Line, diagnostic.Column));
            if (order < 0 || (order == 0 && diagnostic.Code != YamlDiagnostics.MissingCode)) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? null : places[low - 1];
    }

    /// <summary>That of the mapping if the key is missing.</summary>
    public int OffsetOf(string key) => Yaml.OffsetOf(Find(key)?.Start ?? Node.Start);

    /// <summary>By key; the offsets are those of the values.</summary>
    public IReadOnlyDictionary<string, int> Offsets => Node.Children
        .Where(pair => pair.Key is YamlScalarNode)
        .ToDictionary(pair => SharedText.Of(((YamlScalarNode)pair.Key).Value!), pair => Yaml.OffsetOf(pair.Value.Start), StringComparer.Ordinal);

    public bool Has(string key) => Find(key) is not null;

    public string? RequiredText(string key, string example)
    {
        var text = Text(key);
        // The value may have been in lines that could not be read: report one mistake once.
        if (text is null && Find(key) is null or YamlScalarNode && Lost.Count == 0 && (IsRoot || !Diagnostics.Any(IsLostHere)))
            Diagnostics.Add(YamlDiagnostics.Missing(Yaml, Node.Start, key, example));
        return text;
    }

    private bool IsLostHere(Diagnostic diagnostic) => diagnostic.Code == "ART008" && diagnostic.Path == Yaml.Source.Path &&
        diagnostic.Line >= Yaml.Source.PositionOf(Yaml.OffsetOf(Node.Start)).Line && diagnostic.Line <= Yaml.Source.PositionOf(Yaml.OffsetOf(Node.End)).Line;

    /// <summary>On one line; null if empty.</summary>
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

    /// <summary>For a value already reported to be of the wrong kind: one word or text, or a list of one.</summary>
    public string? Alone(string key) => (Find(key) is YamlSequenceNode { Children: [var only] } ? only : Find(key)) is YamlScalarNode { Value: { } text } ? text.Trim() : null;

    public bool Flag(string key) => Text(key) switch
    {
        null or "false" => false,
        "true" => true,
        _ => AddWrongKind(false, key, "true or false"),
    };

    public DateOnly? Date(string key)
    {
        if (Text(key) is not { } text) return null;
        if (IsoDate.Parse(text) is { } date)
            return date;
        Diagnostics.Add(YamlDiagnostics.ImpossibleDate(Yaml, Find(key)!.Start, key, text));
        return null;
    }

    public DateOnly? RequiredDate(string key) =>
        RequiredText(key, "2026-11-25") is null ? null : Date(key);

    /// <summary>Such as <c>[running, causes]</c>; empty if missing.</summary>
    public IReadOnlyList<(string Text, int Offset)> Words(string key, bool orOneWord = false, int most = MostItems) =>
        orOneWord && Find(key) is YamlScalarNode { Value: not "" } word && Text(word) is { } text
            ? [(text, Yaml.OffsetOf(word.Start))]
            : [.. Items<YamlScalarNode>(key, $"a list in square brackets, such as {key}: [one, two]", most)
                .Select(child => (Text(child), Yaml.OffsetOf(child.Start)))
                .Where(item => item.Item1 is not null)!];

    public YamlFields? Mapping(string key, params IReadOnlyList<string> known) => Mapping(key, Find(key), known);

    private YamlFields? Mapping(string key, YamlNode? value, IReadOnlyList<string> known)
    {
        switch (value)
        {
            case null or YamlScalarNode { Value: "" }:
                return null;
            case YamlMappingNode mapping:
                return new YamlFields(mapping, Yaml, Diagnostics) { Known = known };
            case var other:
                Diagnostics.Add(YamlDiagnostics.WrongKind(Yaml, other.Start, key, $"keys and values in braces, such as {YamlDiagnostics.ExampleOf(key)}"));
                return null;
        }
    }

    public IReadOnlyList<YamlFields> Mappings(string key, params IReadOnlyList<string> known) =>
        [.. Items<YamlMappingNode>(key, $"a list of keys and values in braces, such as [{YamlDiagnostics.ExampleOf(key)}]", MostItems)
            .Select(child => new YamlFields(child, Yaml, Diagnostics) { Known = known })];

    /// <summary>The items of a list, without those of another kind, which are reported; empty if the key is missing.</summary>
    private IEnumerable<T> Items<T>(string key, string kind, int most)
        where T : YamlNode
    {
        switch (Find(key))
        {
            case null or YamlScalarNode { Value: "" }:
                return [];
            case YamlSequenceNode list when list.Children.Count > most:
                Diagnostics.Add(YamlDiagnostics.TooMany(Yaml, list.Start, key, list.Children.Count, most));
                return [];
            case YamlSequenceNode list:
                foreach (var wrong in list.Children.Where(child => child is not T)) Diagnostics.Add(YamlDiagnostics.WrongKind(Yaml, wrong.Start, key, kind));
                return list.Children.OfType<T>();
            case var other:
                Diagnostics.Add(YamlDiagnostics.WrongKind(Yaml, other.Start, key, kind));
                return [];
        }
    }

    /// <summary>For files whose keys are names.</summary>
    public IEnumerable<(string Key, YamlFields? Fields)> Entries()
    {
        foreach (var (key, value) in Node.Children)
        {
            if (key is YamlScalarNode { Value: { } name } scalar) yield return (UnicodeText.Normalized(Printable(scalar), NormalizationForm.FormC), Mapping(name, value, []));
            else Diagnostics.Add(YamlDiagnostics.WrongKind(Yaml, key.Start, "a key", "a word"));
        }
    }

    /// <summary>Call this last: it reports every key that was not read.</summary>
    public void NoOtherKeys()
    {
        var unknown = 0;
        foreach (var key in Node.Children.Keys)
        {
            if (key is YamlScalarNode { Value: { } known } && _known.Contains(known)) continue;
            if (++unknown > MostUnknownKeys)
            {
                Diagnostics.Add(YamlDiagnostics.MoreUnknownKeys(Yaml, key.Start, Node.Children.Keys.OfType<YamlScalarNode>().Count(other => !_known.Contains(other.Value ?? "")) - MostUnknownKeys));
                return;
            }

            Diagnostics.Add(key is YamlScalarNode { Value: { } name }
                ? YamlDiagnostics.UnknownKey(Yaml, key.Start, name, _known)
                : YamlDiagnostics.WrongKind(Yaml, key.Start, "a key", "a word"));
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
        if (Exact(key) is { } value) return value;
        return MisspeltKeys.TryGetValue(key, out var written) ? Node.Children[written] : null;
    }

    private YamlNode? Exact(string key) =>
        Node.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode { Value: { } name } && name == key).Value;

    private (int Line, int Column, string Key)[] FindPlaces() =>
    [
        .. Node.Children.Keys.OfType<YamlScalarNode>()
            .Select(key => (Line: Yaml.LineOf(key.Start), Column: (int)key.Start.Column, Key: UnicodeText.Normalized(key.Value ?? "", NormalizationForm.FormC)))
            .Concat(Lost.Select(lost => (lost.Line, Column: 0, lost.Key)))
            .OrderBy(key => (key.Line, key.Column)),
    ];

    /// <summary>Missing keys, each with the key that was probably written instead, if there is only one candidate.</summary>
    private Dictionary<string, YamlScalarNode> FindMisspeltKeys()
    {
        var meant = new Dictionary<string, YamlScalarNode>(StringComparer.Ordinal);
        if (Known.Count == 0) return meant;
        var unknown = Node.Children.Keys.OfType<YamlScalarNode>().Where(key => !Known.Contains(key.Value)).Take(MostUnknownKeys);
        foreach (var written in unknown)
        {
            if (DidYouMean.To(written.Value ?? "", Known) is { } key && Exact(key) is null &&
                DidYouMean.To(written.Value ?? "", Known.Where(other => other != key)) is null)
                meant.TryAdd(key, written);
        }

        return meant;
    }

    private string? Text(YamlScalarNode scalar)
    {
        if (scalar is { Style: ScalarStyle.Plain, Value: "" }) return null;
        if (scalar is { Style: ScalarStyle.Plain, Value: "~" or "null" })
        {
            Diagnostics.Add(YamlDiagnostics.At(Yaml, scalar.Start, "ART008",
                $"“{scalar.Value}” means “no value” in YAML, so readers would not see it. Leave the line out, or write it in quotation marks: {YamlQuote.Of(scalar.Value)}"));
            return null;
        }

        if (scalar is { Style: ScalarStyle.Plain, Value: ['“' or '”' or '„' or '‘', ..] })
        {
            Diagnostics.Add(YamlDiagnostics.At(Yaml, scalar.Start, YamlDiagnostics.CurlyQuotesCode,
                YamlDiagnostics.CurlyQuotes(YamlQuote.Of(scalar.Value.Trim('“', '”', '„', '‘', '’')))));
            return scalar.Value.Trim('“', '”', '„', '‘', '’', ' ');
        }

        var text = Printable(scalar);
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>Removes invisible characters that escapes in the value produce; literal ones were removed before.</summary>
    private string Printable(YamlScalarNode scalar)
    {
        var (text, unprintable) = UnprintableCharacters.RemoveFrom(scalar.Value ?? "");
        if (unprintable is { } found && YamlDiagnostics.At(Yaml, scalar.Start, UnprintableCharacters.InTextCode, UnprintableCharacters.Message(found)) is var error && !Diagnostics.Contains(error))
            Diagnostics.Add(error);
        return text;
    }
}
