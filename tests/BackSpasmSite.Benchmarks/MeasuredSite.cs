using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Benchmarks;

/// <summary>A row of the table: the published site with one content folder.</summary>
internal sealed partial class MeasuredSite(string name, string content, int port) : IAsyncDisposable
{
    private const int Starts = 3, Saves = 15, Looks = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Long enough: the system counts in hundredths of a second.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    /// <summary>Between two looks at the memory, where one wait gives several values.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(0.5);

    /// <summary>Its work is over if it takes less than this of a core for three seconds.</summary>
    private const double Quiet = 0.05;

    private readonly HttpClient _browser = new() { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
    private readonly List<double> _first = [], _healthy = [], _memory = [], _memoryAtRest = [], _memoryAfterAll = [], _memoryLater = [], _saves = [], _processorAtRest = [];
    private Process? _site;
    private double _programFiles;

    public string Row
    {
        get
        {
            string[] times = [Machine.Spread(_first, "0.00"), Machine.Spread(_healthy, "0.00")];
            string[] memory = [Machine.Spread(_memory, "0"), Machine.Spread(_memoryAtRest, "0"), string.Create(CultureInfo.InvariantCulture, $"{_programFiles:0}"), Machine.Spread(_memoryAfterAll, "0"), Machine.Spread(_memoryLater, "0")];
            return $"| {string.Join(" | ", [name, .. times, .. memory, Machine.Spread(_saves, "0"), Machine.Spread(_processorAtRest, "0.00")])} |";
        }
    }

    /// <summary>Starts it several times, and leaves the last one running.</summary>
    public async Task StartAsync(string program)
    {
        // The first start of all also creates the database.
        for (var start = 0; start <= Starts; start++)
        {
            await Machine.StopAsync(_site);
            var clock = Stopwatch.StartNew();
            _site = Machine.Start("dotnet", program, $"--urls={_browser.BaseAddress}", $"--Site:BaseUrl={_browser.BaseAddress}", $"--Site:ContentPath={content}", $"--Site:DataPath={content}-data");
            await Machine.UntilAsync(_browser, "/", (answer, _) => answer.IsSuccessStatusCode, Patience);
            var first = clock.Elapsed;
            await Machine.UntilAsync(_browser, "/healthz/ready?for=reports", (_, text) => text.StartsWith("Healthy", StringComparison.Ordinal), Patience);
            if (start == 0) continue;
            _first.Add(first.TotalSeconds);
            _healthy.Add(clock.Elapsed.TotalSeconds);
            _memory.Add(Machine.Resident(_site.Id));
        }
    }

    /// <summary>Waits until what the start has left to do is done.</summary>
    public async Task UntilQuietAsync()
    {
        var clock = Stopwatch.StartNew();
        for (var (quiet, last) = (0, Machine.ProcessorSeconds(_site!.Id)); quiet < 3;)
        {
            if (clock.Elapsed > Patience) throw new TimeoutException($"The site with {name} articles is still busy {Patience.TotalMinutes:0} minutes after its start.");
            await Machine.PauseAsync(TimeSpan.FromSeconds(1));
            var now = Machine.ProcessorSeconds(_site.Id);
            (quiet, last) = (now - last < Quiet ? quiet + 1 : 0, now);
        }
    }

    /// <summary>In percent of a core.</summary>
    public async Task RestAsync()
    {
        using var pause = new PeriodicTimer(Rest);
        for (var turn = 0; turn < Looks; turn++)
        {
            var (before, clock) = (Machine.ProcessorSeconds(_site!.Id), Stopwatch.StartNew());
            await pause.WaitForNextTickAsync();
            _processorAtRest.Add((Machine.ProcessorSeconds(_site.Id) - before) / clock.Elapsed.TotalSeconds * 100);
            _memoryAtRest.Add(Machine.Resident(_site.Id));
        }

        _programFiles = Machine.ProgramFiles(_site!.Id);
    }

    /// <summary>Reads every page in the sitemap once.</summary>
    public async Task ReadAllAsync()
    {
        await Parallel.ForEachAsync(await PagesAsync(), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (page, cancellation) =>
        {
            using var answer = await _browser.GetAsync(page, cancellation);
            answer.EnsureSuccessStatusCode();
        });
        await LookAsync(_memoryAfterAll);
    }

    public Task LookLaterAsync() => LookAsync(_memoryLater);

    /// <summary>The whole response to a client that takes Brotli, of each article, in bytes.</summary>
    public async Task<IReadOnlyList<long>> WeightsAsync()
    {
        var weights = new List<long>();
        foreach (var article in (await PagesAsync()).Where(page => page.StartsWith("/articles/", StringComparison.Ordinal)))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, article);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "br");
            using var answer = await _browser.SendAsync(request);
            var lines = answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated).Sum(header => $"{header.Key}: {header.Value}\r\n".Length);
            weights.Add("HTTP/1.1 200 OK\r\n\r\n".Length + lines + (await answer.Content.ReadAsByteArrayAsync()).Length);
        }

        return weights;
    }

    /// <summary>From the rename of the saved file to the first answer that has its words.</summary>
    public async Task SaveAsync()
    {
        var file = Directory.EnumerateFiles(Path.Combine(content, "articles"), "*.md").Order(StringComparer.Ordinal).First();
        var (text, address) = (await File.ReadAllTextAsync(file), $"/articles/{Path.GetFileNameWithoutExtension(file)}");
        for (var save = 1; save <= Saves; save++)
        {
            var words = string.Create(CultureInfo.InvariantCulture, $"Saved for the {save}th time.");
            await File.WriteAllTextAsync($"{file}.tmp", $"{text}\n\n{words}\n");
            File.Move($"{file}.tmp", file, overwrite: true);
            _saves.Add((await Machine.UntilAsync(_browser, address, (_, page) => page.Contains(words, StringComparison.Ordinal), Patience)).TotalMilliseconds);
        }
    }

    private async Task LookAsync(List<double> memory)
    {
        while (memory.Count < Looks)
        {
            memory.Add(Machine.Resident(_site!.Id));
            await Machine.PauseAsync(BetweenLooks);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Machine.StopAsync(_site);
        _browser.Dispose();
    }

    private async Task<IEnumerable<string>> PagesAsync() =>
        Location().Matches(await _browser.GetStringAsync("/sitemap.xml")).Select(match => new Uri(match.Groups[1].Value).PathAndQuery);

    [GeneratedRegex("<loc>(.+?)</loc>")]
    private static partial Regex Location();
}
