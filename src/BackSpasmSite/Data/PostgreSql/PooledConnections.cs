using System.Collections.Concurrent;
using System.Data.Common;
using BackSpasmSite.Options;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BackSpasmSite.Data.PostgreSql;

/// <summary>
/// Waits for a free connection before the provider does, whose exceptions for “none is free” and “the server does not answer” differ by their
/// wording alone: the first costs one request, the second all connections.
/// </summary>
internal sealed class PooledConnections : DbConnectionInterceptor, IDisposable
{
    private readonly int _most;
    private readonly TimeSpan _patience;
    private readonly SemaphoreSlim _free;

    /// <summary>Those in use, because a connection may tell more than once that it is not used any more.</summary>
    private readonly ConcurrentDictionary<DbConnection, bool> _used = new();

    public PooledConnections(IOptions<DatabaseOptions> options)
    {
        var server = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString);
        (_most, _patience) = (server.Pooling ? server.MaxPoolSize : int.MaxValue, TimeSpan.FromSeconds(server.Timeout));
        _free = new SemaphoreSlim(_most);
    }

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        Use(connection, _free.Wait(_patience), result);

    public override async ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        Use(connection, await _free.WaitAsync(_patience, cancellationToken), result);

    public override void ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData) => LetGo(connection);

    public override Task ConnectionFailedAsync(DbConnection connection, ConnectionErrorEventData eventData, CancellationToken cancellationToken = default) => LetGo(connection);

    public override void ConnectionCanceled(DbConnection connection, ConnectionEndEventData eventData) => LetGo(connection);

    public override Task ConnectionCanceledAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) => LetGo(connection);

    public override void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => LetGo(connection);

    public override Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData) => LetGo(connection);

    public override void ConnectionDisposed(DbConnection connection, ConnectionEndEventData eventData) => LetGo(connection);

    public override Task ConnectionDisposedAsync(DbConnection connection, ConnectionEndEventData eventData) => LetGo(connection);

    public void Dispose() => _free.Dispose();

    private InterceptionResult Use(DbConnection connection, bool isFree, InterceptionResult result)
    {
        if (!isFree) throw DatabaseUnavailableException.NoConnectionLeft(_most);
        _used[connection] = true;
        return result;
    }

    private Task LetGo(DbConnection connection)
    {
        if (_used.TryRemove(connection, out _)) _free.Release();
        return Task.CompletedTask;
    }
}
