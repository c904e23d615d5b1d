using BackSpasmSite.Content;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Search;

/// <summary>Something that was found.</summary>
/// <param name="Section">The heading of the section that the address leads to; null for a whole article or a paper.</param>
internal sealed record SearchHit(string Address, string Title, string? Section, IReadOnlyList<SnippetPart> Snippet)
{
    public string Name => Section is null ? Title : $"{Title} › {Section}";

    /// <summary>What a paper says about itself instead of a snippet: its authors and year.</summary>
    public bool IsPaper { get; init; }

    /// <inheritdoc cref="PaperStatus.Mark"/>
    public string? Mark { get; init; }
}

/// <summary>The answer to a query.</summary>
internal sealed record SearchResults
{
    public required IReadOnlyList<SearchHit> Hits { get; init; }

    /// <summary>Whether there is another page.</summary>
    public bool HasMore { get; init; }

    /// <summary>The query with the site's own words in place of unknown ones, which was searched for; null if every word is known, or nothing is like it.</summary>
    public string? Corrected { get; init; }

    /// <summary>The words that nothing has, and that are not like any that something has.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>Every word that nothing has.</summary>
    public IReadOnlyList<string> Missed { get; init; } = [];

    /// <summary>Whether nothing has all of the words, and these have some of them.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Whether the query names a warning sign, so that the help box comes first.</summary>
    public bool NamesWarningSign { get; init; }
}

/// <summary>Searches the articles and papers of an edition.</summary>
internal sealed class SiteSearch(SearchIndex index)
{
    public const int PageSize = 20;
    public const int LastPage = 50;

    private const int MostSuggestions = 8;
    private const int MostTitles = 2;

    /// <summary>Each takes a comparison with all words of the site. What has more unknown words is no question in its language.</summary>
    private const int MostCorrections = 12;

    /// <summary>The hits on one page: articles before papers, each once, with its best section. Null if the index is not available.</summary>
    /// <param name="topic">Finds only articles of this topic.</param>
    public SearchResults? Find(string typed, Edition edition, int page = 1, string? topic = null)
    {
        var typedQuery = SearchQuery.Parse(typed);
        var language = SearchLanguage.Of(edition.Site.Language);
        var isWarning = NamesWarningSign(typedQuery, edition);
        if (typedQuery.IsEmpty) return new SearchResults { Hits = [] };
        return index.Read(reader =>
        {
            var query = typedQuery.Completed(reader.Words);
            var corrected = Correct(query, reader, edition, language, out var unknown, out var missed);
            var searched = corrected ?? query;
            var clauses = Without(unknown, searched).Clauses(edition.Synonyms, language);
            var results = new SearchResults
            {
                Hits = [],
                Corrected = corrected?.Text,
                Unknown = unknown,
                Missed = missed,
                NamesWarningSign = isWarning || (corrected is not null && NamesWarningSign(corrected, edition)),
            };
            if (clauses.Count == 0) return results;
            results = Page(results, reader, SearchClause.All(clauses), searched.Phrase, edition, page, topic);
            return results.Hits.Count > 0 || clauses.Count == 1 || page > 1 ? results
                : Page(results with { IsPartial = true }, reader, SearchClause.Any(clauses), searched.Phrase, edition, page, topic);
        });
    }

    public static bool NamesWarningSign(string typed, Edition edition) => NamesWarningSign(SearchQuery.Parse(typed), edition);

    /// <summary>Titles and section headings that match what is being typed.</summary>
    public IReadOnlyList<SearchHit> Suggest(string typed, Edition edition)
    {
        var query = SearchQuery.Parse(typed);
        if (query.IsEmpty) return [];
        return index.Read(reader =>
        {
            var match = SearchClause.All(query.Completed(reader.Words).Clauses(edition.Synonyms, SearchLanguage.Of(edition.Site.Language))).InTitles;
            var hits = new List<SearchHit>();
            foreach (var found in reader.Headlines(match, MostSuggestions))
            {
                if (SearchEntry.ArticleAt(found.Key, edition) is not { } article) continue;
                if (found.IsTitle) hits.Add(new SearchHit(found.Key, article.Title, null, []));
                else hits.AddRange(reader.HeadingsOf(found.Id, match).Sections.Where(section => section.Heading.Contains(SearchReader.MarkStart, StringComparison.Ordinal)).Take(2)
                    .Select(section => SectionHit(article, found.Key, section, [])));
                if (hits.Count >= MostSuggestions) break;
            }

            return hits.Take(MostSuggestions).ToList();
        }) ?? [];
    }

    private static bool NamesWarningSign(SearchQuery query, Edition edition) =>
        edition.Synonyms.WarningSigns.Count > 0 && query.Names(edition.Synonyms.WarningSigns, SearchLanguage.Of(edition.Site.Language));

    private static SearchResults Page(SearchResults results, SearchReader reader, SearchExpression match, string phrase, Edition edition, int page, string? topic)
    {
        var (first, end) = ((page - 1) * PageSize, (page * PageSize) + 1);
        var articles = reader.Articles(match, phrase, topic is null ? end : int.MaxValue)
            .Select(found => (Found: found, Article: SearchEntry.ArticleAt(found.Key, edition)))
            .Where(found => found.Article is not null && (topic is null || found.Article.FrontMatter.Topics.Contains(topic)))
            .ToList();
        var papers = topic is not null || articles.Count >= end ? []
            : reader.Papers(match.InTitles, end - articles.Count).Where(found => PaperAt(found.Key, edition) is not null).ToList();
        var hits = articles.Skip(first).Take(PageSize).Select(found => Hit(reader, found.Found, found.Article!, match, edition))
            .Concat(papers.Skip(Math.Max(0, first - articles.Count)).Select(found => PaperHit(found.Key, edition)))
            .Take(PageSize);
        return results with { Hits = [.. hits], HasMore = articles.Count + papers.Count > page * PageSize && page < LastPage };
    }

    private static Reference? PaperAt(string key, Edition edition) => edition.Bibliography.FindNamed(Uri.UnescapeDataString(key[(key.LastIndexOf('/') + 1)..]));

    private static SearchHit PaperHit(string key, Edition edition)
    {
        var paper = PaperAt(key, edition)!;
        var authors = string.Join(", ", paper.Authors.Take(3).Select(author => author.FullName)) + (paper.Authors.Count > 3 ? " and others" : "");
        return new SearchHit(key, paper.Title, null, [new SnippetPart(string.Join(", ", new[] { authors, paper.Issued?.Year.ToString() }.Where(part => part is { Length: > 0 })), IsMarked: false)]) { IsPaper = true, Mark = paper.Status.Mark };
    }

    /// <summary>An article whose title matches is found as a whole; otherwise its section with the most of the words is, a heading counting more than text.</summary>
    private static SearchHit Hit(SearchReader reader, SearchMatch found, Article article, SearchExpression match, Edition edition)
    {
        if (found.IsTitle) return new SearchHit(found.Key, article.Title, null, Description(reader.DescriptionOf(found.Id, match.InTitles)));
        var text = reader.TextOf(found.Id, match.InText);
        var language = SearchLanguage.Of(edition.Site.Language);
        if (text.Sections.Count == 0) return new SearchHit(found.Key, article.Title, null, Description(null));
        // The edition may be newer than the index.
        var mayQuote = text.Holds == SearchEntry.HoldsOn(article, edition);
        var best = text.Sections.Select(section => (Section: section, InHeading: Snippet.MarkedWords(section.Heading, language), InText: Snippet.MarkedWords(section.Text, language)))
            .MaxBy(section => (section.InHeading.Union(section.InText).Count() * 3) + (section.InHeading.Count * 2));
        var inText = best.InText.Count > 0;
        if (best.InHeading.Count == 0 && !inText && text.Papers.Contains(SearchReader.MarkStart, StringComparison.Ordinal))
            return new SearchHit($"{found.Key}#references", article.Title, "References", mayQuote ? Titles(text.Papers) : []);
        return SectionHit(article, found.Key, best.Section, !mayQuote ? [] : inText ? Snippet.Of(best.Section.Text) : Description(null));

        IReadOnlyList<SnippetPart> Description(string? marked)
        {
            var parts = marked is null ? [] : Snippet.WholeOf(marked);
            return string.Concat(parts.Select(part => part.Text)) == article.FrontMatter.Description ? parts : [new SnippetPart(article.FrontMatter.Description, IsMarked: false)];
        }
    }

    /// <summary>The titles that were found, whole, because each ends with its mark if the paper was retracted.</summary>
    private static IReadOnlyList<SnippetPart> Titles(string papers) => Snippet.WholeOf(string.Join('\n',
        papers.Split('\n').Where(title => title.Contains(SearchReader.MarkStart, StringComparison.Ordinal)).Take(MostTitles)));

    private static SearchHit SectionHit(Article article, string key, EntrySection section, IReadOnlyList<SnippetPart> snippet) =>
        article.Headings.FirstOrDefault(heading => heading.Id == section.Id) is { } heading
            ? new SearchHit($"{key}#{heading.Id}", article.Title, heading.Text, snippet)
            : new SearchHit(key, article.Title, null, snippet);

    /// <summary>The query with the site's own words in place of those that nothing has; null if there is nothing to correct.</summary>
    private static SearchQuery? Correct(SearchQuery query, SearchReader reader, Edition edition, SearchLanguage language, out IReadOnlyList<string> unknown, out IReadOnlyList<string> missed)
    {
        var phrases = edition.Synonyms.Groups.SelectMany(group => group.Typed).Concat(edition.Synonyms.WarningSigns).ToList();
        var stems = phrases.SelectMany(language.StemsOfKnown).ToHashSet(StringComparer.Ordinal);
        var (terms, lost, without) = (new List<SearchTerm>(), new List<string>(), new List<string>());
        foreach (var term in query.Terms)
        {
            var folded = SearchLanguage.Fold(term.Text);
            if (term.IsPhrase || language.IsSmall(folded) || stems.Contains(language.Stem(folded)) || reader.Has(term.Match))
            {
                terms.Add(term);
                continue;
            }

            without.Add(term.Text);
            if (without.Count > MostCorrections)
            {
                lost.Add(term.Text);
                terms.Add(term);
                continue;
            }

            if (reader.Words.Halves(folded) is var (left, right))
            {
                terms.AddRange([term with { Text = left, IsPrefix = false }, term with { Text = right, IsPrefix = false }]);
                continue;
            }

            // A small word finds nothing.
            var meant = reader.Words.Nearest(folded) is { } near && !language.IsSmall(near) ? near : DidYouMean.To(folded, phrases.SelectMany(SearchWords.In).Select(SearchLanguage.Fold));
            if (meant is null) lost.Add(term.Text);
            terms.Add(meant is null ? term : term with { Text = meant, IsPrefix = false });
        }

        (unknown, missed) = (lost, without);
        return without.Count > lost.Count ? new SearchQuery(terms) : null;
    }

    private static SearchQuery Without(IReadOnlyList<string> unknown, SearchQuery query) => new([.. query.Terms.Where(term => term.IsPhrase || !unknown.Contains(term.Text))]);
}
