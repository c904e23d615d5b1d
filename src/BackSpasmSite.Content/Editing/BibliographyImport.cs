using System.Text.Json.Nodes;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Bibliography.Import;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content.Editing;

/// <summary>What became of a paper to import.</summary>
/// <param name="Id">Its id in references.json.</param>
/// <param name="Known">How it was recognized, such as “same DOI”; null if it is new.</param>
/// <param name="Added">The fields that its entry gets; null if it is new.</param>
internal sealed record ImportedItem(ImportedPaper Paper, string Id, string? Known, IReadOnlyList<string>? Added);

/// <summary>The new text of references.json with imported papers, or why there is none.</summary>
/// <param name="Text">Null if a diagnostic is an error.</param>
/// <param name="Before">The bibliography before.</param>
/// <param name="After">The bibliography with the papers; the one before if there is no text.</param>
internal sealed record ImportPlan(string? Text, IReadOnlyList<ImportedItem> Items, ReferenceLibrary Before, ReferenceLibrary After)
{
    /// <summary>The text of a bibliography that does not exist yet.</summary>
    public const string Empty = "[]\n";

    /// <param name="text">The whole file.</param>
    /// <param name="diagnostics">Receives the mistakes; any error means that nothing is imported.</param>
    public static ImportPlan Make(string text, IEnumerable<ImportedPaper> papers, ICollection<Diagnostic> diagnostics)
    {
        var mistakes = new List<Diagnostic>();
        var before = Read(text, mistakes);
        if (!before.IsWhole)
        {
            foreach (var mistake in mistakes.Where(mistake => mistake.Severity == Severity.Error)) diagnostics.Add(mistake);
            return new ImportPlan(null, [], before, before);
        }

        var maker = new Maker(text, before);
        var found = new List<Diagnostic>();
        foreach (var paper in papers) maker.Add(paper, found);
        foreach (var one in found) diagnostics.Add(one);
        if (found.Exists(one => one.Severity == Severity.Error)) return new ImportPlan(null, [], before, before);

        var result = maker.Text;
        var mistakesAfter = new List<Diagnostic>();
        var after = Read(result, mistakesAfter);
        // Read back before it is written, as by the site: nothing may be lost, and no mistake may be new.
        if (!after.IsWhole || before.Ids.Any(id => after.Find(id) is null) || Errors(mistakesAfter) > Errors(mistakes) || maker.Items.Any(item => after.Find(item.Id) is null))
            throw new InvalidOperationException($"references.json would not be what it should be: {string.Join(' ', mistakesAfter.Except(mistakes).Select(mistake => mistake.Message))}");
        return new ImportPlan(result, maker.Items, before, after);
    }

    private static int Errors(IEnumerable<Diagnostic> diagnostics) => diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error);

    private static ReferenceLibrary Read(string text, ICollection<Diagnostic> diagnostics) =>
        BibliographyReader.Read(new SourceText("references.json", LineText.WithLineFeeds(text)), diagnostics);

    private sealed class Maker
    {
        private static readonly string[] ArePlace = ["page", "number"];

        private readonly BibliographyEdit _edit;
        private readonly string _text;
        private readonly PaperMatches _known = new();
        private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>Each entry of the file by its id, and its fields as they will be.</summary>
        private readonly Dictionary<string, (int Index, JsonObject Fields)> _old = new(StringComparer.Ordinal);
        private readonly Dictionary<string, JsonObject> _fill = new(StringComparer.Ordinal);
        private readonly Dictionary<string, JsonObject> _new = new(StringComparer.Ordinal);

        public Maker(string text, ReferenceLibrary before)
        {
            _text = text;
            _edit = new BibliographyEdit(text);
            foreach (var (index, entry) in _edit.Entries.Index())
            {
                if (PaperFields.Text(entry?["id"]) is not { } written) continue;
                var id = UnicodeText.Normalized(written, System.Text.NormalizationForm.FormC);
                _taken.Add(id);
                if (before.Find(id) is not { } paper || !_old.TryAdd(id, (index, entry!))) continue;
                _known.Add(new KnownPaper(paper, id, $"{id} in references.json"));
            }
        }

        public List<ImportedItem> Items { get; } = [];

        public string Text => TextEdit.Apply(_text,
        [
            .. _fill.SelectMany(fill => _edit.Fill(_old[fill.Key].Index, fill.Value)),
            .. _edit.Append([.. _new.Values]),
        ]);

        public void Add(ImportedPaper paper, List<Diagnostic> diagnostics)
        {
            var (known, how) = Find(paper, diagnostics);
            if (how is null) return;
            if (known is not null)
            {
                Items.Add(new ImportedItem(paper, known.Id, how, Merge(known.Id, paper.Fields)));
                // From now on it is also known by the numbers it got.
                _known.Add(known with { Paper = paper.Paper with { Title = known.Paper.Title } });
                return;
            }

            var id = PaperIds.Free(paper.Id, _taken);
            var entry = (JsonObject)paper.Fields.DeepClone();
            entry.Insert(0, "id", id);
            _new.Add(id, entry);
            _known.Add(new KnownPaper(paper.Paper, id, $"line {paper.Source.PositionOf(paper.Offset).Line} of {paper.Source.Path}"));
            Items.Add(new ImportedItem(paper, id, null, null));
        }

        /// <summary>The known paper and how it was recognized; no paper and an empty text for a new one; nothing after a mistake.</summary>
        private (KnownPaper? Known, string? How) Find(ImportedPaper paper, List<Diagnostic> diagnostics)
        {
            switch (_known.ByNumber(paper.Paper))
            {
                case [var (name, known)] when PaperTitle.MayBeOne(paper.Paper.Title, known.Paper.Title):
                    return (known, $"same {name}");
                case [var (name, known)]:
                    diagnostics.Add(ImportDiagnostics.SameNumberOtherTitle(paper, name, known.Where, known.Paper.Title));
                    return (null, null);
                case { Count: > 1 } several:
                    diagnostics.Add(ImportDiagnostics.SeveralEntries(paper, several.Select(one => one.Known.Id)));
                    return (null, null);
            }

            if (_known.ByTitle(paper.Paper) is not var (alike, differs)) return (null, "");
            if (differs is null) return (alike, "same title");
            diagnostics.Add(ImportDiagnostics.SameTitleOtherNumber(paper, alike.Id, differs));
            return (null, "");
        }

        /// <summary>The names of the fields that the entry gets.</summary>
        private List<string> Merge(string id, JsonObject fields)
        {
            var target = _new.GetValueOrDefault(id) ?? _old[id].Fields;
            if (!_new.ContainsKey(id) && !_fill.ContainsKey(id)) _fill[id] = [];
            var fill = _new.ContainsKey(id) ? target : _fill[id];
            var added = new List<string>();
            foreach (var (name, value) in fields)
            {
                if (value is null || name == "custom" || !IsMissing(target[name])) continue;
                // An article has pages or a number, and one with a volume is no longer ahead of print.
                if (ArePlace.Contains(name) && ArePlace.Any(place => !IsMissing(target[place]))) continue;
                if (name == "status" && !IsMissing(target["volume"])) continue;
                if (!ReferenceEquals(fill, target)) fill[name] = value.DeepClone();
                added.Add(name);
            }

            foreach (var name in added) target[name] = fields[name]!.DeepClone();
            if (fields["custom"] is not JsonObject custom) return added;
            if (IsMissing(target["custom"])) target["custom"] = new JsonObject();
            if (target["custom"] is not JsonObject own) return added;
            foreach (var (name, value) in custom)
            {
                // Whether the list of authors was shortened belongs to that list.
                if (value is null || !IsMissing(own[name]) || (name == "authorsTruncated" && !added.Contains("author"))) continue;
                own[name] = value.DeepClone();
                if (!ReferenceEquals(fill, target)) ((JsonObject)(fill["custom"] ??= new JsonObject()))[name] = value.DeepClone();
                added.Add($"custom.{name}");
            }

            if (own.Count == 0) target.Remove("custom");
            return added;
        }

        private static bool IsMissing(JsonNode? node) => node is null or JsonArray { Count: 0 } or JsonObject { Count: 0 } || (node is JsonValue && node.GetValueKind() == System.Text.Json.JsonValueKind.String && PaperFields.Text(node) is null);
    }
}
