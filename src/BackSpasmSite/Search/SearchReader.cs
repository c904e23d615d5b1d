using Microsoft.Data.Sqlite;

namespace BackSpasmSite.Search;

/// <summary>An article or paper that matches, before its words are read.</summary>
/// <param name="IsTitle">Whether the title alone matches.</param>
internal readonly record struct SearchMatch(long Id, string Key, bool IsTitle);

/// <summary>The words of a match, with those that were found between <see cref="SearchReader.MarkStart"/> and <see cref="SearchReader.MarkEnd"/>.</summary>
internal sealed record MatchText(IReadOnlyList<EntrySection> Sections, string Papers, string Holds);

/// <summary>Reads the index through one connection, which stays open. Not thread-safe.</summary>
internal sealed class SearchReader(string path, Vocabulary words) : IDisposable
{
    public const char MarkStart = '\u0001';
    public const char MarkEnd = '\u0002';

    /// <summary>The most rows that are ranked for one query. Beyond that, all are about equally good, and ranking costs the more time the more there are.</summary>
    private const int MostRows = 1500;

    /// <summary>How much a word counts in each column of the table.</summary>
    private const string OfTitles = "10, 4, 3";

    private readonly SqliteConnection _connection = SearchSql.Connect(path, SqliteOpenMode.ReadOnly);

    public Vocabulary Words => words;

    /// <summary>Whether anything has this.</summary>
    public bool Has(string match) => Any("articles", match) || Any("papers", match);

    /// <summary>
    /// The articles that match: first those with the whole phrase in their titles, then those whose titles match, then those with the rest in
    /// headings, then those with the rest in the text.
    /// </summary>
    /// <param name="phrase">Everything that was typed, as one phrase.</param>
    /// <param name="enough">How many are needed. Beyond that, the next kind is not looked for.</param>
    public IReadOnlyList<SearchMatch> Articles(string match, string phrase, int enough)
    {
        var found = new Dictionary<long, SearchMatch>();
        Add(Ranked("titles", $"{{title}} : {phrase}", OfTitles), isTitle: true);
        if (found.Count < enough) Add(Ranked("titles", In("title", match), OfTitles), isTitle: true);
        if (found.Count < enough) Add(Ranked("titles", In("title headings", match), OfTitles), isTitle: false);
        if (found.Count < enough) Add(Ranked("articles", match, "10, 4, 3, 1, 0.2"), isTitle: false);
        return [.. found.Values];

        void Add(IEnumerable<(long Id, string Key)> rows, bool isTitle)
        {
            foreach (var (id, key) in rows) found.TryAdd(id, new SearchMatch(id, key, isTitle));
        }
    }

    /// <summary>The articles whose titles match, then those whose headings do.</summary>
    public IEnumerable<SearchMatch> Headlines(string match) =>
        Ranked("titles", In("title", match), OfTitles).Select(row => new SearchMatch(row.Id, row.Key, IsTitle: true))
            .Concat(Ranked("titles", In("headings", match), OfTitles).Select(row => new SearchMatch(row.Id, row.Key, IsTitle: false)));

    /// <summary>The papers that match.</summary>
    public IReadOnlyList<SearchMatch> Papers(string match) => [.. Ranked("papers", match, "1, 2").Select(row => new SearchMatch(row.Id, row.Key, IsTitle: true))];

    /// <summary>An article's words, as far as they are shown.</summary>
    public MatchText TextOf(long id, string match)
    {
        using var command = _connection.Command(
            $"""
            SELECT {Highlighted(1)}, {Highlighted(3)}, {Highlighted(4)}, sections, holds FROM articles JOIN entries ON entries.id = articles.rowid
            WHERE articles MATCH $match AND articles.rowid = $id
            """,
            ("$match", match), ("$id", id));
        using var row = command.ExecuteReader();
        return row.Read() ? Divided(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4)) : new MatchText([], "", "");
    }

    /// <summary>The headings that match, and those that don't.</summary>
    public MatchText HeadingsOf(long id, string match)
    {
        using var command = _connection.Command(
            $"""
            SELECT highlight(titles, 1, char({(int)MarkStart}), char({(int)MarkEnd})), sections, holds FROM titles JOIN entries ON entries.id = titles.rowid
            WHERE titles MATCH $match AND titles.rowid = $id
            """,
            ("$match", match), ("$id", id));
        using var row = command.ExecuteReader();
        return row.Read() ? Divided(row.GetString(0), "", "", row.GetString(1), row.GetString(2)) : new MatchText([], "", "");
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Requires a match in some columns, and ranks by all.</summary>
    private static string In(string columns, string match) => $"({{{columns}}} : ({match})) AND ({match})";

    private static string Highlighted(int column) => $"highlight(articles, {column}, char({(int)MarkStart}), char({(int)MarkEnd}))";

    private static MatchText Divided(string headings, string text, string papers, string ids, string holds)
    {
        var (heading, words) = (headings.Split('\n'), text.Split(SearchFile.SectionEnd));
        return new MatchText([.. ids.Split('\n').Select((id, at) => new EntrySection(id, heading.ElementAtOrDefault(at) ?? "", words.ElementAtOrDefault(at) ?? ""))], papers, holds);
    }

    private bool Any(string table, string match)
    {
        using var command = _connection.Command($"SELECT 1 FROM {table} WHERE {table} MATCH $match LIMIT 1", ("$match", match));
        return command.ExecuteScalar() is not null;
    }

    private List<(long Id, string Key)> Ranked(string table, string match, string weights)
    {
        using var command = _connection.Command(
            $"""
            SELECT entries.id, entries.key FROM (SELECT rowid AS id, bm25({table}, {weights}) AS score FROM {table} WHERE {table} MATCH $match LIMIT {MostRows}) AS best
            JOIN entries ON entries.id = best.id ORDER BY best.score, entries.key
            """,
            ("$match", match));
        using var reader = command.ExecuteReader();
        var rows = new List<(long Id, string Key)>();
        while (reader.Read()) rows.Add((reader.GetInt64(0), reader.GetString(1)));
        return rows;
    }
}
