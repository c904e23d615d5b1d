namespace BackSpasmSite.Tests;

/// <summary>One site for all tests of a class that leave nothing behind which another would notice.</summary>
public sealed class SharedSite : IAsyncDisposable
{
    internal TestSite Site { get; } = new() { Settings = [("Feedback:ReportsPerHour", "0"), ("Feedback:VotesPerHour", "0")] };

    internal HttpClient Browser => field ??= Site.Browser();

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
