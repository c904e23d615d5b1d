using System.Text.Json;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Options;
using BackSpasmSite.Search;
using Microsoft.Data.Sqlite;

namespace BackSpasmSite.Tests.Incremental;

/// <summary>
/// After each change the site looks only at what changed. Whatever the changes were, the result has to be the one of looking at everything.
/// </summary>
public sealed class IncrementalWorkTests
{
    [Theory]
    [InlineData(1)]
    public async Task Looking_only_at_what_changed_gives_what_looking_at_everything_gives(int seed)
    {
        var many = Environment.GetEnvironmentVariable("BREAK_STEPS") is { } steps ? int.Parse(steps, null) : 60;
        var first = Environment.GetEnvironmentVariable("BREAK_SEED") is { } from ? int.Parse(from, null) : seed;
        var last = Environment.GetEnvironmentVariable("BREAK_SEEDS") is { } count ? first + int.Parse(count, null) : first + 1;
        for (var at = first; at < last; at++) await RunAsync(at, many);
    }

    private static async Task RunAsync(int seed, int steps)
    {
        using var run = new IncrementalRun(seed);
        try
        {
            for (var step = 0; step < steps; step++) await run.StepAsync();
        }
        catch (Exception wrong)
        {
            throw new InvalidOperationException($"Seed {seed}:\n{string.Join('\n', run.Log.TakeLast(40))}\n{wrong}", wrong);
        }
    }
}

/// <summary>Everything that looks only at changes, each beside its counterpart that looks at everything.</summary>
internal sealed class IncrementalRun : IDisposable
{
    private readonly Random _random;
    private readonly RandomChanges _changes;
    private readonly EditionBuilder _builder;
    private readonly CurrentEdition _current = new();
    private readonly List<Edition> _earlier = [];
    private readonly SearchIndex _index;
    private readonly RecordedVersions _recorded;

    /// <summary>By path, the hash of the newest version without a mistake that would mislead, or of the newest one at all.</summary>
    private readonly Dictionary<string, (string Hash, bool IsGood)> _versions = new(StringComparer.Ordinal);

    private FeedHistory _history = FeedHistory.Empty;
    private Edition? _inHistory;
    private Dictionary<string, byte[]> _bytes = new(StringComparer.Ordinal);

    public IncrementalRun(int seed)
    {
        _random = new Random(seed);
        _changes = new RandomChanges(_random);
        _builder = _changes.Builder();
        _index = NewIndex("search");
        _recorded = new RecordedVersions(_changes.Folder, _changes.DataPath);
    }

    public List<string> Log { get; } = [];

    public void Dispose()
    {
        _recorded.Dispose();
        _index.Dispose();
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
        foreach (var now in _earlier.TakeLast(2))
            foreach (var before in _earlier) CheckChanges(now, before);
        if (_random.Next(3) == 0) CheckSearch(_current.Edition ?? edition);
        if (_random.Next(2) == 0) await CheckRecordedAsync(_current.Edition ?? edition);
    }

    private async Task CheckRecordedAsync(Edition edition)
    {
        // The next change may come before the look.
        if (_random.Next(4) == 0) Log.Add(_changes.Change());
        if (_random.Next(20) == 0) _recorded.Restart();
        Log.Add("record");
        await _recorded.CheckAsync(edition, _changes.BytesOf);
    }

    private SearchIndex NewIndex(string name)
    {
        var path = Path.Combine(_changes.DataPath, name);
        Directory.CreateDirectory(path);
        return new SearchIndex(Microsoft.Extensions.Options.Options.Create(new SiteOptions { DataPath = path }));
    }

    private void Hold()
    {
        List<Hold> holds = _random.Next(3) == 0 || _current.Edition is not { Articles.Count: > 0 } edition ? []
            : [.. Enumerable.Range(0, 2).Select(_ => edition.Articles.Keys.Order().ElementAt(_random.Next(edition.Articles.Count))).Distinct()
                .Select(slug => new Hold(slug, _random.Next(2) == 0 ? null : "It is zebra.", null, null, "s-heat"))];
        _current.Hold(holds, []);
        Log.Add($"hold {string.Join(", ", holds.Select(hold => hold.Article))}");
    }

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
            else listing = listing.With(new BackSpasmSite.Content.Files.ContentFile(path, path, default) { Unsaved = _bytes[version.Hash] });
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
        (_history, _inHistory) = (quick, edition);

        static string Json(FeedHistory history) => JsonSerializer.Serialize(history.Articles.OrderBy(article => article.Key, StringComparer.Ordinal));
    }

    private static void CheckChanges(Edition now, Edition before) => Assert.Equal(
        now.Articles.Values.Where(article => !ReferenceEquals(before.Find(article.Slug.ToString()), article)).Select(article => article.Path).Order(StringComparer.Ordinal),
        now.ChangedSince(before).Select(article => article.Path).Order(StringComparer.Ordinal));

    private void CheckSearch(Edition edition)
    {
        Log.Add("search");
        _index.Update(edition, TestContext.Current.CancellationToken);
        using var anew = NewIndex($"anew");
        SearchFile.Delete(anew.Path);
        anew.Update(edition, TestContext.Current.CancellationToken);
        Assert.Equal(Rows(anew), Rows(_index));
        foreach (var word in RandomChanges.Vocabulary)
            Assert.Equal(anew.Read(reader => reader.Words.Completions(word[..2]).Order(StringComparer.Ordinal)), _index.Read(reader => reader.Words.Completions(word[..2]).Order(StringComparer.Ordinal)));
    }

    private static List<string> Rows(SearchIndex index)
    {
        using var connection = SearchSql.Connect(index.Path, SqliteOpenMode.ReadOnly);
        using var reader = connection.Query("""
            SELECT entries.key, entries.holds, entries.sections, titles.title, titles.headings, titles.about, articles.title, articles.headings, articles.about, articles.text, articles.papers, papers.title, papers.authors
            FROM entries LEFT JOIN titles ON titles.rowid = id LEFT JOIN articles ON articles.rowid = id LEFT JOIN papers ON papers.rowid = id ORDER BY entries.key
            """);
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "" : reader.GetString(column))));
        return rows;
    }
}
