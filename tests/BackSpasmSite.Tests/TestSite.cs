using System.Net;
using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog.Core;
using Serilog.Events;

namespace BackSpasmSite.Tests;

/// <summary>The whole site in this process, as in production, with access to its log.</summary>
internal sealed class TestSite : WebApplicationFactory<Program>
{
    private readonly Log _log = new();
    private string? _server;

    /// <summary>The connection string of the PostgreSQL database; null for SQLite.</summary>
    private string? OnServer => !TestDatabase.IsPostgreSql ? null
        : _server ??= Settings.FirstOrDefault(setting => setting.Key == "ConnectionStrings:Database").Value ?? PostgreSqlServer.Get().NewDatabase(IsMigrated);

    public ContentOnDisk Content { get; } = ContentOnDisk.Small();

    /// <summary>Beside the content, and deleted with it.</summary>
    public string DataPath => Path.Combine(Content.Parent, "data");

    public (string Key, string Value)[] Settings { get; init; } = [];

    /// <summary>The default is the machine's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Starts with a migrated database, unless a test is about creating one.</summary>
    public bool IsMigrated { get; init; } = true;

    /// <summary>False for a test of what is served before.</summary>
    public bool WaitsForContent { get; init; } = true;

    /// <summary>Password hashing is slow on purpose; only the test that measures it turns this on.</summary>
    public bool HashesAsInProduction { get; init; }

    /// <summary>A test's replacements for the site's services.</summary>
    public Action<IServiceCollection>? Instead { get; init; }

    /// <summary>The database, as another program sees it.</summary>
    public DatabaseFile Database => new(Path.Combine(DataPath, "site.db"), OnServer);

    /// <summary>Settings for another site with the same database.</summary>
    public (string Key, string Value)[] SameDatabase => [OnServer is null ? ("Site:DataPath", DataPath) : ("ConnectionStrings:Database", OnServer)];

    public IReadOnlyList<LogEvent> Events => _log.Events;

    /// <summary>Completes as soon as the log contains this, even if it already does.</summary>
    public Task<LogEvent> HearAsync(string start) => _log.HearAsync(start).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    /// <summary>Follows no redirect. On a real port, the factory's own clients would.</summary>
    /// <param name="cookies">Null for a browser that has none yet.</param>
    public HttpClient Browser(CookieContainer? cookies = null)
    {
        cookies ??= new CookieContainer();
        return ClientOptions.BaseAddress.IsDefaultPort
            ? CreateDefaultClient(ClientOptions.BaseAddress, new CookieContainerHandler(cookies))
            : new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = ClientOptions.BaseAddress };
    }

    /// <summary>Sends a request with any method and returns the response, whatever its status.</summary>
    public async Task<HttpResponseMessage> AskAsync(string method, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Browser().SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Polls until the database answers, or gives up.</summary>
    public async Task UntilReadyAsync()
    {
        using var browser = Browser();
        await browser.UntilReadyAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // Created before, so that the start does not have to wait for a writer.
        Content.Age();
        builder.UseEnvironment("Production").UseSetting("Site:ContentPath", Content.Path).UseSetting("Site:DataPath", DataPath);
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
        if (OnServer is { } server) builder.UseSetting("Database:Provider", DatabaseOptions.PostgreSql).UseSetting("ConnectionStrings:Database", server);
        else if (IsMigrated && !Settings.Any(setting => setting.Key is "Site:DataPath" or "ConnectionStrings:Database")) MigratedDatabase.CopyTo(Database.Path);
        builder.ConfigureServices(services => services.AddSingleton<ILogEventSink>(_log));
        builder.ConfigureTestServices(services =>
        {
            SharedFramework.AddTo(services);
            services.AddSingleton(Time);
            if (!HashesAsInProduction) services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1);
            Instead?.Invoke(services);
        });
    }

    /// <summary>The site reads its content and opens its database while it listens; a test may look at both at once.</summary>
    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = base.CreateHost(builder);
        if (WaitsForContent) host.Services.GetRequiredService<CurrentEdition>().Begun.Wait();
        host.Services.GetRequiredService<DatabaseState>().WaitForStartAsync().GetAwaiter().GetResult();
        return host;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) Content.Dispose();
    }

    /// <summary>Not the factory itself, because the logger disposes its sinks.</summary>
    private sealed class Log : ILogEventSink
    {
        private readonly List<LogEvent> _events = [];
        private readonly List<(string Start, TaskCompletionSource<LogEvent> Heard)> _listeners = [];

        public IReadOnlyList<LogEvent> Events
        {
            get
            {
                lock (_events) return [.. _events];
            }
        }

        public Task<LogEvent> HearAsync(string start)
        {
            var heard = new TaskCompletionSource<LogEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_events)
            {
                if (_events.Find(said => Says(said, start)) is { } before) heard.SetResult(before);
                else _listeners.Add((start, heard));
            }

            return heard.Task;
        }

        public void Emit(LogEvent logEvent)
        {
            lock (_events)
            {
                _events.Add(logEvent);
                foreach (var (_, heard) in _listeners.Where(listener => Says(logEvent, listener.Start))) heard.TrySetResult(logEvent);
            }
        }

        private static bool Says(LogEvent said, string start) => said.RenderMessage(null).StartsWith(start, StringComparison.Ordinal);
    }
}
