using System.Reflection;
using BackSpasmSite.Options;

namespace BackSpasmSite.Hosting;

/// <summary>
/// Pages in memory are sent by the thread that listens to the sockets, which saves a change of threads for each of them. Whatever may wait, for the database, a slow client or a
/// rendering, runs on the thread pool (<see cref="RunOnPoolAsync"/>): on the listening thread it would keep every other reader waiting.
/// </summary>
internal static class InlineSockets
{
    /// <summary>Read by the runtime at the first use of a socket.</summary>
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>
    /// How many requests a thread answers before it sends one to the pool. A client that sends requests without waiting for the answers always has
    /// another one waiting, so the listening thread would answer this client alone, and no other reader, for as long as it likes.
    /// </summary>
    private const int MostInARow = 200;

    private static bool _areOn;

    [ThreadStatic]
    private static int _inARow;

    /// <summary>
    /// Call it before the first socket is opened. Only with SQLite and without telemetry, because it applies to all sockets of the process: what a library for PostgreSQL or OTLP
    /// does between reading a socket and returning to our code would run on the listening thread as well.
    /// </summary>
    public static void Enable(DatabaseOptions database, bool hasTelemetry)
    {
        // The process of a test has sockets of its own, which this would change as well.
        if (Assembly.GetEntryAssembly() != typeof(InlineSockets).Assembly) return;
        _areOn = OperatingSystem.IsLinux() && !database.IsPostgreSql && !hasTelemetry && Environment.GetEnvironmentVariable(Variable) is null or "1";
        Environment.SetEnvironmentVariable(Variable, _areOn ? "1" : "0");
    }

    /// <summary>Comes first in the pipeline, so that no client keeps a listening thread to itself.</summary>
    public static void UseFairTurns(this IApplicationBuilder app)
    {
        if (!_areOn) return;
        app.Use((context, next) => CountTurn() ? RunOnPoolAsync(() => next(context)) : next(context));
    }

    /// <summary>Counts a request that this thread answers.</summary>
    /// <returns>True if it is the turn of others.</returns>
    public static bool CountTurn()
    {
        if (!_areOn || ++_inARow < MostInARow) return false;
        _inARow = 0;
        return true;
    }

    /// <summary>Everything that comes after it in the pipeline runs on the thread pool.</summary>
    public static void UseThreadPool(this IApplicationBuilder app) => app.Use((context, next) => RunOnPoolAsync(() => next(context)));

    /// <summary>Runs work on the thread pool, also after it has waited for a socket.</summary>
    public static Task RunOnPoolAsync(Func<Task> work) => !_areOn ? work() : Task.Run(() =>
    {
        SynchronizationContext.SetSynchronizationContext(PoolContext.Instance);
        return work();
    });

    /// <summary>
    /// Makes code that has waited for a socket continue on the thread pool instead of the thread that received the event. A library may ignore it
    /// (<c>ConfigureAwait(false)</c>), but only until it returns to our code.
    /// </summary>
    private sealed class PoolContext : SynchronizationContext
    {
        public static PoolContext Instance { get; } = new();

        public override void Post(SendOrPostCallback d, object? state) => ThreadPool.QueueUserWorkItem(static call =>
        {
            SetSynchronizationContext(Instance);
            call.Callback(call.State);
        }, (Callback: d, State: state), preferLocal: false);

        public override SynchronizationContext CreateCopy() => this;
    }
}
