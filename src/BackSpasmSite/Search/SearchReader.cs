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
    private const int MostRows = 1000;

    /// <summary>The same for whole texts, which take longer.</summary>
    private const int MostTexts = 500;

    /// <summary>How much a word counts in each column of the table.</summary>
    private const string OfTitles = "10, 4, 3";

    private readonly SqliteConnection _connection = Open(path);

    // Prepared once: a page of results needs twenty of them.
    private SqliteCommand? _textOf;
    private SqliteCommand? _headingsOf;
    private SqliteCommand? _aboutOf;

    public Vocabulary Words => words;

    /// <summary>Whether anything has this.</summary>
    public bool Has(string match) => Any("articles", match) || Any("papers", match);

    /// <summary>
    /// The articles that match: first those with the whole phrase in their titles, then those whose titles match, then those with the rest in
    /// headings, then those with the rest in the text.
    /// </summary>
    /// <param name="phrase">Everything that was typed, as one phrase.</param>
    /// <param name="enough">How many are needed.</param>
    public IReadOnlyList<SearchMatch> Articles(SearchExpression match, string phrase, int enough)
    {
        var found = new Dictionary<long, SearchMatch>();
        Add("titles", $"{{title}} : {phrase}", OfTitles, isTitle: true);
        Add("titles", In("title", match.InTitles), OfTitles, isTitle: true);
        Add("titles", In("title headings", match.InTitles), OfTitles, isTitle: false);
        Add("articles", match.InText, "10, 4, 3, 1, 0.2", isTitle: false, MostTexts);
        return [.. found.Values];

        void Add(string table, string query, string weights, bool isTitle, int most = MostRows)
        {
            if (found.Count >= enough) return;
            // The best of these may be ones found before.
            foreach (var (id, key) in Ranked(table, query, weights, enough, most)) found.TryAdd(id, new SearchMatch(id, key, isTitle));
        }
    }

    /// <summary>The articles whose titles match, then those whose headings do.</summary>
    /// <param name="enough">The most of either.</param>
    public IEnumerable<SearchMatch> Headlines(string match, int enough) =>
        Ranked("titles", In("title", match), OfTitles, enough).Select(row => new SearchMatch(row.Id, row.Key, IsTitle: true))
            .Concat(Ranked("titles", In("headings", match), OfTitles, enough).Select(row => new SearchMatch(row.Id, row.Key, IsTitle: false)));

    /// <summary>The papers that match.</summary>
    public IReadOnlyList<SearchMatch> Papers(string match, int enough) => [.. Ranked("papers", match, "1, 2", enough).Select(row => new SearchMatch(row.Id, row.Key, IsTitle: true))];

    /// <summary>An article's words, as far as they are shown.</summary>
    public MatchText TextOf(long id, string match)
    {
        _textOf ??= _connection.Command($"""
            SELECT {Highlighted("articles", 1)}, {Highlighted("articles", 3)}, {Highlighted("articles", 4)}, sections, holds
            FROM articles JOIN entries ON entries.id = articles.rowid WHERE articles MATCH $1 AND articles.rowid = $2
            """);
        using var row = _textOf.With(match, id).ExecuteReader();
        return row.Read() ? Divided(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4)) : new MatchText([], "", "");
    }

    /// <summary>The headings that match, and those that don't.</summary>
    public MatchText HeadingsOf(long id, string match)
    {
        _headingsOf ??= _connection.Command(
            $"SELECT {Highlighted("titles", 1)}, sections, holds FROM titles JOIN entries ON entries.id = titles.rowid WHERE titles MATCH $1 AND titles.rowid = $2");
        using var row = _headingsOf.With(match, id).ExecuteReader();
        return row.Read() ? Divided(row.GetString(0), "", "", row.GetString(1), row.GetString(2)) : new MatchText([], "", "");
    }

    /// <summary>An article's description; null if neither it nor the title matches.</summary>
    public string? DescriptionOf(long id, string match)
    {
        _aboutOf ??= _connection.Command($"SELECT {Highlighted("titles", 2)} FROM titles WHERE titles MATCH $1 AND rowid = $2");
        return _aboutOf.With(match, id).ExecuteScalar() is string about ? about[(about.IndexOf('\n', StringComparison.Ordinal) + 1)..] : null;
    }

    public void Dispose()
    {
        _textOf?.Dispose();
        _headingsOf?.Dispose();
        _aboutOf?.Dispose();
        _connection.Dispose();
    }

    /// <summary>Requires a match in some columns, and ranks by all.</summary>
    private static string In(string columns, string match) => $"({{{columns}}} : ({match})) AND ({match})";

    private static string Highlighted(string table, int column) => $"highlight({table}, {column}, char({(int)MarkStart}), char({(int)MarkEnd}))";

    private static MatchText Divided(string headings, string text, string papers, string ids, string holds)
    {
        var (heading, words) = (headings.Split('\n'), text.Split(SearchFile.SectionEnd));
        return new MatchText([.. ids.Split('\n').Select((id, at) => new EntrySection(id, heading.ElementAtOrDefault(at) ?? "", words.ElementAtOrDefault(at) ?? ""))], papers, holds);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = SearchSql.Connect(path, SqliteOpenMode.ReadOnly);
        // 16 MB instead of 2: searches read the same pages again and again.
        connection.Execute("PRAGMA cache_size = -16000");
        return connection;
    }

    private bool Any(string table, string match)
    {
        using var command = _connection.Command($"SELECT 1 FROM {table} WHERE {table} MATCH $match LIMIT 1", ("$match", match));
        return command.ExecuteScalar() is not null;
    }

    private List<(long Id, string Key)> Ranked(string table, string match, string weights, int enough, int most = MostRows)
    {
        // Reads the keys of the best only: of a thousand rows, they take as long as the ranking.
        using var command = _connection.Command(
            $"""
            SELECT entries.id, entries.key FROM (
                SELECT id, score FROM (SELECT rowid AS id, bm25({table}, {weights}) AS score FROM {table} WHERE {table} MATCH $match LIMIT {most})
                ORDER BY score, id LIMIT {enough}) AS best
            JOIN entries ON entries.id = best.id ORDER BY best.score, best.id
            """,
            ("$match", match));
        using var reader = command.ExecuteReader();
        var rows = new List<(long Id, string Key)>();
        while (reader.Read()) rows.Add((reader.GetInt64(0), reader.GetString(1)));
        return rows;
    }
}
