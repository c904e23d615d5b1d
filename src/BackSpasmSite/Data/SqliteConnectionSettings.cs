using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackSpasmSite.Data;

internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    // FULL: a commit is on the disk before it is acknowledged, even if the power fails (NORMAL does not guarantee that in WAL mode).
    // Secure delete: what a reader deletes is overwritten, not just unlinked. The busy timeout is short, because the provider retries a
    // busy command until its own timeout.
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
