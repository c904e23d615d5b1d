namespace BackSpasmSite.Tests;

/// <summary>One site for all tests of a class that leave nothing behind which another would notice.</summary>
public sealed class SharedSite : IAsyncDisposable
{
    internal TestSite Site { get; } = new() { Settings = [("Feedback:ReportsPerHour", "0"), ("Feedback:VotesPerHour", "0")] };

    // Made at once, which starts the site: a test may look into its database before it asks for anything.
    public SharedSite() => Browser = Site.Browser();

    internal HttpClient Browser { get; }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
