using System.Collections;
using System.Collections.Frozen;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content;

/// <summary>Everything readers can see at one moment. Immutable; changed content makes a new edition.</summary>
internal sealed record Edition
{
    private readonly Lazy<ArticleLists> _lists = new(ArticleLists.None);
    private readonly FrozenDictionary<Slug, Article> _hidden = FrozenDictionary<Slug, Article>.Empty;

    public required SiteMetadata Site { get; init; }

    /// <summary>The articles readers can see, by slug, withdrawn ones included.</summary>
    public required IReadOnlyDictionary<Slug, Article> Articles
    {
        get;
        init
        {
            field = value;
            _lists = new(() => ArticleLists.Of(value.Values, ListsBefore));
        }
    }

    /// <summary>Those of an earlier edition: most saves leave the order and the topics as they were.</summary>
    public ArticleLists? ListsBefore { private get; init; }

    /// <summary>Null if nobody has asked for them yet.</summary>
    public ArticleLists? ListsSoFar => _lists.IsValueCreated ? _lists.Value : null;

    /// <summary>The articles to list, in order.</summary>
    public ArticleLists Lists => _lists.Value;

    /// <summary>Drafts and scheduled articles, which readers can't see yet; <c>check</c> includes them.</summary>
    public required IReadOnlyList<Article> Hidden
    {
        get;
        init
        {
            field = value;
            _hidden = value.ToFrozenDictionary(article => article.Slug);
        }
    }

    public required FrozenDictionary<Slug, ContentPage> Pages { get; init; }

    /// <summary>By path relative to the content folder.</summary>
    public required FrozenDictionary<string, ImageFile> Images { get; init; }

    public required FrozenDictionary<string, Person> People
    {
        get;
        init
        {
            field = value;
            PeopleByName = new(value);
        }
    }

    /// <summary>Finds a person by the last part of an address.</summary>
    public ByAddressName<Person> PeopleByName { get; private init; } = new(FrozenDictionary<string, Person>.Empty);

    public required ReferenceLibrary Bibliography { get; init; }

    /// <summary>What is known of papers, also of those that the bibliography does not have yet.</summary>
    public RetractionList Retractions { get; init; } = RetractionList.Empty;

    /// <summary>What readers type and articles call something else.</summary>
    public Synonyms Synonyms { get; init; } = Synonyms.None;

    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>The last time a hold was lifted, for each article that ever had one.</summary>
    public IReadOnlyList<Lift> Lifts { get; init; } = [];

    /// <summary>What the feed has announced up to this edition; empty for an edition that readers never had, such as a preview.</summary>
    public FeedHistory History { get; init; } = FeedHistory.Empty;

    /// <summary>True if editors have paused the readers' form; a notice takes its place.</summary>
    public bool IsFormPaused { get; init; }

    /// <summary>What is new since the edition that was built before; null if there is none.</summary>
    public EditionChanges? Changes { private get; init; }

    /// <summary>Only for an edition whose articles have no texts yet: the whole article, or null if it can't be read at this moment.</summary>
    public Func<Article, Article?>? ReadAlone { get; init; }

    /// <summary>The article that readers see under this slug, which may be any text; null if there is none.</summary>
    public Article? Find(string? slug) => slug is not null && Slug.TryParse(slug, out var key) ? Articles.GetValueOrDefault(key) : null;

    /// <summary>The articles that an earlier edition did not show, or not in this version.</summary>
    /// <param name="before">If it is neither this one, perhaps with other holds, nor the one built just before, every article is compared. Null means that all are new.</param>
    public IEnumerable<Article> ChangedSince(Edition? before) => before is null ? Articles.Values
        : ReferenceEquals(before.Articles, Articles) ? []
        : ReferenceEquals(before.Articles, Changes?.Since) ? Changes!.Articles
        : Articles.Values.Where(article => !ReferenceEquals(before.Articles.GetValueOrDefault(article.Slug), article));

    /// <summary>The article with this slug, even if readers can't see it yet.</summary>
    public Article? FindAny(Slug slug) => Articles.GetValueOrDefault(slug) ?? _hidden.GetValueOrDefault(slug);

    /// <summary>True if the whole article is on hold, so that none of its text is shown.</summary>
    public bool IsDown(Article article) => Holds.Any(hold => hold.Article == article.Slug && hold.Quote is null);

    /// <summary>
    /// Every problem in the content except <see cref="Wording"/>, sorted by file and line. Found when first read (<see
    /// cref="DeferredList{T}"/>), because readers need not wait until every link of every article has been followed.
    /// </summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>
    /// How hard each article is to read, by its file. Measured on demand: it takes longer than building the rest of the edition, and no
    /// reader waits for it.
    /// </summary>
    public IReadOnlyDictionary<string, Lazy<Wording>> Wording => WordingOnDemand.Value;

    public Lazy<IReadOnlyDictionary<string, Lazy<Wording>>> WordingOnDemand { private get; init; } = new(FrozenDictionary<string, Lazy<Wording>>.Empty);

    /// <summary>
    /// The files of articles whose newest version is held back by a mistake: readers keep the last good version, if there is one.
    /// </summary>
    public IReadOnlyList<string> HeldBack { get; init; } = [];

    /// <summary>True if a file could not be opened. It may be readable at the next look, which its stamp would not show.</summary>
    public bool HasUnreadFiles { get; init; }

    /// <summary>Today in the site's time zone. Pages use this instead of the clock.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>SHA-256 over the content and the date: the same on every machine with the same content.</summary>
    public required string Hash { get; init; }
}

/// <param name="Since">The articles of the edition built before. Its hash is not enough: the same broken file may leave another version on show.</param>
/// <param name="Articles">Those that it did not show, or not in this version.</param>
internal sealed record EditionChanges(IReadOnlyDictionary<Slug, Article> Since, IReadOnlyList<Article> Articles);

/// <summary>A list that is made when it is first read.</summary>
/// <param name="make">Called once, by whichever thread reads first.</param>
internal sealed class DeferredList<T>(Func<IReadOnlyList<T>> make) : IReadOnlyList<T>
{
    private readonly Lazy<IReadOnlyList<T>> _items = new(make);

    public int Count => _items.Value.Count;

    public T this[int index] => _items.Value[index];

    public IEnumerator<T> GetEnumerator() => _items.Value.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
