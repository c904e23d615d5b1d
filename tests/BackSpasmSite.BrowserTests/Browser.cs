using BackSpasmSite.BrowserTests;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browser))]

namespace BackSpasmSite.BrowserTests;

/// <summary>One browser and one site, with the shipped content, for all tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    private WebApplicationFactory<Program>? _site;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _site = new WebApplicationFactory<Program>().WithWebHostBuilder(builder => builder
            .UseSetting("environment", "Production")
            .UseSetting("urls", "http://127.0.0.1:0")
            .UseSetting("Site:ContentPath", Repository.Path("content")));
        _site.UseKestrel(0);
        _site.StartServer();
        Address = _site.ClientOptions.BaseAddress.ToString().TrimEnd('/');

        var path = Chromium.FindOrInstall();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Chromium.Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        if (_site is not null) await _site.DisposeAsync();
    }

    /// <summary>A new, empty window. Addresses elsewhere are answered by a stand-in, and remembered.</summary>
    internal async Task<Reader> OpenAsync(
        int width = 1280, int height = 800, bool touch = false, bool scripts = true, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            HasTouch = touch,
            JavaScriptEnabled = scripts,
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return await Reader.SitDownAsync(context, Address);
    }
}
