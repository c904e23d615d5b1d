using BackSpasmSite.BrowserTests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browser))]

namespace BackSpasmSite.BrowserTests;

/// <summary>One browser and one site, with the shipped content, for all tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    private RunningSite? _site;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        // Without limits, because to the site all tests are one reader.
        _site = new RunningSite(Path.Combine(Repository.Root, "content"), settings: [("Feedback:ReportsPerHour", "0"), ("Feedback:VotesPerHour", "0"), ("Search:RequestsPerMinute", "0")]);
        // Only so that a failing test ends: the machine may be busy with other work.
        Assertions.SetDefaultExpectTimeout(60_000);
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

    /// <summary>A new, empty window. Requests to other sites are remembered, and lead nowhere.</summary>
    /// <param name="site">The site to read; by default the one with the shipped content.</param>
    /// <param name="findsPapers">Whether every address of another site leads to a page.</param>
    internal async Task<Reader> OpenAsync(
        int width = 1280,
        int height = 800,
        bool touch = false,
        bool scripts = true,
        ColorScheme scheme = ColorScheme.Light,
        RunningSite? site = null,
        bool findsPapers = false)
    {
        var address = (site ?? _site!).Address;
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            HasTouch = touch,
            JavaScriptEnabled = scripts,
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(60_000);
        return await Reader.SitDownAsync(context, address, findsPapers);
    }
}
