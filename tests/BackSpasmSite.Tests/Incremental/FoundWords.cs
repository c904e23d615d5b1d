using BackSpasmSite.Content;
using BackSpasmSite.Options;
using BackSpasmSite.Search;
using Microsoft.Data.Sqlite;

namespace BackSpasmSite.Tests.Incremental;

/// <summary>The search index that is updated again and again, beside one that is built anew.</summary>
internal sealed class FoundWords(string path) : IDisposable
{
    private readonly SearchIndex _index = NewIndex(Path.Combine(path, "search"));
    private readonly string _anew = Path.Combine(path, "anew");

    /// <summary>Brings the index up to date.</summary>
    public void CheckUpdate(Edition edition)
    {
        _index.Update(edition, TestContext.Current.CancellationToken);
        using var anew = NewIndex(_anew);
        SearchFile.Delete(anew.Path);
        anew.Update(edition, TestContext.Current.CancellationToken);
        Assert.Equal(Rows(anew), Rows(_index));
        foreach (var word in RandomChanges.Vocabulary) Assert.Equal(Completions(anew, word[..2]), Completions(_index, word[..2]));
    }

    /// <summary>Nothing on hold is quoted, although the index may be older than the edition.</summary>
    public void CheckHolds(Edition edition)
    {
        if (!_index.IsReady || edition.Holds.Count == 0) return;
        var hits = RandomChanges.Vocabulary.SelectMany(word => new SiteSearch(_index).Find(word, edition)!.Hits).ToList();
        foreach (var hold in edition.Holds)
            foreach (var hit in hits.Where(hit => hit.Address.Split('#')[0] == $"/articles/{hold.Article}"))
            {
                Assert.NotNull(hold.Quote);
                Assert.DoesNotContain(hold.Quote, string.Concat(hit.Snippet.Select(part => part.Text)), StringComparison.Ordinal);
            }
    }

    public void Dispose() => _index.Dispose();

    private static SearchIndex NewIndex(string path)
    {
        Directory.CreateDirectory(path);
        return new SearchIndex(Microsoft.Extensions.Options.Options.Create(new SiteOptions { DataPath = path }));
    }

    private static IEnumerable<string> Completions(SearchIndex index, string prefix) => index.Read(reader => reader.Words.Completions(prefix))!.Order(StringComparer.Ordinal);

    private static List<string> Rows(SearchIndex index)
    {
        using var connection = SearchSql.Connect(index.Path, SqliteOpenMode.ReadOnly);
        using var reader = connection.Query("""
            SELECT key, holds, sections, titles.title, titles.headings, titles.about, articles.title, articles.headings, articles.about, articles.text, articles.papers, papers.title, papers.authors
            FROM entries LEFT JOIN titles ON titles.rowid = id LEFT JOIN articles ON articles.rowid = id LEFT JOIN papers ON papers.rowid = id ORDER BY key
            """);
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "" : reader.GetString(column))));
        return rows;
    }
}
