using Microsoft.Data.Sqlite;

namespace BackSpasmSite.Tests;

/// <summary>A database as another program on the same machine sees it.</summary>
internal sealed record DatabaseFile(string Path)
{
    /// <summary>The first column of every row.</summary>
    public IReadOnlyList<string?> Read(string query)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string?>();
        while (reader.Read()) rows.Add(reader.IsDBNull(0) ? null : reader.GetString(0));
        return rows;
    }

    public void Run(string change)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = change;
        command.ExecuteNonQuery();
    }

    /// <summary>Takes the locks of these statements, such as <c>BEGIN IMMEDIATE</c>, until it is disposed.</summary>
    public IDisposable Lock(string statements)
    {
        var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Whether the words are anywhere in the files, whatever the database itself returns.</summary>
    public bool HoldsBytes(string words) => Directory
        .EnumerateFiles(System.IO.Path.GetDirectoryName(Path)!, $"{System.IO.Path.GetFileName(Path)}*")
        .Any(file => ReadShared(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(words)) >= 0);

    /// <summary>Without a pool, because SQLite releases a file only with its last connection.</summary>
    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False;Default Timeout=5");
        connection.Open();
        return connection;
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
