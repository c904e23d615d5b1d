using System.Text.Json;
using System.Text.RegularExpressions;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Tests.Incremental;

/// <summary>Everything that looks only at changes, each beside its counterpart that looks at everything.</summary>
internal sealed partial class IncrementalRun : IDisposable
{
    private readonly Random _random;
    private readonly RandomChanges _changes;
    private readonly EditionBuilder _builder;
    private readonly CurrentEdition _current = new();
    private readonly List<Edition> _earlier = [];
    private readonly FoundWords _found;
    private readonly RecordedVersions _recorded;

    /// <summary>By path, the hash of the newest version without a mistake that would mislead, or of the newest one at all.</summary>
    private readonly Dictionary<string, (string Hash, bool IsGood)> _versions = new(StringComparer.Ordinal);

    private FeedHistory _history = FeedHistory.Empty;
    private Edition? _inHistory;
    private readonly Dictionary<string, byte[]> _bytes = new(StringComparer.Ordinal);

    public IncrementalRun(int seed)
    {
        _random = new Random(seed);
        _changes = new RandomChanges(_random);
        _builder = _changes.Builder();
        _found = new FoundWords(_changes.DataPath);
        _recorded = new RecordedVersions(_changes.Folder, _changes.DataPath);
    }

    public List<string> Log { get; } = [];

    public void Dispose()
    {
        _recorded.Dispose();
        _found.Dispose();
        _changes.Dispose();
    }

    public async Task StepAsync()
    {
        for (var more = _random.Next(4) == 0 ? _random.Next(2, 5) : 1; more > 0; more--) Log.Add(_changes.Change());
        if (_random.Next(8) == 0) Hold();
        if (_random.Next(30) == 0) _current.PauseForm(_random.Next(2) == 0);
        _changes.List();
        var edition = _builder.Build(_changes.Listing, _changes.Now);
        CheckEdition(edition);
        CheckHistory(edition);
        if (_random.Next(10) > 0) _current.Publish(edition);
        _earlier.AddRange(_current.Edition is { } published ? [edition, published] : [edition]);
        if (_earlier.Count > 10) _earlier.RemoveRange(0, _earlier.Count - 10);
        foreach (var later in _earlier.TakeLast(2))
            foreach (var before in _earlier) CheckChanges(later, before);
        if (_current.Edition is not { } now) return;
        _found.CheckHolds(now);
        if (_random.Next(3) == 0)
        {
            Log.Add("update the index");
            _found.CheckUpdate(now);
        }

        if (_random.Next(2) == 0) await CheckRecordedAsync(now);
    }

    private async Task CheckRecordedAsync(Edition edition)
    {
        // The next change may come before the look.
        if (_random.Next(4) == 0) Log.Add(_changes.Change());
        if (_random.Next(20) == 0) _recorded.Restart();
        Log.Add("record");
        await _recorded.CheckAsync(edition, _changes.BytesOf);
    }

    private void Hold()
    {
        List<Hold> holds = _random.Next(3) == 0 || _current.Edition is not { Articles.Count: > 0 } edition ? []
            : [.. Enumerable.Range(0, 2).Select(_ => edition.Articles.Keys.Order().ElementAt(_random.Next(edition.Articles.Count))).Distinct()
                .Select(slug => new Hold(slug, _random.Next(2) == 0 ? null : Passage().Match(edition.Articles[slug].Source.Text).Value, null, null, "s-heat"))];
        _current.Hold(holds, []);
        Log.Add($"hold {string.Join(", ", holds.Select(hold => hold.Article))}");
    }

    [GeneratedRegex(@"It is \w+\.")]
    private static partial Regex Passage();

    private void CheckEdition(Edition edition)
    {
        // While site.yaml is broken, only the site remembers its time zone.
        var fresh = _changes.Builder().Build(_changes.Listing, _changes.HasSoundData ? _changes.Now : new DateTimeOffset(edition.Date, new TimeOnly(12, 0), TimeSpan.Zero));
        if (fresh.Date != edition.Date) fresh = _changes.Builder().Build(_changes.Listing, _changes.Now);
        Assert.Equal(fresh.Date, edition.Date);
        Assert.Equal(fresh.Hash, edition.Hash);
        Assert.Equal(fresh.HeldBack, edition.HeldBack);
        var newest = fresh.Articles.Values.Concat(fresh.Hidden).ToDictionary(article => article.Path, article => article.FileHash!);
        var paths = _changes.Listing.Markdown("articles").Select(file => file.Path).ToHashSet();
        foreach (var gone in _versions.Keys.Where(path => !paths.Contains(path)).ToList()) _versions.Remove(gone);
        foreach (var (path, hash) in newest)
        {
            if (!fresh.HeldBack.Contains(path)) _versions[path] = (hash, true);
            else if (!_versions.TryGetValue(path, out var known) || !known.IsGood) _versions[path] = (hash, false);
            if (_changes.BytesOf(path) is { } bytes) _bytes[hash] = bytes;
        }

        Assert.Equal(_versions.OrderBy(version => version.Key, StringComparer.Ordinal).Select(version => $"{version.Key} {version.Value.Hash}"),
            edition.Articles.Values.Concat(edition.Hidden).OrderBy(article => article.Path, StringComparer.Ordinal).Select(article => $"{article.Path} {article.FileHash}"));
        if (!_changes.HasSoundData) return;

        Assert.Equal(string.Join('\n', Problems(fresh, edition)), string.Join('\n', Problems(edition, edition)));
        var same = edition.HeldBack.Count == 0 ? fresh : AsShown(edition);
        Assert.Equal(same.Articles.Keys.Order(), edition.Articles.Keys.Order());
        Assert.Equal(edition.Articles.Values.OrderBy(article => article.Path, StringComparer.Ordinal), edition.Articles.Values);
        Assert.Equal(same.Hidden.Select(article => article.Slug), edition.Hidden.Select(article => article.Slug));
        foreach (var article in edition.Articles.Values.Concat(edition.Hidden)) Assert.Equal(Shown(same.FindAny(article.Slug)!, same), Shown(article, edition));
        Assert.Equal(same.Pages.Values.Select(page => page.Html).Order(), edition.Pages.Values.Select(page => page.Html).Order());
        Assert.Equal(Lists(same), Lists(edition));
    }

    /// <summary>Built from a folder that has the versions that readers have.</summary>
    private Edition AsShown(Edition edition)
    {
        var listing = _changes.Listing;
        foreach (var path in edition.HeldBack)
        {
            if (!_versions.TryGetValue(path, out var version)) listing = listing with { Files = [.. listing.Files.Where(file => file.Path != path)] };
            else listing = listing.With(new ContentFile(path, path, default) { Unsaved = _bytes[version.Hash] });
        }

        return _changes.Builder().Build(listing, _changes.Now);
    }

    /// <summary>Whether a link leads anywhere depends on the last good versions of other files.</summary>
    private static IEnumerable<string> Problems(Edition from, Edition edition) => from.Diagnostics
        .Where(problem => edition.HeldBack.Count == 0 || problem.Code is not ("LNK002" or "LNK003"))
        .Select(problem => $"{problem.Path}({problem.Line},{problem.Column}) {problem.Code}: {problem.Message}");

    private static string Shown(Article article, Edition edition) => string.Join('\n',
        [article.Path, article.Title, article.Author.Name, article.LeadHtml, article.FigureHtml, article.BodyHtml, article.MedicalText, article.Fingerprint, $"{edition.Articles.ContainsKey(article.Slug)}",
        .. article.References.Select(entry => $"{entry.Cited.Id} {entry.Cited.Reference?.Title} {entry.Cited.Reference?.Status.Mark}")]);

    private static string Lists(Edition edition) => string.Join('\n',
    [
        .. edition.Lists.NewestFirst.Select(article => $"{article.Slug}: {string.Join(' ', edition.Lists.Related(article, 5).Select(related => related.Slug))} {edition.Lists.Before(article)?.Slug}"),
        .. edition.Lists.Topics.Select(topic => $"{topic.Key}: {string.Join(' ', topic.Articles.Select(article => article.Slug))}"),
    ]);

    private void CheckHistory(Edition edition)
    {
        var (quick, whole) = (_history.With(edition, _inHistory), _history.With(edition));
        Assert.Equal(ReferenceEquals(whole, _history), ReferenceEquals(quick, _history));
        Assert.Equal(Json(whole), Json(quick));
        foreach (var (slug, article) in quick.Articles)
        {
            if (edition.Find(slug) is not null) Assert.False(article.IsGone);
            else if (!edition.HeldBack.Contains($"articles/{slug}.md")) Assert.True(article.IsGone, $"{slug} is gone.");
        }

        (_history, _inHistory) = (quick, edition);

        static string Json(FeedHistory history) => JsonSerializer.Serialize(history.Articles.OrderBy(article => article.Key, StringComparer.Ordinal));
    }

    private static void CheckChanges(Edition now, Edition before) => Assert.Equal(
        now.Articles.Values.Where(article => !ReferenceEquals(before.Find(article.Slug.ToString()), article)).Select(article => article.Path).Order(StringComparer.Ordinal),
        now.ChangedSince(before).Select(article => article.Path).Order(StringComparer.Ordinal));
}
