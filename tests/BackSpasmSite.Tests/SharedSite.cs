namespace BackSpasmSite.Tests;

/// <summary>One site for all tests of a class that leave nothing behind for the others to notice.</summary>
public sealed class SharedSite : IAsyncDisposable
{
    internal TestSite Site { get; } = new() { Settings = [("Feedback:ReportsPerHour", "0"), ("Feedback:VotesPerHour", "0")] };

    // Created immediately, which starts the site, because a test may use its database before its first request.
    public SharedSite() => Browser = Site.Browser();

    internal HttpClient Browser { get; }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
