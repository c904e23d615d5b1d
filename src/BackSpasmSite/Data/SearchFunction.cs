using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackSpasmSite.Data;

/// <summary>
/// <see cref="SiteDbContext.Holds"/> inside SQLite. Below the provider, which would make a string of every text that is
/// looked into.
/// </summary>
internal static class SearchFunction
{
    private const int Arguments = 5;

    /// <summary>Makes it known to a connection, which forgets it when it is closed.</summary>
    public static void AddTo(SqliteConnection connection) => raw.sqlite3_create_function(
        connection.Handle, SiteDbContext.HoldsName, Arguments, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, Answer);

    private static void Answer(sqlite3_context context, object state, sqlite3_value[] values) =>
        raw.sqlite3_result_int(context, Holds(raw.sqlite3_value_blob(values[0]), values.AsSpan(1)) ? 1 : 0);

    private static bool Holds(ReadOnlySpan<byte> words, ReadOnlySpan<sqlite3_value> texts)
    {
        foreach (var word in words.Split((byte)'\n'))
            if (!HoldsOne(words[word], texts)) return false;
        return true;
    }

    private static bool HoldsOne(ReadOnlySpan<byte> word, ReadOnlySpan<sqlite3_value> texts)
    {
        foreach (var text in texts)
            // What is null is empty.
            if (FoldedText.Holds(word, raw.sqlite3_value_blob(text))) return true;
        return false;
    }
}
