using System.Collections.Concurrent;
using System.Collections.Frozen;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.FrontMatter;

namespace BackSpasmSite.Content;

/// <summary>
/// Builds editions of a content folder. Keeps state between editions: an unchanged file is not read again, and a broken file keeps its
/// last good version. Not thread-safe.
/// </summary>
/// <param name="drafts">True to show drafts to readers.</param>
/// <param name="articleChecked">
/// If given, the wording of each article is measured as soon as it is read, because <c>check</c> needs it of every one; called after each,
/// from any thread.
/// </param>
internal sealed class EditionBuilder(ContentFolder folder, bool drafts, Action? articleChecked = null)
{
    private readonly ContentReader _reader = new() { ArticleRead = articleChecked };
    private readonly ArticleDecisions _decisions = new();
    private SiteMetadata? _site;
    private Synonyms? _synonyms;
    private Dictionary<string, ParsedPerson> _people = [];
    private ReferenceLibrary? _bibliography;
    private RetractionList _retractions = RetractionList.Empty;
    private string _sharedFingerprint = "";
    private ArticleRenderer? _renderer;
    private Edition? _last;

    /// <summary>The articles of the last edition that readers can see, sorted by path.</summary>
    private List<Article> _visible = [];

    /// <summary>Reading that was begun before the first edition was asked for.</summary>
    private Task _ahead = Task.CompletedTask;

    /// <summary>True if one edition is built, and nobody reads an article's text or source in it: they are not kept. Only where articles are measured.</summary>
    public bool ForgetsTexts { get; init; }

    /// <summary>Begins to read the files in the background, so that the first edition finds them read.</summary>
    /// <param name="most">With more articles than this, nothing is read ahead.</param>
    public void ReadAhead(int most) => _ahead = Task.Run(() =>
    {
        try
        {
            var listing = folder.List();
            if (!listing.Markdown("articles").Skip(most).Any()) _reader.ReadArticles(_reader.ReadAllButArticles(listing));
        }
        catch (Exception)
        {
            // The first edition meets it again and reports it.
        }
    });

    /// <summary>See <see cref="ContentReader.FingerprintOf"/>.</summary>
    public string? FingerprintOf(string path)
    {
        _ahead.Wait();
        return _reader.FingerprintOf(path);
    }

    /// <summary>An edition of the folder as it is now.</summary>
    /// <param name="now">Decides which scheduled articles are visible.</param>
    /// <exception cref="IOException">The folder is missing or can't be listed.</exception>
    public Edition Build(DateTimeOffset now) => Build(folder.List(), now);

    public Edition Build(ContentListing listing, DateTimeOffset now)
    {
        _ahead.Wait();
        return Build(_reader.ReadAllButArticles(listing), ReadArticles, now);
    }

    /// <summary>
    /// For the first seconds of a site with thousands of articles, while <see cref="Build(ContentListing, DateTimeOffset)"/> takes longer than
    /// readers should wait: everything but the articles' texts. An article that is asked for is read alone (<see cref="Edition.ReadAlone"/>).
    /// </summary>
    public Edition BuildFronts(ContentListing listing, DateTimeOffset now)
    {
        _ahead.Wait();
        // Another builder, because nothing of this must become a last good version.
        var fronts = new EditionBuilder(folder, drafts);
        var edition = fronts.Build(_reader.ReadFronts(listing), (content, _) => content, now);
        var renderer = fronts._renderer!;
        return edition with
        {
            ReadAlone = article => listing.Find(article.Path) is { } file && ContentReader.ReadAlone(file) is { } parsed ? renderer.Render(parsed).Article : null,
        };
    }

    /// <param name="read">Adds the articles, if the content has none yet.</param>
    private Edition Build(ContentSnapshot content, Func<ContentSnapshot, ArticleRenderer, ContentSnapshot> read, DateTimeOffset now)
    {
        var diagnostics = new List<Diagnostic>();
        var facts = _site = (content.Site?.Value ?? new SiteMetadata()).With(_site);
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, facts.TimeZone).DateTime);
        // A broken picture has no last good version: its bytes are gone, and only its alt text is left.
        var images = content.Images.Where(image => image.IsCurrent).Select(image => image.Value! with { FullPath = image.Stamp.Place ?? "" }).ToFrozenDictionary(image => image.Path);
        _people = (content.People?.Value ?? []).Select(person => person.With(_people.GetValueOrDefault(person.Person.Key))).ToDictionary(person => person.Person.Key, StringComparer.Ordinal);
        var people = Portraits.Add(_people.Values, images, diagnostics);
        _synonyms = (content.Synonyms?.Value ?? Synonyms.None).With(_synonyms);
        _retractions = content.Retractions?.Value?.With(_retractions) ?? RetractionList.Empty;
        var bibliography = WholeBibliography(content).With(_retractions);

        // Articles keep the renderer that they were made with, so it changes only when they have to be made again.
        if (_renderer is null || content.SharedFingerprint != _sharedFingerprint)
            (_renderer, _sharedFingerprint) = (new ArticleRenderer(facts, people, bibliography, images), content.SharedFingerprint);
        content = read(content, _renderer);
        diagnostics.AddRange(content.Diagnostics);
        var decisions = _decisions.Of(content, _renderer, date);
        var (visible, hidden, heldBack) = (new List<Article>(decisions.Count), new List<Article>(), new List<string>());
        foreach (var decision in decisions)
        {
            if (decision.Diagnostics.Count > 0) diagnostics.AddRange(decision.Diagnostics);
            if (decision.IsHeldBack) heldBack.Add(decision.Path);
            if (decision.Shown is { Article: var article }) (IsVisible(article, date) ? visible : hidden).Add(article);
        }

        var changed = NewIn(visible, _visible);
        Edition? edition = null;
        edition = new Edition
        {
            ListsBefore = _last?.ListsSoFar,
            Changes = _last is null ? null : new EditionChanges(_last.Articles, changed),
            HasUnreadFiles = diagnostics.Exists(problem => problem.Code == FileDiagnostics.CannotReadCode),
            Site = facts,
            Articles = BySlug(visible, changed),
            Hidden = [.. hidden.OrderBy(article => article.Slug)],
            Pages = content.Pages.Select(page => page.Value).OfType<ParsedPage>().Select(_renderer.Render).ToFrozenDictionary(page => page.Slug),
            Images = images,
            People = people,
            Bibliography = bibliography,
            Retractions = _retractions,
            Synonyms = _synonyms,
            Diagnostics = new DeferredList<Diagnostic>(() =>
            {
                LinkCheck.Run(content, edition!, diagnostics);
                RedirectCheck.Run(content, diagnostics);
                // Several at one place stay in the order in which they were found.
                return [.. diagnostics.Order()];
            }),
            WordingOnDemand = new(() => WordingOf(decisions)),
            HeldBack = heldBack,
            Date = date,
            Hash = content.HashOn(date),
        };
        (_last, _visible) = (edition, visible);
        return edition;
    }

    /// <param name="changed">Those that the last edition did not have.</param>
    private Dictionary<Slug, Article> BySlug(List<Article> visible, List<Article> changed)
    {
        // After most saves the slugs are the same, and copying is many times as fast as hashing thousands of them.
        if (_last?.Articles is not { } last || last.Count != visible.Count || !changed.TrueForAll(article => last.ContainsKey(article.Slug))) return visible.ToDictionary(article => article.Slug);
        var articles = new Dictionary<Slug, Article>(last);
        foreach (var article in changed) articles[article.Slug] = article;
        return articles;
    }

    /// <summary>The articles that are not in another list, which is sorted by path like this one.</summary>
    private static List<Article> NewIn(List<Article> now, List<Article> before)
    {
        var (changed, next) = (new List<Article>(), 0);
        foreach (var article in now)
        {
            while (next < before.Count && !ReferenceEquals(before[next], article) && string.CompareOrdinal(before[next].Path, article.Path) < 0) next++;
            if (next < before.Count && ReferenceEquals(before[next], article)) next++;
            else changed.Add(article);
        }

        return changed;
    }

    private ContentSnapshot ReadArticles(ContentSnapshot content, ArticleRenderer renderer)
    {
        if (articleChecked is null) return _reader.ReadArticles(content);
        var measured = new ConcurrentBag<(ParsedArticle Article, RenderedArticle Rendered)>();
        content = _reader.ReadArticles(content, (article, tree) =>
        {
            try
            {
                var kept = ForgetsTexts ? article with { Source = tree.Source.WithoutText() } : article;
                measured.Add((kept, renderer.Measure(kept, tree)));
                return kept;
            }
            catch (Exception)
            {
                // It is rendered again below, and reported there.
                return article;
            }
        });
        foreach (var (article, rendered) in measured) _decisions.Remember(article, rendered);
        return content;
    }

    private static Dictionary<string, Lazy<Wording>> WordingOf(IReadOnlyList<ArticleDecision> decisions)
    {
        var wording = new Dictionary<string, Lazy<Wording>>(decisions.Count, StringComparer.Ordinal);
        foreach (var decision in decisions)
            if (decision is { File.IsCurrent: true, Newest: { } newest }) wording.Add(decision.Path, newest.Wording);
        return wording;
    }

    /// <summary>
    /// Entries that can't be read any more keep their last good version; otherwise every claim that cites them would lose its evidence.
    /// </summary>
    private ReferenceLibrary WholeBibliography(ContentSnapshot content)
    {
        var newest = content.Bibliography switch
        {
            null => ReferenceLibrary.Empty,
            { IsCurrent: true, Value: { } whole } => whole,
            { Value: { } older } => older.Partial(),
            _ => ReferenceLibrary.Empty.Partial(),
        };
        return _bibliography = _bibliography is null ? newest : newest.With(_bibliography);
    }

    private bool IsVisible(Article article, DateOnly date) =>
        article.FrontMatter.Published <= date && (drafts || !article.FrontMatter.Draft);
}
