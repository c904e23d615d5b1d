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
    private Dictionary<ParsedArticle, RenderedArticle> _finished = NoneFinished();
    private Dictionary<Slug, ParsedArticle> _good = [];
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
            (_renderer, _sharedFingerprint, _finished) = (new ArticleRenderer(facts, people, bibliography, images), content.SharedFingerprint, NoneFinished());
        content = read(content, _renderer);
        diagnostics.AddRange(content.Diagnostics);
        var heldBack = new List<string>();
        var finished = Finish(content, _renderer, date, diagnostics, heldBack);
        var shown = finished.Where(article => IsVisible(article, date)).ToList();
        var changes = _last is null ? null : new EditionChanges(_last.Hash, NewIn(shown, _visible));
        var visible = shown.ToFrozenDictionary(article => article.Slug);
        // The next edition gets a dictionary of its own.
        var rendered = _finished;
        Edition? edition = null;
        edition = new Edition
        {
            ListsBefore = _last?.ListsSoFar,
            Changes = changes,
            HasUnreadFiles = diagnostics.Exists(problem => problem.Code == FileDiagnostics.CannotReadCode),
            Site = facts,
            Articles = visible,
            Hidden = [.. finished.Where(article => !IsVisible(article, date)).OrderBy(article => article.Slug)],
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
                diagnostics.Sort();
                return diagnostics;
            }),
            WordingOnDemand = new(() => WordingOf(content, rendered)),
            HeldBack = heldBack,
            Date = date,
            Hash = content.HashOn(date),
        };
        (_last, _visible) = (edition, shown);
        return edition;
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
        foreach (var (article, rendered) in measured) _finished[article] = rendered;
        return content;
    }

    private static Dictionary<string, Lazy<Wording>> WordingOf(ContentSnapshot content, Dictionary<ParsedArticle, RenderedArticle> finished)
    {
        var wording = new Dictionary<string, Lazy<Wording>>(content.Articles.Count, StringComparer.Ordinal);
        foreach (var file in content.Articles)
            if (file is { Value: { } article, IsCurrent: true } && finished.TryGetValue(article, out var printed)) wording.Add(article.Source.Path, printed.Wording);
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

    /// <summary>
    /// Renders every article in the version readers get. Reports the problems of the newest versions, and which articles are held back
    /// by them.
    /// </summary>
    private List<Article> Finish(ContentSnapshot content, ArticleRenderer articleRenderer, DateOnly date, List<Diagnostic> diagnostics, List<string> heldBack)
    {
        var before = _finished;
        _finished = NoneFinished(before.Count);
        var fresh = content.Articles.Select(file => file.Value).OfType<ParsedArticle>().Where(article => !before.ContainsKey(article)).ToList();
        if (fresh.Count > 1) PrintAll();
        var good = new Dictionary<Slug, ParsedArticle>(content.Articles.Count);
        var shown = new List<Article>(content.Articles.Count);
        foreach (var (file, path) in content.Articles.Zip(content.Listing.Markdown("articles").Select(file => file.Path)))
        {
            if (file.Value is not { } newest)
            {
                heldBack.Add(path);
                continue;
            }

            if (Print(newest) is not { } printed)
            {
                heldBack.Add(path);
                if (!_good.TryGetValue(newest.Slug, out var last) || Print(last) is not { } earlier) continue;
                good[newest.Slug] = last;
                shown.Add(earlier.Article);
                continue;
            }

            var found = printed.Diagnostics.Concat(InTheFuture(newest, date)).Where(diagnostic => !FollowsFromBroken(diagnostic, content)).ToArray();
            if (file.IsCurrent) diagnostics.AddRange(found);

            var isGood = file.IsCurrent && !file.Diagnostics.Concat(found).Any(Misleads);
            var version = isGood ? newest : _good.GetValueOrDefault(newest.Slug, newest);
            if (!isGood) heldBack.Add(path);
            if (isGood || _good.ContainsKey(newest.Slug)) good[newest.Slug] = version;
            if ((ReferenceEquals(version, newest) ? printed : Print(version)) is { } rendered) shown.Add(rendered.Article);
        }

        _good = good;
        return shown;

        // On all cores. One that fails is tried again below, and reported there.
        void PrintAll()
        {
            var printed = new RenderedArticle?[fresh.Count];
            Parallel.For(0, printed.Length, i =>
            {
                try
                {
                    printed[i] = articleRenderer.Render(fresh[i]);
                }
                catch (Exception)
                {
                    printed[i] = null;
                }
            });
            for (var i = 0; i < printed.Length; i++)
                if (printed[i] is { } done) _finished[fresh[i]] = done;
        }

        // A file that can't be rendered must not keep the others from being published.
        RenderedArticle? Print(ParsedArticle article)
        {
            if (_finished.TryGetValue(article, out var printed)) return printed;
            try
            {
                return _finished[article] = before.GetValueOrDefault(article) ?? articleRenderer.Render(article);
            }
            catch (Exception fault)
            {
                diagnostics.Add(FileDiagnostics.OurFault(article.Source.Path, fault));
                return null;
            }
        }
    }

    /// <summary>
    /// True for mistakes that hold a version back if there is a better one: a help box that is not recognised, a claim whose paper is
    /// unknown. Wrong numbers, links, HTML and invisible characters are printed as text or left out, and do no harm.
    /// </summary>
    private static bool Misleads(Diagnostic diagnostic) =>
        diagnostic.Severity == Severity.Error && diagnostic.Code is not ("ART017" or UnprintableCharacters.InTextCode) &&
        (diagnostic.Code.StartsWith("ART", StringComparison.Ordinal) || diagnostic.Code.StartsWith("REF", StringComparison.Ordinal));

    /// <summary>True if the mistake only follows from a data file that can't be read.</summary>
    private static bool FollowsFromBroken(Diagnostic diagnostic, ContentSnapshot content) => diagnostic.Code switch
    {
        "REF006" or "CIT007" => content.Bibliography is { IsCurrent: false } or { Value.IsWhole: false },
        "ART015" => content.People is { IsCurrent: false },
        _ => false,
    };

    /// <summary>For articles readers see, changes must not be dated in the future; for scheduled ones they may. Nobody schedules years ahead.</summary>
    private static IEnumerable<Diagnostic> InTheFuture(ParsedArticle article, DateOnly date)
    {
        var front = article.FrontMatter;
        if (front.Published > date)
            return front.Published > date.AddYears(1) ? [ArticleDiagnostics.FarAhead(article.Source, article.Offsets["published"], front.Published)] : [];
        if (!(front.Modified > date) && !(front.Withdrawn?.Date > date) && !front.Corrections.Any(correction => correction.Date > date)) return [];
        (string Key, DateOnly? Date)[] changes =
            [("modified", front.Modified), ("withdrawn", front.Withdrawn?.Date), .. front.Corrections.Select(correction => ("corrections", (DateOnly?)correction.Date))];
        return changes.Where(change => change.Date > date).Select(change =>
            ArticleDiagnostics.InTheFuture(article.Source, article.Offsets[change.Key], change.Key, change.Date.GetValueOrDefault()));
    }

    private static Dictionary<ParsedArticle, RenderedArticle> NoneFinished(int capacity = 0) =>
        new(capacity, (IEqualityComparer<ParsedArticle>)ReferenceEqualityComparer.Instance);
}
