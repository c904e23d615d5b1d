using System.Collections.Frozen;
using System.Text.Json;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Bibliography;

/// <summary>Reference managers may add any key outside “custom”, so there only words close to one we read are reported.</summary>
internal static class UnknownWords
{
    private static readonly string[] Ours = ["evidence", "finding", "authorsTruncated"];

    /// <summary>CSL 1.0.2, https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables, and Zotero's additions.</summary>
    private static readonly FrozenSet<string> Csl = FrozenSet.ToFrozenSet(
    [
        "id", "type", "citation-key", "categories", "language", "journalAbbreviation", "shortTitle", "custom",
        "abstract", "annote", "archive", "archive_collection", "archive_location", "archive-place", "authority", "call-number",
        "citation-label", "collection-title", "container-title", "container-title-short", "dimensions", "division", "DOI", "event",
        "event-title", "event-place", "genre", "ISBN", "ISSN", "jurisdiction", "keyword", "medium", "note", "original-publisher",
        "original-publisher-place", "original-title", "part-title", "PMCID", "PMID", "publisher", "publisher-place", "references",
        "reviewed-genre", "reviewed-title", "scale", "source", "status", "title", "title-short", "URL", "volume-title", "year-suffix",
        "chapter-number", "citation-number", "collection-number", "edition", "first-reference-note-number", "issue", "locator",
        "number", "number-of-pages", "number-of-volumes", "page", "page-first", "part", "part-number", "printing", "printing-number",
        "section", "supplement", "supplement-number", "version", "volume", "accessed", "available-date", "event-date", "issued",
        "original-date", "submitted", "author", "chair", "collection-editor", "compiler", "composer", "container-author",
        "contributor", "curator", "director", "editor", "editor-translator", "editorial-director", "executive-producer", "guest",
        "host", "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer", "producer", "recipient",
        "reviewed-author", "script-writer", "series-creator", "translator",
    ]);

    private static readonly string[] Kinds =
    [
        "guideline", "clinical guideline", "practice guideline", "position statement", "consensus statement",
        "systematic review", "meta-analysis", "systematic review and meta-analysis", "network meta-analysis", "umbrella review",
        "randomised trial", "randomised controlled trial", "randomized trial", "randomized controlled trial", "cluster randomised trial",
        "crossover trial", "pilot trial", "non-randomised trial", "non-randomized trial", "clinical trial",
        "cohort", "cohort study", "prospective cohort", "retrospective cohort", "cross-sectional", "cross-sectional study",
        "case-control", "case-control study", "case-crossover", "case series", "case report", "observational study", "survey",
        "diagnostic study", "qualitative study", "laboratory study", "modelling study", "economic evaluation",
        "review", "narrative review", "scoping review", "rapid review", "editorial", "opinion", "expert opinion", "commentary", "letter",
    ];

    /// <summary>A kind of evidence contains one of these words; any longer description is a kind too.</summary>
    private static readonly string[] KindNames =
    [
        "guideline", "guidance", "statement", "recommendation", "consensus", "advice", "regulator", "decision", "policy", "standard", "law",
        "review", "analysis", "analyses", "trial", "cohort", "cross-section", "case-", "case series", "case report", "study", "studies", "survey", "registry", "audit",
        "experiment", "evaluation", "model", "series", "report", "editorial", "opinion", "commentary", "letter", "release", "news", "article", "interview", "qualitative",
        "book", "chapter", "thesis", "dissertation", "abstract", "protocol", "preprint", "data", "website", "web page", "leaflet", "fact sheet", "history",
    ];

    private static readonly FrozenDictionary<string, string> Abbreviations = new Dictionary<string, string>
    {
        ["RCT"] = "randomised trial",
        ["RCTs"] = "randomised trial",
        ["SR"] = "systematic review",
        ["SRMA"] = "systematic review and meta-analysis",
        ["MA"] = "meta-analysis",
        ["NMA"] = "network meta-analysis",
        ["CPG"] = "guideline",
        ["cross sectional"] = "cross-sectional",
        ["case control"] = "case-control",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>These affect how an article without volume and pages is printed.</summary>
    private static readonly string[] Statuses =
        ["in press", "in-press", "forthcoming", "accepted", "published online", "published online first", "online first", "ahead of print", "ahead-of-print", "early view"];

    /// <summary>Valid, and close to one of the statuses above.</summary>
    private static readonly string[] OtherStatuses = ["in print", "in-print", "published"];

    private static readonly FrozenSet<string> KnownWords = Kinds.SelectMany(WordsOf).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="at">Gives the offset in the file of a value of the entry.</param>
    public static void Report(JsonElement entry, SourceText source, string name, Func<object[], int> at, ICollection<Diagnostic> diagnostics)
    {
        foreach (var key in entry.EnumerateObject().Select(property => property.Name).Where(key => !Csl.Contains(key)).Distinct())
        {
            if ((Array.IndexOf(Ours, key) >= 0 ? key : DidYouMean.To(key, Ours)) is { } ours)
                diagnostics.Add(BibliographyDiagnostics.UnknownKey(source, at([key]), name, key, $"Did you mean “{ours}”, inside “custom”?"));
            else if (DidYouMean.To(key, Csl) is { } meant)
                diagnostics.Add(BibliographyDiagnostics.UnknownKey(source, at([key]), name, key, $"Did you mean “{meant}”?"));
        }

        if (TextOf(entry, "type") is { } type && !ReferenceTypes.IsKnown(type))
            diagnostics.Add(BibliographyDiagnostics.UnknownType(source, at(["type"]), name, type, ReferenceTypes.Meant(type)));
        if (TextOf(entry, "status") is { } status && !OtherStatuses.Concat(Statuses).Contains(status, StringComparer.OrdinalIgnoreCase) && DidYouMean.To(status, Statuses) is { } likely)
            diagnostics.Add(BibliographyDiagnostics.UnknownStatus(source, at(["status"]), name, status, likely));

        if (!entry.TryGetProperty("custom", out var custom) || custom.ValueKind != JsonValueKind.Object) return;
        foreach (var key in custom.EnumerateObject().Select(property => property.Name).Where(key => !Ours.Contains(key)).Distinct())
        {
            diagnostics.Add(BibliographyDiagnostics.UnknownKey(source, at(["custom", key]), name, key, DidYouMean.To(key, Ours) is { } meant
                ? $"Did you mean “{meant}”?"
                : $"The keys inside “custom” are {string.Join(", ", Ours)}."));
        }

        if (custom.TryGetProperty("evidence", out var evidence) && evidence.ValueKind == JsonValueKind.String && evidence.GetString()!.Trim() is { Length: > 0 } kind &&
            (Meant(kind), Abbreviations.GetValueOrDefault(kind)) is var (similar, whole) && (similar is not null || whole is not null || !NamesAKind(kind)))
        {
            diagnostics.Add(BibliographyDiagnostics.UnknownEvidence(source, at(["custom", "evidence"]), name, kind, whole ?? similar));
        }
    }

    /// <summary>However it is described: “retrospective case-comparison”, “official health advice”.</summary>
    private static bool NamesAKind(string evidence) => evidence.Length > 100 || KindNames.Any(name => evidence.Contains(name, StringComparison.OrdinalIgnoreCase));

    private static string? TextOf(JsonElement entry, string field) =>
        entry.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() is { Length: > 0 } text ? text : null;

    private static string? Meant(string evidence)
    {
        if (evidence.Length is 0 or > 100) return null;
        var words = WordsOf(evidence).ToList();
        if (words.TrueForAll(KnownWords.Contains)) return null;
        if (DidYouMean.To(evidence, Kinds) is { } kind) return kind;
        // One word of a longer description, such as “systemic review of cohort studies”; short words are too close to many others.
        var slip = words.Find(word => word.Length > 4 && !KnownWords.Contains(word) && Near(word) is not null);
        return slip is null ? null : evidence.Replace(slip, Near(slip), StringComparison.Ordinal);

        static string? Near(string word) => DidYouMean.To(word, KnownWords.Where(known => known.Length > 4).Order(StringComparer.Ordinal)) is { } meant
            // A plural is not a typo.
            && !word.StartsWith(meant, StringComparison.OrdinalIgnoreCase) && !word.Equals("studies", StringComparison.OrdinalIgnoreCase)
            ? meant
            : null;
    }

    private static IEnumerable<string> WordsOf(string kind) => kind.Split([' ', ',', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
}
