using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using BackSpasmSite.Search;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Benchmarks;

/// <summary>
/// Search in a large site: how long building the index takes and how much memory, how soon a saved change is found, how long searches take, and
/// how long readers of articles wait with and without searches going on. The site and its clients share this process.
/// </summary>
internal static class Searching
{
    private const int Articles = 10_000;
    private const int SearchesPerSecond = 50;
    private const int ReadsPerSecond = 200;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(20);

    private static readonly GeneratedContent Generated = new(Articles, seed: 1);

    private static readonly string[] Queries =
    [
        "back pain", "back spasm", "sciatica", "heat or ice", "ibuprofen", "how long does a back spasm last", "my back has seized up", "painkillers", "can't pee",
        "stretch", "the", "run", "siatica", "magnesium cramps", "\"bed rest\"", "mas", "bad back in the morning", "babaka", "pain pain pain", "should I use heat or rest or go for a walk",
    ];

    private static TextWriter _out = TextWriter.Null;

    /// <returns>The exit code: 1 if a limit was passed.</returns>
    public static async Task<int> RunAsync()
    {
        // The log of the site would be between the lines.
        _out = Console.Out;
        Console.SetOut(TextWriter.Null);
        var folder = Directory.CreateTempSubdirectory("backspasm-searching-").FullName;
        try
        {
            _out.WriteLine($"Writing {Articles:N0} articles of some 1,250 words …");
            var content = Path.Combine(folder, "content");
            Generated.Write(content);
            var fails = new List<string>();
            Build(content, folder, fails);
            await ServeAsync(content, folder, fails);
            foreach (var fail in fails) _out.WriteLine($"Too much: {fail}");
            return fails.Count > 0 ? 1 : 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Build(string content, string folder, List<string> fails)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "alone")).FullName;
        var clock = Stopwatch.StartNew();
        var edition = new EditionBuilder(new Content.Files.ContentFolder(content), drafts: false).Build(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
        _out.WriteLine($"The edition: {clock.Elapsed.TotalSeconds:0.0} s, {edition.Articles.Count:N0} articles");
        using var index = new SearchIndex(Microsoft.Extensions.Options.Options.Create(new SiteOptions { DataPath = data }));
        var before = Resident(collect: true);
        var most = before;
        using (new Timer(_ => most = Math.Max(most, Resident(collect: false)), null, 0, 50))
        {
            clock.Restart();
            index.Update(edition, CancellationToken.None);
        }

        Report("Building the index", clock.Elapsed.TotalSeconds, "s", 20, fails);
        Report("Memory while building it", (most - before) / 1e6, "MB", 300, fails);
        _out.WriteLine($"The file: {new FileInfo(index.Path).Length / 1e6:0} MB");
        clock.Restart();
        index.Update(edition with { Hash = "another" }, CancellationToken.None);
        _out.WriteLine($"An update without a change: {clock.Elapsed.TotalMilliseconds:0} ms");

        var search = new SiteSearch(index);
        var total = 0.0;
        foreach (var query in Queries)
        {
            search.Find(query, edition);
            var hits = 0;
            var taken = ProcessorTime(() => hits = search.Find(query, edition)!.Hits.Count);
            total += taken;
            _out.WriteLine($"  {query}: {hits} hits, {taken:0.0} ms of a processor");
        }

        _out.WriteLine($"On average {total / Queries.Length:0.0} ms of a processor");
    }

    /// <summary>In milliseconds, on average of ten. Other work on the machine does not count.</summary>
    private static double ProcessorTime(Action act)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var time = 0; time < 10; time++) act();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMilliseconds / 10;
    }

    private static long Resident(bool collect)
    {
        if (collect)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static async Task ServeAsync(string content, string folder, List<string> fails)
    {
        // Any type of the site identifies the program to start; its own Program has the same name as the one here.
        await using var factory = new WebApplicationFactory<SiteOptions>().WithWebHostBuilder(builder => builder
            .UseSetting("environment", "Production")
            .UseSetting("Site:ContentPath", content)
            .UseSetting("Site:DataPath", Path.Combine(folder, "data"))
            .UseSetting("Search:RequestsPerMinute", "0"));
        factory.UseKestrel(0);
        factory.StartServer();
        using var browser = new HttpClient { BaseAddress = factory.ClientOptions.BaseAddress };
        var index = factory.Services.GetRequiredService<SearchIndex>();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!index.IsReady) await pause.WaitForNextTickAsync();

        // Every reader's page is in memory, as after some minutes of use.
        var read = Enumerable.Range(1, 100).Select(number => $"/articles/{Generated.Slug(number)}").ToArray();
        var asked = Queries.Select(query => $"/search?q={Uri.EscapeDataString(query)}").ToArray();
        foreach (var address in read.Concat(asked)) await browser.GetByteArrayAsync(address);

        // This process is not compiled ahead of time: its first searches wait for the compiler, which takes more of the processor than they do.
        var first = await LoadAsync(browser, asked, SearchesPerSecond);
        _out.WriteLine($"While the program is being compiled: p99 of {SearchesPerSecond} searches a second {Percentile(first, 99):0.0} ms, median {Percentile(first, 50):0.0} ms");
        var searches = await LoadAsync(browser, asked, SearchesPerSecond);
        Report($"p99 of {SearchesPerSecond} searches a second", Percentile(searches, 99), "ms", 30, fails);
        _out.WriteLine($"  median {Percentile(searches, 50):0.0} ms, slowest {Percentile(searches, 100):0.0} ms");
        var alone = await LoadAsync(browser, read, ReadsPerSecond);
        var other = LoadAsync(browser, asked, SearchesPerSecond);
        var beside = await LoadAsync(browser, read, ReadsPerSecond);
        await other;
        _out.WriteLine($"p99 of {ReadsPerSecond} readers a second: {Percentile(alone, 99):0.0} ms without searches (median {Percentile(alone, 50):0.0} ms), {Percentile(beside, 99):0.0} ms with {SearchesPerSecond} a second (median {Percentile(beside, 50):0.0} ms)");

        var (saved, indexed) = (new List<double>(), new List<double>());
        var current = factory.Services.GetRequiredService<CurrentEdition>();
        for (var number = 1; number <= 5; number++)
        {
            var word = $"wugzebra{(char)('a' + number)}";
            // Every fourth cites by number.
            var path = Path.Combine(content, "articles", $"{Generated.Slug(4 * number)}.md");
            var text = await File.ReadAllTextAsync(path);
            var before = current.Edition!.Hash;
            var clock = Stopwatch.StartNew();
            await File.WriteAllTextAsync(path, text.Replace("(1).", $"{word} (1).", StringComparison.Ordinal));
            await current.WaitForOtherThanAsync(before, CancellationToken.None);
            var published = clock.Elapsed;
            while (!(await browser.GetStringAsync($"/search?q={word}")).Contains("class=\"hits\"", StringComparison.Ordinal)) await pause.WaitForNextTickAsync();
            saved.Add(clock.Elapsed.TotalMilliseconds);
            indexed.Add((clock.Elapsed - published).TotalMilliseconds);
        }

        saved.Sort();
        _out.WriteLine($"A change is found after it is published, slowest of five: {indexed.Max():0} ms");
        Report("A saved change is found, slowest of five", saved[^1], "ms", 1000, fails);
    }

    /// <summary>Sends requests at fixed times, however long the answers take, and returns how long each took from the time it was due.</summary>
    private static async Task<List<double>> LoadAsync(HttpClient browser, string[] addresses, int perSecond)
    {
        var taken = new ConcurrentBag<double>();
        var clock = Stopwatch.StartNew();
        var all = new List<Task>();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var number = 0; clock.Elapsed < Length; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / perSecond);
            while (clock.Elapsed < due) await pause.WaitForNextTickAsync();
            all.Add(AskAsync(addresses[number * 7 % addresses.Length], due));
        }

        await Task.WhenAll(all);
        return [.. taken.Order()];

        async Task AskAsync(string address, TimeSpan due)
        {
            await browser.GetByteArrayAsync(address);
            taken.Add((clock.Elapsed - due).TotalMilliseconds);
        }
    }

    private static double Percentile(List<double> sorted, int percent) => sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];

    private static void Report(string what, double value, string unit, double most, List<string> fails)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{what}: {value:0.0} {unit} (limit {most:0} {unit})");
        _out.WriteLine(line);
        if (value > most) fails.Add(line);
    }
}
