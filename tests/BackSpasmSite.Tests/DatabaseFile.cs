using System.Data.Common;
using System.Text.RegularExpressions;
using BackSpasmSite.Data.PostgreSql;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BackSpasmSite.Tests;

/// <summary>A database as another program on the same machine sees it.</summary>
/// <param name="Path">Of an SQLite file.</param>
/// <param name="Server">The connection string of a PostgreSQL database, which is used instead.</param>
internal sealed partial record DatabaseFile(string Path, string? Server = null)
{
    /// <summary>The first column of every row.</summary>
    public IReadOnlyList<string?> Read(string query)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = Quoted(query);
        using var reader = command.ExecuteReader();
        var rows = new List<string?>();
        while (reader.Read()) rows.Add(reader.IsDBNull(0) ? null : reader.GetValue(0) is var value && value is bool yes ? (yes ? "1" : "0") : value.ToString());
        return rows;
    }

    public void Run(string change)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = Quoted(change);
        command.ExecuteNonQuery();
    }

    /// <summary>Takes the locks of these statements, such as <c>BEGIN IMMEDIATE</c>, until it is disposed.</summary>
    public IDisposable Lock(string statements)
    {
        var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = Quoted(statements);
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Keeps everybody else from writing until it is disposed; they can read.</summary>
    public IDisposable LockWrites() => Lock(Server is null ? "BEGIN IMMEDIATE" : PostgreSqlProvider.HoldOff);

    /// <summary>Makes every new row of a table fail.</summary>
    public void RefuseRows(string table) => Run(Server is null
        ? $"CREATE TRIGGER Full BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'full'); END;"
        : $"ALTER TABLE {table} ADD CHECK (false) NOT VALID");

    /// <summary>Whether the words are anywhere in SQLite's files, whatever the database itself returns, or in a row of a server's tables.</summary>
    public bool HoldsBytes(string words) => Server is null
        ? Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(Path)!, $"{System.IO.Path.GetFileName(Path)}*")
            .Any(file => ReadShared(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(words)) >= 0)
        : Read("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
            .Any(table => Read($"SELECT 1 FROM \"{table}\" AS kept WHERE kept::text LIKE '%{words}%' LIMIT 1").Count > 0);

    /// <summary>Without a pool, because SQLite releases a file only with its last connection.</summary>
    private DbConnection Open()
    {
        DbConnection connection = Server is null ? new SqliteConnection($"Data Source={Path};Pooling=False;Default Timeout=5") : new NpgsqlConnection($"{Server};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>PostgreSQL takes a name without quotation marks for lower case.</summary>
    private string Quoted(string sql) => Server is null ? sql : Name().Replace(sql, found => found.Value[0] is '\'' or '"' ? found.Value : $"\"{found.Value}\"");

    [GeneratedRegex(""" '[^']*'|"[^"]*"|\b[A-Z][A-Za-z]*[a-z]\b """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Name();

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
