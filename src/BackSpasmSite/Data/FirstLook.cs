using System.Data.Common;

namespace BackSpasmSite.Data;

/// <summary>
/// Reads what must not be missing from the first page after a start, with plain SQL: opening the database with EF Core takes as long as
/// all the rest of a start. If that fails, waits until opening has been tried.
/// </summary>
internal sealed class FirstLook(DatabaseProvider provider, DatabaseState state)
{
    /// <summary>Null if the database can't be read in this way, because it is locked, damaged or out of reach, or lacks the table.</summary>
    /// <returns>Empty if there is no database yet.</returns>
    public async Task<IReadOnlyList<T>?> ReadAsync<T>(string sql, Func<DbDataReader, T> row, CancellationToken cancellation)
    {
        try
        {
            await using var connection = provider.Connect();
            if (connection is null) return [];
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellation)) rows.Add(row(reader));
            return rows;
        }
        catch (Exception failure) when (failure is DbException or IOException or UnauthorizedAccessException or InvalidOperationException or TimeoutException)
        {
            await state.WhenTriedAsync().WaitAsync(cancellation);
            return null;
        }
    }
}
