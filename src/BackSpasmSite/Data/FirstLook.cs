using System.Data.Common;

namespace BackSpasmSite.Data;

/// <summary>
/// Reads what readers' pages depend on before the database is opened and migrated. Without EF Core, whose first query takes longer than
/// everything else at start.
/// </summary>
internal sealed class FirstLook(DatabaseProvider provider, DatabaseState state)
{
    /// <summary>For all looks together: a site whose database does not answer serves articles all the same.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lazy<Task> _deadline = new(() => Task.Delay(Patience));

    /// <summary>
    /// The rows of a query. Null if there is no database, or if it can't be read like this, because it is locked, damaged, out of reach or of
    /// another version: then it has been opened by now, if that was possible in time.
    /// </summary>
    public async Task<List<T>?> ReadAsync<T>(string query, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var looking = RowsAsync(query, read, enough.Token);
        try
        {
            if (await Task.WhenAny(looking, _deadline.Value) == looking) return await looking;
            await enough.CancelAsync();
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // Opening the database tells what is wrong.
            await Task.WhenAny(state.WaitForStartAsync(cancellation), _deadline.Value);
        }

        return null;
    }

    /// <summary>Both databases keep it in UTC, and SQLite does not say so.</summary>
    public static DateTime Time(DbDataReader row, int column) => DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);

    public static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private async Task<List<T>?> RowsAsync<T>(string query, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        await using var connection = await provider.ConnectAsync(cancellation);
        if (connection is null) return null;
        var rows = new List<T>();
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
        return rows;
    }
}
