using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackSpasmSite.Data;

/// <summary>What SQLite forgets with each connection.</summary>
internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    // FULL: a commit is on the disk before it is acknowledged, also when the power fails (in WAL mode NORMAL would not
    // promise that). Secure delete: what a reader takes back is overwritten and not only forgotten. The busy timeout
    // is short, because the provider repeats a busy command until its own timeout is over.
    private const string Pragmas = "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 500;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite's asynchronous methods run synchronously anyway.
        Set(connection);
        return Task.CompletedTask;
    }

    private static void Set(DbConnection connection)
    {
        SearchFunction.AddTo((SqliteConnection)connection);
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }
}
