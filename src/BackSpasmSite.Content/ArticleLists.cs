using System.Collections.Frozen;

namespace BackSpasmSite.Content;

/// <summary>
/// The articles to list, in the orders needed, computed once per edition. A withdrawn article keeps its address but is not listed.
/// </summary>
internal sealed class ArticleLists
{
    /// <summary>Of each article in <see cref="NewestFirst"/>; so are the numbers below.</summary>
    private readonly FrozenDictionary<Slug, int> _places;

    private readonly Lazy<ILookup<string, int>> _byPaper;
    private readonly Lazy<ILookup<string, int>> _byTopicPlaces;
    private readonly Lazy<FrozenDictionary<string, Topic>> _byTopic;
    private readonly Lazy<IReadOnlyList<Topic>> _topics;

    // Everything but the order is made when it is first needed.
    private ArticleLists(IReadOnlyList<Article> newestFirst, ArticleLists? same = null)
    {
        NewestFirst = newestFirst;
        _places = same?._places ?? newestFirst.Index().ToFrozenDictionary(place => place.Item.Slug, place => place.Index);
        _byPaper = same?._byPaper ?? new(() => By(newestFirst, PapersOf));
        _byTopicPlaces = same?._byTopicPlaces ?? new(() => By(newestFirst, article => article.FrontMatter.Topics));
        _byTopic = new(() => _byTopicPlaces.Value
            .Select(places => new Topic(places.Key, [.. places.Select(place => newestFirst[place])]))
            .ToFrozenDictionary(topic => topic.Key, StringComparer.Ordinal));
        _topics = new(() => [.. ByTopic.Values.OrderBy(topic => topic.Key, StringComparer.Ordinal)]);
    }

    public static ArticleLists None { get; } = new([]);

    /// <summary>By publication date, then by slug, so that the order is the same on every machine.</summary>
    public IReadOnlyList<Article> NewestFirst { get; }

    public IReadOnlyList<Topic> Topics => _topics.Value;

    public FrozenDictionary<string, Topic> ByTopic => _byTopic.Value;

    /// <param name="visible">The articles readers can see, withdrawn ones included.</param>
    /// <param name="before">Those of an earlier edition, from which everything is taken that did not change.</param>
    public static ArticleLists Of(IEnumerable<Article> visible, ArticleLists? before = null)
    {
        var listed = visible.Where(article => article.FrontMatter.Withdrawn is null).ToList();
        return before?.InSamePlaces(listed) is { } same
            ? new ArticleLists(same, before)
            : new ArticleLists([.. listed.OrderByDescending(article => article.FrontMatter.Published).ThenBy(article => article.Slug)]);
    }

    /// <summary>An article's topics in its own order, without those that no listed article has.</summary>
    public IEnumerable<Topic> TopicsOf(Article article) => article.FrontMatter.Topics.Distinct().Select(key => ByTopic.GetValueOrDefault(key)).OfType<Topic>();

    /// <summary>The article published just before this one; null for the first one and for one that is not listed.</summary>
    public Article? Before(Article article) => At(article, +1);

    /// <summary>The article published just after this one; null for the newest one and for one that is not listed.</summary>
    public Article? After(Article article) => At(article, -1);

    /// <summary>The articles that share the most topics and papers with this one; the newer first if they share as many.</summary>
    public IReadOnlyList<Article> Related(Article article, int most) =>
    [
        .. TopicsOf(article).SelectMany(topic => _byTopicPlaces.Value[topic.Key])
            .Concat(PapersOf(article).Distinct().SelectMany(paper => _byPaper.Value[paper]))
            .CountBy(place => place)
            .OrderByDescending(shared => shared.Value)
            .ThenBy(shared => shared.Key)
            .Select(shared => NewestFirst[shared.Key])
            .Where(other => other.Slug != article.Slug)
            .Take(most),
    ];

    private static IReadOnlyList<string> PapersOf(Article article) => [.. article.References.Select(entry => entry.Cited.Id)];

    private Article? At(Article article, int step) =>
        _places.TryGetValue(article.Slug, out var place) ? NewestFirst.ElementAtOrDefault(place + step) : null;

    /// <summary>The articles in order, if they have the same places, topics and papers as here; otherwise null.</summary>
    private Article[]? InSamePlaces(List<Article> listed)
    {
        if (listed.Count != NewestFirst.Count) return null;
        var articles = new Article[listed.Count];
        foreach (var article in listed)
        {
            if (!_places.TryGetValue(article.Slug, out var place)) return null;
            var (now, before) = (article, NewestFirst[place]);
            if (!ReferenceEquals(now, before) && (now.FrontMatter.Published != before.FrontMatter.Published ||
                !now.FrontMatter.Topics.SequenceEqual(before.FrontMatter.Topics) || !PapersOf(now).SequenceEqual(PapersOf(before)))) return null;
            articles[place] = article;
        }

        return articles;
    }

    private static ILookup<string, int> By(IReadOnlyList<Article> articles, Func<Article, IReadOnlyList<string>> keys) => articles.Index()
        .SelectMany(place => keys(place.Item).Distinct().Select(key => (key, place.Index)))
        .ToLookup(pair => pair.key, pair => pair.Index, StringComparer.Ordinal);
}

/// <summary>A topic and its articles.</summary>
/// <param name="Key">As in the articles, such as <c>warning-signs</c>.</param>
/// <param name="Articles">Newest first; never empty.</param>
internal sealed record Topic(string Key, IReadOnlyList<Article> Articles)
{
    /// <summary>As shown to readers, such as "Warning signs".</summary>
    public string Name => $"{char.ToUpperInvariant(Key[0])}{Key[1..].Replace('-', ' ')}";

    public string Address => $"/topics/{Key}";
}
