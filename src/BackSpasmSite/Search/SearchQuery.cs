using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Search;

/// <summary>A word or a phrase that was typed.</summary>
/// <param name="Text">One word, or the words of a phrase with a space between them.</param>
/// <param name="IsPhrase">Typed in quotation marks.</param>
/// <param name="IsPrefix">Whether it may still be growing: it is the last word and has two characters or more.</param>
internal sealed record SearchTerm(string Text, bool IsPhrase = false, bool IsPrefix = false)
{
    /// <summary>Words of the site that it may grow to. FTS5's own prefixes take ten times as long.</summary>
    public IReadOnlyList<string> Completions { get; init; } = [];

    /// <summary>For FTS5. Always quoted, so that its grammar has no meaning in a query.</summary>
    public string Match => Completions.Count == 0 ? Quoted(Text) : $"({string.Join(" OR ", Completions.Prepend(Text).Select(Quoted))})";

    private static string Quoted(string text) => $"\"{text}\"";
}

/// <summary>What a reader typed.</summary>
internal sealed record SearchQuery(IReadOnlyList<SearchTerm> Terms)
{
    /// <summary>The most characters that are read.</summary>
    public const int LongestText = 200;

    /// <summary>The most parts of a query to the index. Hardly any article has more words of one query, and each takes time.</summary>
    private const int MostClauses = 12;

    private const int ShortestSlip = 4;

    public bool IsEmpty => Terms.Count == 0;

    public string Text => string.Join(' ', Terms.Select(term => term.IsPhrase ? $"“{term.Text}”" : term.Text));

    /// <summary>Everything as one phrase for FTS5.</summary>
    public string Phrase => $"\"{string.Join(' ', Terms.Select(term => term.Text))}\"";

    public static SearchQuery Parse(string? typed)
    {
        var terms = new List<SearchTerm>();
        var isPhrase = false;
        // The parts between quotation marks are by turns outside and inside a phrase; an open phrase ends with the text.
        foreach (var part in Shortened(typed).Split('"', '“', '”', '„', '«', '»'))
        {
            var words = SearchWords.In(part);
            if (isPhrase && words.Count > 0) terms.Add(new SearchTerm(string.Join(' ', words), IsPhrase: true));
            else terms.AddRange(words.Select(word => new SearchTerm(word)));
            isPhrase = !isPhrase;
        }

        if (terms is [.., { IsPhrase: false, Text.Length: > 1 } last]) terms[^1] = last with { IsPrefix = true };
        return new SearchQuery(terms);
    }

    /// <summary>The query with the words that its last one may grow to.</summary>
    public SearchQuery Completed(Vocabulary words) => Terms is not [.., { IsPrefix: true } last] ? this
        : new([.. Terms.SkipLast(1), last with { Completions = words.Completions(SearchLanguage.Fold(last.Text)) }]);

    /// <summary>Whether it names one of these things: all of the words of a phrase that matter are in it, in any order, and perhaps with a slip.</summary>
    public bool Names(IEnumerable<string> phrases, SearchLanguage language)
    {
        var stems = StemsOf(language);
        return phrases.Any(phrase => language.StemsOfKnown(phrase) is { Count: > 0 } needed && needed.All(stem => stems.Contains(stem) || stems.Any(typed => IsSlip(typed, stem))));
    }

    /// <summary>One wrong, missing or additional letter that is not the first. Short words are too much alike: “week” is no “wee”.</summary>
    private static bool IsSlip(string typed, string meant) => typed.Length >= ShortestSlip && meant.Length >= ShortestSlip && typed[0] == meant[0] &&
        Math.Abs(typed.Length - meant.Length) <= 1 && DidYouMean.Distance(typed, meant) <= 1;

    /// <summary>What the index has to match: all of these.</summary>
    public IReadOnlyList<SearchClause> Clauses(Synonyms synonyms, SearchLanguage language)
    {
        // A repeated word costs its time again and finds nothing more. The last one may be growing.
        var stems = Terms.Reverse().DistinctBy(term => (term.IsPhrase, SearchLanguage.Fold(term.Text))).Reverse()
            .Select(term => (Term: term, Stems: language.StemsOf(term.Text))).ToList();
        var all = StemsOf(language);
        var clauses = new List<SearchClause>();
        var groups = synonyms.Groups
            .SelectMany(group => group.Typed.Select(typed => (Stems: language.StemsOfKnown(typed), group.Means)))
            .Where(phrase => IsIn(phrase.Stems, all))
            .OrderByDescending(phrase => phrase.Stems.Count);
        foreach (var (phrase, means) in groups)
        {
            var covered = stems.Where(term => term.Stems.Any(phrase.Contains)).Select(term => term.Term).ToList();
            // A longer phrase has taken a word of this one.
            if (covered.Count == 0 || !phrase.All(stem => stems.Exists(term => term.Stems.Contains(stem)))) continue;
            stems.RemoveAll(term => covered.Contains(term.Term));
            var typed = string.Join(" AND ", covered.Select(term => term.Match));
            clauses.Add(new SearchClause([typed, .. means.Select(AsPhrase)], [typed, .. means.Select(meant => Broad(meant, language))]));
        }

        var large = stems.Where(term => term.Term.IsPhrase || !language.IsSmall(SearchLanguage.Fold(term.Term.Text))).ToList();
        clauses.AddRange((large.Count + clauses.Count > 0 ? large : stems).Select(term => new SearchClause([term.Term.Match], [term.Term.Match])));
        return [.. clauses.Take(MostClauses)];
    }

    private static string AsPhrase(string meant) => new SearchTerm(string.Join(' ', SearchWords.In(meant))).Match;

    /// <summary>A phrase of many words takes long to find in long texts: there, its large words have to be enough.</summary>
    private static string Broad(string meant, SearchLanguage language)
    {
        var words = SearchWords.In(meant);
        var large = words.Where(word => !language.IsSmall(SearchLanguage.Fold(word))).Distinct().ToList();
        return words.Count < 3 || large.Count == 0 ? AsPhrase(meant) : string.Join(" AND ", large.Select(AsPhrase));
    }

    private HashSet<string> StemsOf(SearchLanguage language) => [.. Terms.SelectMany(term => language.StemsOf(term.Text))];

    private static bool IsIn(IReadOnlyList<string> phrase, HashSet<string> stems) => phrase.Count > 0 && phrase.All(stems.Contains);

    private static string Shortened(string? typed) => typed is null ? "" : typed.Length <= LongestText ? typed : typed[..LongestText];
}

/// <summary>A part of a query that one of several expressions of FTS5 satisfies.</summary>
/// <param name="Alternatives">For titles and headings.</param>
/// <param name="InText">For long texts.</param>
internal sealed record SearchClause(IReadOnlyList<string> Alternatives, IReadOnlyList<string> InText)
{
    /// <summary>Finds what satisfies every clause.</summary>
    public static SearchExpression All(IReadOnlyList<SearchClause> clauses) => new(
        string.Join(" AND ", clauses.Select(clause => Either(clause.Alternatives))), string.Join(" AND ", clauses.Select(clause => Either(clause.InText))));

    /// <summary>Finds what satisfies any of the clauses.</summary>
    public static SearchExpression Any(IReadOnlyList<SearchClause> clauses) => new(
        string.Join(" OR ", clauses.Select(clause => $"({Either(clause.Alternatives)})")), string.Join(" OR ", clauses.Select(clause => $"({Either(clause.InText)})")));

    private static string Either(IReadOnlyList<string> alternatives) => alternatives.Count == 1 ? alternatives[0]
        : $"({string.Join(" OR ", alternatives.Select(one => one.Contains(" AND ", StringComparison.Ordinal) ? $"({one})" : one))})";
}

/// <summary>A whole query for FTS5: in titles and headings, and in long texts.</summary>
internal sealed record SearchExpression(string InTitles, string InText);
