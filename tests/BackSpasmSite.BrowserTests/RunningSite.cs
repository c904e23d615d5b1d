using BackSpasmSite.Accounts;
using BackSpasmSite.Data;
using BackSpasmSite.Reports;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.BrowserTests;

/// <summary>The site on a real port of this machine. It can be stopped, and started again at the same address with its data.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    private readonly string _contentPath;
    private readonly string _environment;
    private readonly (string Key, string Value)[] _settings;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("backspasm-data-");
    private WebApplicationFactory<Program> _factory;

    public RunningSite(string contentPath, string environment = "Production", params (string Key, string Value)[] settings)
    {
        (_contentPath, _environment, _settings) = (contentPath, environment, settings);
        _factory = Start(port: 0);
        Address = _factory.ClientOptions.BaseAddress.ToString().TrimEnd('/');
    }

    public string Address { get; }

    public ValueTask StopAsync() => _factory.DisposeAsync();

    public void StartAgain() => _factory = Start(new Uri(Address).Port);

    /// <summary>The reports, oldest first.</summary>
    public Task<List<Report>> ReportsAsync() => KeptAsync<Report>();

    /// <summary>The votes.</summary>
    public Task<List<Vote>> VotesAsync() => KeptAsync<Vote>();

    /// <summary>An account of the desk.</summary>
    public async Task AddEditorAsync(string name, string password)
    {
        await using var scope = _factory.Services.CreateAsyncScope();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<EditorAccounts>().AddAsync(name, password)).Refusal);
    }

    public async Task SetRoleAsync(string name, EditorRole role)
    {
        await using var scope = _factory.Services.CreateAsyncScope();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<EditorAccounts>().SetRoleAsync(name, role)).Refusal);
    }

    /// <summary>Puts something else in the place of the database, which the site can't use.</summary>
    public async Task SpoilDatabaseAsync()
    {
        await using var file = new FileStream(Path.Combine(_data.FullName, "site.db"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(new string('x', 5000)), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private Task<List<T>> KeptAsync<T>() where T : class =>
        _factory.Services.GetRequiredService<SerializedDatabase>().ReadAsync(open => open.Set<T>().AsNoTracking().ToListAsync(), TestContext.Current.CancellationToken);

    private WebApplicationFactory<Program> Start(int port)
    {
        MigratedDatabase.CopyTo(Path.Combine(_data.FullName, "site.db"));
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder
                .UseSetting("environment", _environment)
                .UseSetting("urls", $"http://127.0.0.1:{port}")
                .UseSetting("Site:ContentPath", _contentPath)
                .UseSetting("Site:DataPath", _data.FullName);
            foreach (var (key, value) in _settings) builder.UseSetting(key, value);
            builder.ConfigureTestServices(services =>
            {
                SharedFramework.AddTo(services);
                services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1);
            });
        });
        factory.UseKestrel(port);
        factory.StartServer();
        // The site listens before it opens its database, which tests use at once.
        var database = factory.Services.GetRequiredService<DatabaseState>();
        database.WaitForStartAsync().GetAwaiter().GetResult();
        database.WhenTriedAsync(CancellationToken.None).Wait(TimeSpan.FromSeconds(60));
        return factory;
    }
}
