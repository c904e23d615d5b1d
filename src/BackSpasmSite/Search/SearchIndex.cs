using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Search;

/// <summary>A page or section that was found.</summary>
/// <param name="Snippet">Text in which found words stand between <see cref="SearchIndex.MarkStart"/> and <see cref="SearchIndex.MarkEnd"/>.</param>
internal sealed record SearchHit(string Address, string Title, string? Heading, string Snippet);

/// <param name="HasMore">Whether there is another page.</param>
internal sealed record SearchResults(IReadOnlyList<SearchHit> Hits, bool HasMore);

/// <summary>
/// The full-text index: an SQLite file in the data folder, derived from the edition. It may be deleted at any time; a file that is
/// broken or of another version is built anew.
/// </summary>
internal sealed class SearchIndex(IOptions<SiteOptions> options)
{
    public const int PageSize = 20;
    public const char MarkStart = '\u0001';
    public const char MarkEnd = '\u0002';

    private const int FormatVersion = 1;
    private const int MostRows = 1000;

    private volatile bool _isReady;

    /// <summary>False until the index has been built, and while it can't be.</summary>
    public bool IsReady => _isReady;

    public string Path { get; } = System.IO.Path.Combine(options.Value.DataPath, "search.db");

    /// <summary>Brings the file up to date with an edition. Only articles and papers whose words changed are written.</summary>
    public void Update(Edition edition, CancellationToken cancellation)
    {
        try
        {
            Write(edition, cancellation);
        }
        catch (SqliteException broken) when (broken.SqliteErrorCode is 1 or 11 or 26)
        {
            // An error in the schema, a damaged file, or a file of another kind.
            _isReady = false;
            DeleteFile();
            Write(edition, cancellation);
        }
        catch (Exception)
        {
            _isReady = false;
            throw;
        }

        _isReady = true;
    }

    /// <summary>The hits on one page: articles before papers, each once, with its best section.</summary>
    /// <exception cref="SqliteException">The file can't be read.</exception>
    public SearchResults Find(SearchQuery query, Edition edition, int page)
    {
        if (query.IsEmpty) return new SearchResults([], false);
        using var connection = Open(SqliteOpenMode.ReadOnly);
        var results = Find(connection, query.MatchAll, edition, page);
        return results.Hits.Count == 0 && page == 1 && query.Terms.Count > 1 ? Find(connection, query.MatchAny, edition, page) : results;
    }

    /// <summary>Called when reading failed, so that the next update starts afresh.</summary>
    public void Distrust() => _isReady = false;

    private static SearchResults Find(SqliteConnection connection, string match, Edition edition, int page)
    {
        var rows = new List<(long Id, string Key)>();
        using (var ranked = Command(connection, "SELECT rowid, key FROM sections WHERE sections MATCH $match ORDER BY key LIKE '/papers/%', bm25(sections, 10, 5, 1, 2) LIMIT $most", ("$match", match), ("$most", MostRows)))
        using (var reader = ranked.ExecuteReader())
        {
            while (reader.Read()) rows.Add((reader.GetInt64(0), reader.GetString(1)));
        }

        // The edition may be newer than the index.
        var found = rows.DistinctBy(row => row.Key).Where(row => IsVisible(row.Key, edition)).Skip((page - 1) * PageSize).Take(PageSize + 1).ToList();
        var hits = new List<SearchHit>();
        foreach (var (id, key) in found.Take(PageSize))
        {
            using var command = Command(connection,
                $"SELECT address, title, heading, snippet(sections, 2, char({(int)MarkStart}), char({(int)MarkEnd}), '…', 32), holds FROM sections WHERE sections MATCH $match AND rowid = $id",
                ("$match", match), ("$id", id));
            using var reader = command.ExecuteReader();
            if (!reader.Read()) continue;
            var heading = reader.GetString(2);
            var mayQuote = reader.GetString(4) == IndexedSections.HoldsOn(SlugOf(key), edition);
            hits.Add(new SearchHit(reader.GetString(0), reader.GetString(1), heading.Length > 0 ? heading : null, mayQuote ? reader.GetString(3) : ""));
        }

        return new SearchResults(hits, found.Count > PageSize);
    }

    private static string SlugOf(string key) => key[(key.LastIndexOf('/') + 1)..];

    private static bool IsVisible(string key, Edition edition) =>
        !key.StartsWith("/articles/", StringComparison.Ordinal) || (edition.Find(SlugOf(key)) is { } article && IndexedSections.MayFind(article, edition));

    private void Write(Edition edition, CancellationToken cancellation)
    {
        using var connection = Open(SqliteOpenMode.ReadWriteCreate);
        // The porter stemmer knows English only.
        var tokenizer = edition.Site.Language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "porter unicode61 remove_diacritics 2" : "unicode61 remove_diacritics 2";
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE IF NOT EXISTS format (description TEXT NOT NULL)");
        var format = $"{FormatVersion} {tokenizer}";
        using var transaction = connection.BeginTransaction();
        if (Command(connection, "SELECT description FROM format").ExecuteScalar() as string != format)
        {
            Execute(connection, $"""
                DROP TABLE IF EXISTS sections;
                DROP TABLE IF EXISTS entries;
                DELETE FROM format;
                CREATE VIRTUAL TABLE sections USING fts5(title, heading, text, topics, key UNINDEXED, address UNINDEXED, holds UNINDEXED, tokenize = '{tokenizer}', prefix = '2 3');
                CREATE TABLE entries (key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID;
                """);
            Execute(connection, "INSERT INTO format VALUES ($format)", ("$format", format));
        }

        var stored = Stored(connection);
        foreach (var (key, sections) in IndexedSections.Of(edition))
        {
            cancellation.ThrowIfCancellationRequested();
            var holds = IndexedSections.HoldsOn(SlugOf(key), edition);
            var fingerprint = IndexedSections.Fingerprint(sections) + holds;
            if (stored.Remove(key, out var before))
            {
                if (before == fingerprint) continue;
                Remove(connection, key);
            }

            Add(connection, key, sections, holds, fingerprint);
        }

        foreach (var gone in stored.Keys) Remove(connection, gone);
        transaction.Commit();
    }

    private static Dictionary<string, string> Stored(SqliteConnection connection)
    {
        var stored = new Dictionary<string, string>(StringComparer.Ordinal);
        using var command = Command(connection, "SELECT key, fingerprint FROM entries");
        using var reader = command.ExecuteReader();
        while (reader.Read()) stored.Add(reader.GetString(0), reader.GetString(1));
        return stored;
    }

    private static void Add(SqliteConnection connection, string key, IReadOnlyList<IndexedSection> sections, string holds, string fingerprint)
    {
        var (first, last) = (0L, -1L);
        foreach (var section in sections)
        {
            using var command = Command(connection,
                "INSERT INTO sections (title, heading, text, topics, key, address, holds) VALUES ($title, $heading, $text, $topics, $key, $address, $holds) RETURNING rowid",
                ("$title", section.Title), ("$heading", section.Heading ?? ""), ("$text", section.Text), ("$topics", section.Topics), ("$key", key), ("$address", section.Address), ("$holds", holds));
            last = (long)command.ExecuteScalar()!;
            if (first == 0) first = last;
        }

        Execute(connection, "INSERT INTO entries VALUES ($key, $fingerprint, $first, $last)", ("$key", key), ("$fingerprint", fingerprint), ("$first", first), ("$last", last));
    }

    private static void Remove(SqliteConnection connection, string key) => Execute(connection,
        """
        DELETE FROM sections WHERE rowid BETWEEN (SELECT first FROM entries WHERE key = $key) AND (SELECT last FROM entries WHERE key = $key);
        DELETE FROM entries WHERE key = $key;
        """, ("$key", key));

    private void DeleteFile()
    {
        foreach (var suffix in (string[])["", "-wal", "-shm"]) File.Delete(Path + suffix);
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        // Without pooling, no connection holds on to a file that was deleted.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = false, DefaultTimeout = 3 }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Command(connection, sql, parameters);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants and the two names of tokenizers are put into the text; every value is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        return command;
    }
}
