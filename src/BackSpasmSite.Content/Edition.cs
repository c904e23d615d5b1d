using System.Collections.Frozen;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content;

/// <summary>All that readers can see at one moment. It never changes; a change of content makes another.</summary>
internal sealed record Edition
{
    public required SiteMetadata Site { get; init; }

    /// <summary>The articles readers can see, withdrawn ones included, by slug.</summary>
    public required FrozenDictionary<Slug, Article> Articles
    {
        get;
        init
        {
            field = value;
            Lists = ArticleLists.Of(value.Values);
        }
    }

    /// <summary>The articles that lists name, in order.</summary>
    public ArticleLists Lists { get; private init; } = ArticleLists.None;

    /// <summary>Drafts and scheduled articles that readers cannot see yet; <c>check</c> looks at them too.</summary>
    public required IReadOnlyList<Article> Hidden { get; init; }

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

    /// <summary>Whom a reader means by the last part of an address.</summary>
    public ByAddressName<Person> PeopleByName { get; private init; } = new(FrozenDictionary<string, Person>.Empty);

    public required ReferenceLibrary Bibliography { get; init; }

    /// <summary>What is being checked at the moment.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>When what was being checked was settled, once for each article where something ever was.</summary>
    public IReadOnlyList<Lift> Lifts { get; init; } = [];

    /// <summary>What the feed has told up to this edition; empty for an edition that readers never had, such as a preview.</summary>
    public FeedHistory History { get; init; } = FeedHistory.Empty;

    /// <summary>Whether editors have paused the readers' form: there is a notice in its place.</summary>
    public bool IsFormPaused { get; init; }

    /// <summary>The article that readers see under this slug, which may be any text; null where there is none.</summary>
    public Article? Find(string? slug) => slug is not null && Slug.TryParse(slug, out var key) ? Articles.GetValueOrDefault(key) : null;

    /// <summary>The article with this slug, also one that readers do not see yet.</summary>
    public Article? FindAny(Slug slug) => Articles.GetValueOrDefault(slug) ?? Hidden.FirstOrDefault(hidden => hidden.Slug == slug);

    /// <summary>Whether the whole article is being checked, so that none of its words are shown.</summary>
    public bool IsDown(Article article) => Holds.Any(hold => hold.Article == article.Slug && hold.Quote is null);

    /// <summary>Every mistake in the content but those of <see cref="Wording"/>, sorted by file and line.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>
    /// Where articles are hard to read, by the article's file. Measured when somebody asks: it takes longer than all the rest of
    /// an edition, and no reader waits for it.
    /// </summary>
    public FrozenDictionary<string, Lazy<IReadOnlyList<Diagnostic>>> Wording { get; init; } = FrozenDictionary<string, Lazy<IReadOnlyList<Diagnostic>>>.Empty;

    /// <summary>
    /// The articles' files whose newest version is held back by a mistake in it: readers keep the last good one, where there is one.
    /// </summary>
    public IReadOnlyList<string> HeldBack { get; init; } = [];

    /// <summary>Today in the site's time zone. Pages ask the edition, never the clock.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>SHA-256 over the content and the date: two machines with the same content have the same.</summary>
    public required string Hash { get; init; }
}
