using BackSpasmSite.Content;
using BackSpasmSite.Content.Editing;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Data;
using BackSpasmSite.History;
using BackSpasmSite.Options;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Incremental;

/// <summary>The history of the articles in a real database, beside what it should contain after each look.</summary>
internal sealed class RecordedVersions : IDisposable
{
    private readonly DatabaseFile _database;
    private readonly ServiceProvider _services;

    /// <summary>By slug, the hashes of the versions in order; null for a deletion.</summary>
    private readonly SortedDictionary<string, List<string?>> _expected = new(StringComparer.Ordinal);

    private RevisionWatcher _watcher;

    public RecordedVersions(ContentFolder folder, string path)
    {
        var file = Path.Combine(path, "site.db");
        _database = new DatabaseFile(file);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(TestDatabase.New(file)))
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(new DeskOptions { VersionsPerArticle = 0, HistoryMegabytes = 0 }))
            .AddDatabase()
            .AddSingleton<PeriodicWork>()
            .AddSingleton<CurrentEdition>()
            .AddSingleton<RevisionStore>()
            .AddSingleton(folder)
            .BuildServiceProvider();
        _services.GetRequiredService<DatabaseState>().Opened();
        _watcher = NewWatcher();
    }

    public void Restart() => _watcher = NewWatcher();

    /// <param name="bytesOf">An article's file as it is now.</param>
    public async Task CheckAsync(Edition edition, Func<string, byte[]?> bytesOf)
    {
        await _watcher.LookAsync(edition, TestContext.Current.CancellationToken);
        Expect(edition, bytesOf);
        Assert.Equal(
            _expected.SelectMany(article => article.Value.Select(text => $"{article.Key} {text}")),
            _database.Read("SELECT Article || ' ' || IFNULL(Text, '') FROM ArticleRevisions ORDER BY Article, Number"));
    }

    public void Dispose() => _services.Dispose();

    /// <summary>What readers have is recorded if it is still on the disk; a file counts as deleted if it is not there, not even with a mistake.</summary>
    private void Expect(Edition edition, Func<string, byte[]?> bytesOf)
    {
        var there = edition.HeldBack.Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet();
        foreach (var article in edition.Articles.Values.Concat(edition.Hidden))
        {
            var slug = article.Slug.ToString();
            there.Add(slug);
            var versions = _expected.GetValueOrDefault(slug);
            if (versions?[^1] == article.FileHash || bytesOf(article.Path) is not { } bytes || ArticleFile.HashOf(bytes) != article.FileHash) continue;
            _expected[slug] = [.. versions ?? [], article.FileHash];
        }

        foreach (var (slug, versions) in _expected)
            if (versions[^1] is not null && !there.Contains(slug)) versions.Add(null);
    }

    private RevisionWatcher NewWatcher() => ActivatorUtilities.CreateInstance<RevisionWatcher>(_services);
}
