using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>Somebody with the site open in a window.</summary>
internal sealed class Reader : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private Reader(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Every address of another site that the window requested.</summary>
    public List<string> Elsewhere { get; } = [];

    /// <summary>The browser's errors, such as a violation of the Content-Security-Policy.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<Reader> SitDownAsync(IBrowserContext context, string home, bool findsPapers)
    {
        var reader = new Reader(context, await context.NewPageAsync());
        context.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http", StringComparison.Ordinal) && !request.Url.StartsWith($"{home}/", StringComparison.Ordinal)) reader.Elsewhere.Add(request.Url);
        };
        // Only where it is needed, because Chromium then asks the driver about every request, also of this site.
        if (findsPapers)
            await context.RouteAsync(new Regex("^https:"), route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html", Body = "<title>The paper</title>" }));
        reader.Page.Console += (_, message) =>
        {
            // The desk's live preview asks again when there is room.
            var isBusy = message.Text.Contains("429", StringComparison.Ordinal) && message.Location.Contains("/editor/", StringComparison.Ordinal);
            if (message.Type is "error" or "warning" && !isBusy) reader.Complaints.Add(message.Text);
        };
        reader.Page.PageError += (_, error) => reader.Complaints.Add(error);
        return reader;
    }

    public async Task<IPage> ReadAsync(string address)
    {
        await Page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        return Page;
    }

    /// <summary>True if the page does not scroll sideways.</summary>
    public Task<bool> FitsAsync() =>
        Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth");

    public ValueTask DisposeAsync() => new(_context.CloseAsync());
}
