using System.Diagnostics;
using System.Globalization;

namespace BackSpasmSite.Benchmarks;

/// <summary>Reports and searches at a steady rate, until it is disposed. It says then if some were not sent or not accepted.</summary>
internal sealed class Writers : IAsyncDisposable
{
    public const int Reports = 20, Searches = 10;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _sent, _refused;

    private readonly CancellationTokenSource _enough = new();
    private readonly Task _all;

    public Writers(HttpClient site) => _all = Task.WhenAll(
        RepeatAsync(Reports, number => ReportAsync(site, number)),
        RepeatAsync(Searches, number => SearchAsync(site, number)));

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _all;
        if (_refused > 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"({_refused} reports were refused.)"));
        // A machine without time for it would make the comparison easier.
        if (_sent < 0.9 * (Reports + Searches) * _clock.Elapsed.TotalSeconds)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"(Only {_sent / _clock.Elapsed.TotalSeconds:0} reports and searches a second were sent.)"));
        _enough.Dispose();
    }

    /// <summary>A slow answer delays no other request.</summary>
    private async Task RepeatAsync(int perSecond, Func<string, Task> request)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        var running = new List<Task>();
        try
        {
            while (await beat.WaitForNextTickAsync(_enough.Token)) Send(Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(running);
        }

        void Send(string number)
        {
            Interlocked.Increment(ref _sent);
            running.Add(request(number));
        }
    }

    private async Task ReportAsync(HttpClient site, string number)
    {
        using var form = new FormUrlEncodedContent([new("article", "back-spasm-during-running"), new("concern", "inaccurate"), new("message", $"A report for the benchmark, called {number}.")]);
        using var answer = await site.PostAsync("/feedback", form);
        if (!answer.IsSuccessStatusCode) Interlocked.Increment(ref _refused);
    }

    private static async Task SearchAsync(HttpClient site, string number)
    {
        using var answer = await site.GetAsync($"/search?q=spasm+{number[..4]}");
        answer.EnsureSuccessStatusCode();
    }
}
