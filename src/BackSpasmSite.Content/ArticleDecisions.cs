using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Content;

/// <summary>
/// Decides which version of each article readers get: the newest, or the last good one while a mistake in the newest would mislead them. A decision stays until its file,
/// or something that all articles share, has changed, so that a save need not look at thousands of other articles again.
/// </summary>
internal sealed class ArticleDecisions
{
    private List<ArticleDecision> _last = [];
    private Circumstances? _lastCircumstances;

    /// <summary>What has been rendered since the last decisions.</summary>
    private Dictionary<ParsedArticle, RenderedArticle> _rendered = NoneRendered();

    /// <summary>For the next decisions: an article that was rendered while it was read.</summary>
    public void Remember(ParsedArticle article, RenderedArticle rendered) => _rendered[article] = rendered;

    /// <returns>One for each article's file, in the order of the listing.</returns>
    public IReadOnlyList<ArticleDecision> Of(ContentSnapshot content, ArticleRenderer renderer, DateOnly date)
    {
        var circumstances = new Circumstances(renderer, date, content.Bibliography is not ({ IsCurrent: false } or { Value.IsWhole: false }), content.People is not { IsCurrent: false });
        var files = WithLast(content);
        RenderAhead(files.Where(file => !IsDecided(file, circumstances)), renderer);
        _last = files.ConvertAll(file => IsDecided(file, circumstances) ? file.Last! : Decide(file, circumstances));
        (_lastCircumstances, _rendered) = (circumstances, NoneRendered());
        return _last;
    }

    /// <summary>Each file with what was last decided about it. Both lists are sorted by path.</summary>
    private List<ArticleOnDisk> WithLast(ContentSnapshot content)
    {
        var (files, next) = (new List<ArticleOnDisk>(content.Articles.Count), 0);
        foreach (var (file, path) in content.Articles.Zip(content.Listing.Markdown("articles").Select(listed => listed.Path)))
        {
            while (next < _last.Count && !ReferenceEquals(_last[next].File, file) && string.CompareOrdinal(_last[next].Path, path) < 0) next++;
            var isThere = next < _last.Count && (ReferenceEquals(_last[next].File, file) || _last[next].Path == path);
            files.Add(new ArticleOnDisk(path, file, isThere ? _last[next++] : null));
        }

        return files;
    }

    private bool IsDecided(ArticleOnDisk file, Circumstances circumstances) => file.Last is { HasFault: false } last && ReferenceEquals(last.File, file.File) && circumstances == _lastCircumstances;

    /// <summary>On all cores. One that fails is tried again when it is decided, and reported there.</summary>
    private void RenderAhead(IEnumerable<ArticleOnDisk> files, ArticleRenderer renderer)
    {
        var fresh = files.Where(file => file.File.Value is { } newest && AlreadyRendered(newest, file.Last, renderer) is null).Select(file => file.File.Value!).ToList();
        if (fresh.Count < 2) return;
        var rendered = new RenderedArticle?[fresh.Count];
        Parallel.For(0, rendered.Length, i =>
        {
            try
            {
                rendered[i] = renderer.Render(fresh[i]);
            }
            catch (Exception)
            {
                rendered[i] = null;
            }
        });
        for (var i = 0; i < rendered.Length; i++)
            if (rendered[i] is { } done) Remember(fresh[i], done);
    }

    private ArticleDecision Decide(ArticleOnDisk file, Circumstances circumstances)
    {
        var ((path, read, last), faults) = (file, new List<Diagnostic>());
        if (read.Value is not { } newest) return new ArticleDecision(path, read) { IsHeldBack = true };

        var rendered = Render(newest);
        Diagnostic[] problems = rendered is null ? [] : [.. rendered.Diagnostics.Concat(InTheFuture(newest, circumstances.Date)).Where(problem => !FollowsFromBroken(problem, circumstances))];
        var isGood = rendered is not null && read.IsCurrent && !read.Diagnostics.Concat(problems).Any(Misleads);
        var good = isGood ? newest : last?.Good;
        var shown = good is null || ReferenceEquals(good, newest) ? rendered : Render(good);
        return new ArticleDecision(path, read)
        {
            Newest = rendered,
            Good = good,
            Shown = shown,
            IsHeldBack = !isGood,
            Diagnostics = read.IsCurrent ? [.. faults, .. problems] : faults,
            HasFault = faults.Count > 0,
        };

        // An article that can't be rendered must not keep the others from being published.
        RenderedArticle? Render(ParsedArticle article)
        {
            try
            {
                return AlreadyRendered(article, last, circumstances.Renderer) ?? circumstances.Renderer.Render(article);
            }
            catch (Exception fault)
            {
                faults.Add(FileDiagnostics.OurFault(path, fault));
                return null;
            }
        }
    }

    /// <summary>Null if the article has to be rendered.</summary>
    private RenderedArticle? AlreadyRendered(ParsedArticle article, ArticleDecision? last, ArticleRenderer renderer)
    {
        if (_rendered.TryGetValue(article, out var rendered)) return rendered;
        if (last is null || !ReferenceEquals(renderer, _lastCircumstances?.Renderer)) return null;
        return ReferenceEquals(article, last.File.Value) ? last.Newest : ReferenceEquals(article, last.Good) ? last.Shown : null;
    }

    /// <summary>
    /// True for mistakes that hold a version back if there is a better one: a help box that is not recognised, a claim whose paper is
    /// unknown. Wrong numbers, links, HTML and invisible characters are printed as text or left out, and do no harm.
    /// </summary>
    private static bool Misleads(Diagnostic diagnostic) =>
        diagnostic.Severity == Severity.Error && diagnostic.Code is not ("ART017" or UnprintableCharacters.InTextCode) &&
        (diagnostic.Code.StartsWith("ART", StringComparison.Ordinal) || diagnostic.Code.StartsWith("REF", StringComparison.Ordinal));

    /// <summary>True if the mistake only follows from a data file that can't be read.</summary>
    private static bool FollowsFromBroken(Diagnostic diagnostic, Circumstances circumstances) => diagnostic.Code switch
    {
        "REF006" or "CIT007" => !circumstances.IsBibliographyWhole,
        "ART015" => !circumstances.ArePeopleCurrent,
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

    private static Dictionary<ParsedArticle, RenderedArticle> NoneRendered() => new((IEqualityComparer<ParsedArticle>)ReferenceEqualityComparer.Instance);

    /// <param name="Last">What was decided for the last edition; null if it did not have the file.</param>
    private readonly record struct ArticleOnDisk(string Path, CachedFile<ParsedArticle> File, ArticleDecision? Last);

    /// <summary>What a decision depends on besides its file.</summary>
    private sealed record Circumstances(ArticleRenderer Renderer, DateOnly Date, bool IsBibliographyWhole, bool ArePeopleCurrent);
}

/// <summary>What was decided about an article's file.</summary>
internal sealed record ArticleDecision(string Path, CachedFile<ParsedArticle> File)
{
    /// <summary>The file's newest version that could be read; null if there is none, or it can't be rendered.</summary>
    public RenderedArticle? Newest { get; init; }

    /// <summary>The last version without a mistake that would mislead readers.</summary>
    public ParsedArticle? Good { get; init; }

    /// <summary>What readers get, once it is published: <see cref="Good"/> if there is one.</summary>
    public RenderedArticle? Shown { get; init; }

    /// <summary>True if readers don't get the version on the disk because of a mistake in it.</summary>
    public bool IsHeldBack { get; init; }

    /// <summary>What is wrong with the newest version that only shows together with other files.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>True if a bug kept a version from being rendered, which is tried again for the next edition.</summary>
    public bool HasFault { get; init; }
}
