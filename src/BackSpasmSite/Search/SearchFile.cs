using BackSpasmSite.Content;
using Microsoft.Data.Sqlite;

namespace BackSpasmSite.Search;

/// <summary>Writes the index file.</summary>
internal sealed class SearchFile
{
    /// <summary>Between an article's sections. The index treats it as a space.</summary>
    public const char SectionEnd = '\u001D';

    private const int FormatVersion = 3;

    /// <summary>Bounds the texts in memory.</summary>
    private const int ReadTogether = 64;

    private readonly string _path;
    private readonly Dictionary<string, StoredEntry> _stored;

    /// <summary>What the file contains; null if that is not known.</summary>
    private Edition? _written;

    private SearchFile(string path, SearchLanguage language, Dictionary<string, StoredEntry> stored, Vocabulary words) =>
        (_path, Language, _stored, Words) = (path, language, stored, words);

    public SearchLanguage Language { get; }

    public Vocabulary Words { get; }

    /// <summary>Opens a file from an earlier run; null if there is none, or if it is of another version or language.</summary>
    public static SearchFile? Open(string path, SearchLanguage language)
    {
        if (!File.Exists(path)) return null;
        using var connection = Connect(path, SqliteOpenMode.ReadWrite);
        if (connection.Scalar("SELECT count(*) FROM sqlite_master WHERE name = 'format'") is 0L ||
            connection.Scalar("SELECT description FROM format") as string != FormatOf(language)) return null;

        var stored = new Dictionary<string, StoredEntry>(StringComparer.Ordinal);
        using (var entries = connection.Query("SELECT id, key, fingerprint, holds FROM entries"))
            while (entries.Read()) stored.Add(entries.GetString(1), new StoredEntry(entries.GetInt64(0), entries.GetString(2), entries.GetString(3), Source: null));
        var words = new Vocabulary();
        using (var texts = connection.Query("SELECT title, headings, about, text FROM articles UNION ALL SELECT title, authors, '', '' FROM papers"))
            while (texts.Read())
                for (var column = 0; column < texts.FieldCount; column++) words.Add(texts.GetString(column));
        return new SearchFile(path, language, stored, words);
    }

    /// <summary>Builds a new file. It is complete on the disk when this returns.</summary>
    public static SearchFile Build(string path, Edition edition, SearchLanguage language, CancellationToken cancellation)
    {
        Delete(path);
        var file = new SearchFile(path, language, new(StringComparer.Ordinal), new Vocabulary());
        using (var connection = Connect(path, SqliteOpenMode.ReadWriteCreate))
        {
            // Nobody reads it yet, and after a failure it is built again.
            connection.Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
            connection.Execute($"""
                CREATE TABLE format (description TEXT NOT NULL);
                CREATE TABLE entries (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL, holds TEXT NOT NULL, sections TEXT NOT NULL);
                CREATE VIRTUAL TABLE titles USING fts5(title, headings, about, tokenize = '{language.Tokenizer}');
                CREATE VIRTUAL TABLE articles USING fts5(title, headings, about, text, papers, tokenize = '{language.Tokenizer}');
                CREATE VIRTUAL TABLE papers USING fts5(title, authors, tokenize = '{language.Tokenizer}');
                INSERT INTO articles (articles, rank) VALUES ('hashsize', 8000000);
                """);
            file.Write(connection, edition, cancellation);
            // Last, so that a file that was not finished is not used.
            connection.Execute("INSERT INTO format VALUES ($format)", ("$format", FormatOf(language)));
        }

        using (var written = new FileStream(path, FileMode.Open, FileAccess.ReadWrite)) written.Flush(flushToDisk: true);
        return file;
    }

    public static void Delete(string path)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm", "-journal"]) File.Delete(path + suffix);
    }

    public SearchFile MovedTo(string path) => new(path, Language, _stored, Words) { _written = _written };

    public void Update(Edition edition, CancellationToken cancellation)
    {
        using var connection = Connect(_path, SqliteOpenMode.ReadWrite);
        // So that searches need not wait for it.
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
        Write(connection, edition, cancellation);
    }

    private void Write(SqliteConnection connection, Edition edition, CancellationToken cancellation)
    {
        using var transaction = connection.BeginTransaction();
        using var statements = new Statements(connection);
        // With thousands of articles, looking at each would take longer than writing what one save changed.
        var changed = SearchEntry.ChangedWithoutLoss(edition, _written);
        _written = null;
        var gone = changed is null ? new HashSet<string>(_stored.Keys, StringComparer.Ordinal) : [];
        foreach (var some in Changed(SearchEntry.Of(edition, changed ?? edition.Articles.Values), gone).Chunk(ReadTogether))
        {
            // On all cores, because rendering takes longer than writing.
            var texts = new EntryText[some.Length];
            Parallel.For(0, some.Length, new ParallelOptions { CancellationToken = cancellation }, at => texts[at] = some[at].Entry.Read());
            foreach (var ((entry, fingerprint), text) in some.Zip(texts))
            {
                if (_stored.TryGetValue(entry.Key, out var stored)) Remove(statements, entry.Key, stored);
                Add(statements, entry, fingerprint, text);
            }
        }

        foreach (var key in gone) Remove(statements, key, _stored[key]);
        transaction.Commit();
        _written = edition;
    }

    /// <param name="gone">Loses the keys of these entries.</param>
    private IEnumerable<(SearchEntry Entry, string Fingerprint)> Changed(IEnumerable<SearchEntry> entries, HashSet<string> gone)
    {
        foreach (var entry in entries)
        {
            gone.Remove(entry.Key);
            var stored = _stored.GetValueOrDefault(entry.Key);
            if (stored is not null && stored.Holds == entry.Holds && ReferenceEquals(stored.Source, entry.Source)) continue;
            var fingerprint = entry.Fingerprint();
            if (stored?.Fingerprint == fingerprint) _stored[entry.Key] = stored with { Source = entry.Source };
            else yield return (entry, fingerprint);
        }
    }

    private void Add(Statements statements, SearchEntry entry, string fingerprint, EntryText text)
    {
        var headings = string.Join('\n', text.Sections.Select(section => section.Heading));
        var whole = string.Join(SectionEnd, text.Sections.Select(section => section.Text));
        var id = statements.AddEntry(entry.Key, fingerprint, entry.Holds, string.Join('\n', text.Sections.Select(section => section.Id)));
        if (entry.IsPaper)
        {
            statements.AddPaper(id, text.Title, text.About);
        }
        else
        {
            statements.AddTitle(id, text.Title, headings, text.About);
            statements.AddArticle(id, text.Title, headings, text.About, whole, text.Papers);
        }

        foreach (var words in (string[])[text.Title, headings, text.About, whole]) Words.Add(words);
        _stored[entry.Key] = new StoredEntry(id, fingerprint, entry.Holds, entry.Source);
    }

    private void Remove(Statements statements, string key, StoredEntry entry)
    {
        foreach (var words in statements.WordsOf(entry.Id)) Words.Remove(words);
        statements.Remove(entry.Id);
        _stored.Remove(key);
    }

    /// <summary>Another version of the program may render the same file as other words.</summary>
    private static string FormatOf(SearchLanguage language) => $"{FormatVersion} {typeof(Edition).Module.ModuleVersionId} {language.Tokenizer}";

    // Without pooling, no connection holds on to a file that was deleted.
    private static SqliteConnection Connect(string path, SqliteOpenMode mode) => SearchSql.Connect(path, mode);

    /// <param name="Source">Null if it was stored by an earlier run.</param>
    private sealed record StoredEntry(long Id, string Fingerprint, string Holds, object? Source);

    /// <summary>The statements that write, each prepared once.</summary>
    private sealed class Statements(SqliteConnection connection) : IDisposable
    {
        private readonly SqliteCommand _addEntry = connection.Command("INSERT INTO entries (key, fingerprint, holds, sections) VALUES ($1, $2, $3, $4) RETURNING id");
        private readonly SqliteCommand _addTitle = connection.Command("INSERT INTO titles (rowid, title, headings, about) VALUES ($1, $2, $3, $4)");
        private readonly SqliteCommand _addArticle = connection.Command("INSERT INTO articles (rowid, title, headings, about, text, papers) VALUES ($1, $2, $3, $4, $5, $6)");
        private readonly SqliteCommand _addPaper = connection.Command("INSERT INTO papers (rowid, title, authors) VALUES ($1, $2, $3)");
        private readonly SqliteCommand _words = connection.Command(
            "SELECT title || ' ' || headings || ' ' || about || ' ' || text FROM articles WHERE rowid = $1 UNION ALL SELECT title || ' ' || authors FROM papers WHERE rowid = $1");
        private readonly SqliteCommand _remove = connection.Command("DELETE FROM titles WHERE rowid = $1; DELETE FROM articles WHERE rowid = $1; DELETE FROM papers WHERE rowid = $1; DELETE FROM entries WHERE id = $1");

        public long AddEntry(params object[] values) => (long)_addEntry.With(values).ExecuteScalar()!;

        public void AddTitle(params object[] values) => _addTitle.With(values).ExecuteNonQuery();

        public void AddArticle(params object[] values) => _addArticle.With(values).ExecuteNonQuery();

        public void AddPaper(params object[] values) => _addPaper.With(values).ExecuteNonQuery();

        public void Remove(long id) => _remove.With(id).ExecuteNonQuery();

        public List<string> WordsOf(long id)
        {
            using var reader = _words.With(id).ExecuteReader();
            var words = new List<string>();
            while (reader.Read()) words.Add(reader.GetString(0));
            return words;
        }

        public void Dispose()
        {
            foreach (var command in (SqliteCommand[])[_addEntry, _addTitle, _addArticle, _addPaper, _words, _remove]) command.Dispose();
        }
    }
}

/// <summary>Shorter ways to run SQL.</summary>
internal static class SearchSql
{
    public static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        // Without pooling, no connection holds on to a file that was deleted.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 3 }.ToString());
        connection.Open();
        return connection;
    }

    public static SqliteCommand Command(this SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants and the two names of tokenizers are put into the text; every value is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        return command;
    }

    /// <summary>Sets the parameters $1, $2 and so on.</summary>
    public static SqliteCommand With(this SqliteCommand command, params object[] values)
    {
        if (command.Parameters.Count == 0)
            for (var number = 1; number <= values.Length; number++) command.Parameters.AddWithValue($"${number}", null);
        for (var index = 0; index < values.Length; index++) command.Parameters[index].Value = values[index];
        return command;
    }

    public static void Execute(this SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = connection.Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    public static object? Scalar(this SqliteConnection connection, string sql)
    {
        using var command = connection.Command(sql);
        return command.ExecuteScalar();
    }

    public static SqliteDataReader Query(this SqliteConnection connection, string sql) => connection.Command(sql).ExecuteReader();
}
