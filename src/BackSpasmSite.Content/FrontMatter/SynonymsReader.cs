using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>What readers type and articles call something else, and what they type when they may need help at once: <c>synonyms.yaml</c>.</summary>
/// <param name="WarningSigns">Phrases that name a warning sign.</param>
internal sealed record Synonyms(IReadOnlyList<Synonym> Groups, IReadOnlyList<string> WarningSigns)
{
    public static Synonyms None { get; } = new([], []);

    /// <summary>Whether something about the warning signs could not be read.</summary>
    public bool HasFaultyWarnings { get; init; }

    /// <summary>Keeps the warning signs of an earlier version beside those that can be read: a typo must not hide the help box.</summary>
    public Synonyms With(Synonyms? before) => before is null || !HasFaultyWarnings ? this : this with { WarningSigns = [.. WarningSigns.Union(before.WarningSigns)] };
}

/// <param name="Typed">Phrases that readers type.</param>
/// <param name="Means">What articles say instead. Either finds the other's articles, but not the other way round.</param>
internal sealed record Synonym(IReadOnlyList<string> Typed, IReadOnlyList<string> Means);

/// <summary>Reads <c>synonyms.yaml</c>.</summary>
internal static class SynonymsReader
{
    private const string WarningSigns = "warning-signs";

    /// <summary>More words than anybody types who looks for one thing.</summary>
    private const int MostWords = 8;

    /// <summary>Whatever can be read; null if the file is not readable as YAML at all.</summary>
    public static Synonyms? Read(SourceText source, ICollection<Diagnostic> diagnostics)
    {
        var found = new List<Diagnostic>();
        var fields = YamlReader.Read(new YamlText(source, 0, source.Text), found);
        if (fields is not null) fields = fields with { Known = ["synonyms", WarningSigns] };
        var synonyms = fields is null ? null : Read(fields);
        foreach (var diagnostic in found) diagnostics.Add(diagnostic);
        return synonyms is null ? null : synonyms with { HasFaultyWarnings = fields!.KeysWith(found).Contains(WarningSigns) };
    }

    private static Synonyms Read(YamlFields fields)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var groups = fields.Mappings("synonyms", "typed", "means").Select(group => Group(group, seen)).OfType<Synonym>().ToList();
        seen.Clear();
        var warnings = Phrases(fields, WarningSigns, seen);
        fields.NoOtherKeys();
        return new Synonyms(groups, warnings);
    }

    private static Synonym? Group(YamlFields group, HashSet<string> seen)
    {
        foreach (var key in (string[])["typed", "means"])
            if (!group.Has(key)) group.AddWrongKind(key, $"a list, such as {key}: [\"back seized up\", \"put my back out\"]");
        var (typed, means) = (Phrases(group, "typed", seen), Phrases(group, "means", []));
        group.NoOtherKeys();
        return typed.Count == 0 || means.Count == 0 ? null : new Synonym(typed, means);
    }

    private static List<string> Phrases(YamlFields fields, string key, HashSet<string> seen)
    {
        var phrases = new List<string>();
        foreach (var (phrase, offset) in fields.Words(key, orOneWord: true))
        {
            var words = phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetterOrDigit));
            if (words is 0 or > MostWords) fields.Diagnostics.Add(SynonymDiagnostics.NoPhrase(fields.Yaml.Source, offset, phrase, MostWords));
            else if (!seen.Add(phrase)) fields.Diagnostics.Add(SynonymDiagnostics.Twice(fields.Yaml.Source, offset, phrase));
            else phrases.Add(phrase);
        }

        return phrases;
    }
}
