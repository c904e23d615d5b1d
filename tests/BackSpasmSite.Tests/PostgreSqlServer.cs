using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BackSpasmSite.Data.PostgreSql;
using BackSpasmSite.Options;
using BackSpasmSite.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BackSpasmSite.Tests;

/// <summary>A private PostgreSQL server in a temporary folder, on a free port of loopback, started when the first test needs one.</summary>
internal sealed class PostgreSqlServer : IDisposable
{
    /// <summary>
    /// Starts the server for each line of standard input. When that ends, which happens however the tests end, stops the server and removes
    /// its folder. Without the disk's guarantees ($2), unless a test needs them, and without vacuuming hundreds of databases that soon go.
    /// </summary>
    private const string Script =
        """
        set -e
        folder=$(mktemp -d); export PGDATA="$folder/data"
        "$1/initdb" --username=site --auth=trust --encoding=UTF8 --locale=C --no-sync >/dev/null
        printf '%s\n' "listen_addresses = '127.0.0.1'" "port = $3" "unix_socket_directories = ''" "max_connections = 300" "shared_buffers = 64MB" "fsync = $2" \
            "full_page_writes = $2" "autovacuum = off" "lc_messages = 'C'" >> "$PGDATA/postgresql.conf"
        trap 'kill -CONT $server $(cat /proc/$server/task/$server/children) 2>/dev/null; kill -INT $server 2>/dev/null; wait $server; rm -rf "$folder"' EXIT
        while read -r _; do
            "$1/postgres" >>"$folder/log" 2>&1 & server=$!
            until "$1/pg_isready" -q -h 127.0.0.1 -p "$3"; do kill -0 $server || { cat "$folder/log" >&2; exit 1; }; sleep 0.1; done
            echo "$server"
        done
        """;

    private const string Template = "template_site";

    private static readonly Lazy<PostgreSqlServer> Shared = new(() => new PostgreSqlServer(durable: false));

    private static int _databases;

    private readonly Process _process;
    private readonly int _port = FreePort();
    private readonly string _strategy;

    /// <param name="durable">Whether a commit waits for the disk, as it should outside of tests.</param>
    public PostgreSqlServer(bool durable)
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // PostgreSQL refuses to run as root.
        string[] user = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];
        string[] command = [.. user, "bash", "-c", Script, "bash", Programs!, durable ? "on" : "off", $"{_port}"];
        start.FileName = command[0];
        foreach (var word in command[1..]) start.ArgumentList.Add(word);
        start.WorkingDirectory = Path.GetTempPath();
        _process = Process.Start(start)!;
        Start();
        using var first = new NpgsqlConnection($"{To("postgres")};Pooling=False");
        first.Open();
        // Before version 15 there is no other.
        _strategy = first.PostgreSqlVersion.Major >= 15 ? "STRATEGY file_copy" : "";
        Run("postgres", $"CREATE DATABASE {Template}");
        using var context = new PostgreSqlDbContext(new DbContextOptionsBuilder<PostgreSqlDbContext>().UseNpgsql($"{To(Template)};Pooling=False").Options);
        context.Database.Migrate();
    }

    /// <summary>Of the server's main process.</summary>
    public int Id { get; private set; }

    /// <summary>Debian does not put the server's programs on the path. Null if there are none.</summary>
    private static string? Programs { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")) : [])
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_isready")));

    public static bool IsInstalled => Programs is not null;

    public static PostgreSqlServer Get() => Shared.Value;

    /// <summary>Whether a class has tests that need the server.</summary>
    public static bool IsFor(Type tests) => tests.Name.EndsWith("OnPostgreSql", StringComparison.Ordinal) || tests == typeof(DatabaseMoveTests);

    /// <summary>Skips the test where there is no PostgreSQL, or fails it in a run that has to be complete.</summary>
    public static void Require()
    {
        if (IsInstalled) return;
        const string Missing = "PostgreSQL is not installed, so the tests that need it did not run. On Debian: apt-get install postgresql";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(Missing);
        Assert.Skip(Missing);
    }

    /// <summary>
    /// A new database with every migration applied, or an empty one. Copying a template is much faster than migrating, and copying its files takes half of the
    /// processor time that PostgreSQL's usual way takes, which is to log every page.
    /// </summary>
    public string NewDatabase(bool isMigrated = true)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        Run("postgres", isMigrated ? $"CREATE DATABASE {name} TEMPLATE {Template} {_strategy}" : $"CREATE DATABASE {name}");
        return $"{DatabaseConnection.Complete(isPostgreSql: true, To(name), "")};Connection Idle Lifetime=5;Connection Pruning Interval=1";
    }

    public void Run(string database, string sql)
    {
        using var connection = new NpgsqlConnection($"{To(database)};Pooling=False;Command Timeout=60");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Again, after it was killed.</summary>
    public void Start()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
        Id = int.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"PostgreSQL did not start: {_process.StandardError.ReadToEnd()}"));
    }

    /// <summary>Without a word to anybody, as after a crash. Afterwards nobody is left to answer.</summary>
    public void Kill()
    {
        using var server = Process.GetProcessById(Id);
        Signal("QUIT", $"{Id}");
        server.WaitForExit(TimeSpan.FromMinutes(1));
    }

    public void Hang() => Signal("STOP", [$"{Id}", .. Children()]);

    public void GoOn() => Signal("CONT", [$"{Id}", .. Children()]);

    /// <summary>A process for each connection, among others.</summary>
    private string[] Children() => File.ReadAllText($"/proc/{Id}/task/{Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void Signal(string name, params string[] processes)
    {
        using var kill = Process.Start("kill", [$"-{name}", .. processes]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string To(string database) => $"Host=127.0.0.1;Port={_port};Username=site;Database={database};Timeout=30";
}

/// <summary>
/// The database of the running test: PostgreSQL if its class is named <c>…OnPostgreSql</c>, or else SQLite. A behaviour that both must have
/// is an abstract class with a derived one for each.
/// </summary>
internal static class TestDatabase
{
    public static bool IsPostgreSql => TestContext.Current.TestClass?.TestClassName.EndsWith("OnPostgreSql", StringComparison.Ordinal) is true;

    /// <summary>For a site whose database can't be opened: SQLite's is below a file, and no server listens at that port.</summary>
    public static (string Key, string Value) Nowhere =>
        ("ConnectionStrings:Database", IsPostgreSql ? "Host=127.0.0.1;Port=1;Database=none" : $"Data Source={Path.Combine(typeof(TestDatabase).Assembly.Location, "site.db")}");

    /// <summary>A new database.</summary>
    /// <param name="file">Where it is, if it is SQLite.</param>
    /// <param name="server">Where it is, if it is PostgreSQL and there already.</param>
    public static DatabaseOptions New(string file, bool isMigrated = true, string? server = null)
    {
        if (IsPostgreSql) return new DatabaseOptions { Provider = DatabaseOptions.PostgreSql, ConnectionString = server ?? PostgreSqlServer.Get().NewDatabase(isMigrated) };
        if (isMigrated) MigratedDatabase.CopyTo(file);
        return new DatabaseOptions { ConnectionString = $"Data Source={file};Default Timeout=3" };
    }

    /// <summary>For a command that is to use this database.</summary>
    public static string[] Arguments(DatabaseOptions database) => [$"--Database:Provider={database.Provider}", $"--ConnectionStrings:Database={database.ConnectionString}"];
}
