using System.Collections.Frozen;

namespace BackSpasmSite.Content;

/// <summary>
/// The articles that lists name, in the orders they need: a withdrawn one keeps its address and loses its place.
/// Made once for an edition.
/// </summary>
internal sealed class ArticleLists
{
    private readonly FrozenDictionary<Slug, int> _places;
    private readonly ILookup<string, Article> _byPaper;

    private ArticleLists(IReadOnlyList<Article> newestFirst)
    {
        NewestFirst = newestFirst;
        _places = newestFirst.Index().ToFrozenDictionary(place => place.Item.Slug, place => place.Index);
        _byPaper = By(article => article.FrontMatter.References);
        ByTopic = By(article => article.FrontMatter.Topics)
            .Select(articles => new Topic(articles.Key, [.. articles]))
            .ToFrozenDictionary(topic => topic.Key, StringComparer.Ordinal);
        Topics = [.. ByTopic.Values.OrderBy(topic => topic.Key, StringComparer.Ordinal)];
    }

    public static ArticleLists None { get; } = new([]);

    /// <summary>By the day of publication; those of one day by slug, so that every machine has the same order.</summary>
    public IReadOnlyList<Article> NewestFirst { get; }

    /// <summary>By name.</summary>
    public IReadOnlyList<Topic> Topics { get; }

    public FrozenDictionary<string, Topic> ByTopic { get; }

    /// <param name="visible">The articles readers can see, withdrawn ones included.</param>
    public static ArticleLists Of(IEnumerable<Article> visible) => new(
    [
        .. visible.Where(article => article.FrontMatter.Withdrawn is null)
            .OrderByDescending(article => article.FrontMatter.Published)
            .ThenBy(article => article.Slug),
    ]);

    /// <summary>An article's topics in its own order; one that no list has is left out.</summary>
    public IEnumerable<Topic> TopicsOf(Article article) => article.FrontMatter.Topics.Distinct().Select(key => ByTopic.GetValueOrDefault(key)).OfType<Topic>();

    /// <summary>What was published just before an article; null for the first one, and where it is in no list.</summary>
    public Article? Before(Article article) => At(article, +1);

    /// <summary>What was published just after an article; null for the newest one, and where it is in no list.</summary>
    public Article? After(Article article) => At(article, -1);

    /// <summary>
    /// The articles that have the most topics and papers in common with this one; of those with as many, the newer come first.
    /// </summary>
    public IReadOnlyList<Article> Related(Article article, int most) =>
    [
        .. TopicsOf(article).SelectMany(topic => topic.Articles)
            .Concat(article.FrontMatter.References.Distinct().SelectMany(paper => _byPaper[paper]))
            .CountBy(other => _places[other.Slug])
            .OrderByDescending(shared => shared.Value)
            .ThenBy(shared => shared.Key)
            .Select(shared => NewestFirst[shared.Key])
            .Where(other => other.Slug != article.Slug)
            .Take(most),
    ];

    private Article? At(Article article, int step) =>
        _places.TryGetValue(article.Slug, out var place) ? NewestFirst.ElementAtOrDefault(place + step) : null;

    private ILookup<string, Article> By(Func<Article, IReadOnlyList<string>> keys) => NewestFirst
        .SelectMany(article => keys(article).Distinct().Select(key => (key, article)))
        .ToLookup(pair => pair.key, pair => pair.article, StringComparer.Ordinal);
}

/// <summary>What some articles have in common.</summary>
/// <param name="Key">As articles write it, such as <c>warning-signs</c>.</param>
/// <param name="Articles">Newest first; never empty.</param>
internal sealed record Topic(string Key, IReadOnlyList<Article> Articles)
{
    /// <summary>As readers see it, such as "Warning signs".</summary>
    public string Name => $"{char.ToUpperInvariant(Key[0])}{Key[1..].Replace('-', ' ')}";

    public string Address => $"/topics/{Key}";
}
