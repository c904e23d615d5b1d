using Microsoft.AspNetCore.Mvc.Testing;

namespace BackSpasmSite.BrowserTests;

/// <summary>The site on a real port of this machine.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> _factory;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("backspasm-data-");

    public RunningSite(string contentPath, string environment = "Production")
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder => builder
            .UseSetting("environment", environment)
            .UseSetting("urls", "http://127.0.0.1:0")
            .UseSetting("Site:ContentPath", contentPath)
            .UseSetting("Site:DataPath", _data.FullName));
        _factory.UseKestrel(0);
        _factory.StartServer();
        Address = _factory.ClientOptions.BaseAddress.ToString().TrimEnd('/');
    }

    public string Address { get; }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
