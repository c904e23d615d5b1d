using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using BackSpasmSite.Tests;

namespace BackSpasmSite.Benchmarks;

/// <summary>
/// The table that tells whether a commit is faster or slower: the published site beside nginx, and its start, memory, saves and rest with the
/// shipped content, 1,000 and 10,000 articles. Everything is on loopback.
/// </summary>
internal static partial class Table
{
    private const int Port = 5689;
    private const int Rounds = 3;
    private const int Saves = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    /// <summary>The system counts hundredths of a second, which are a thousandth of this.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    /// <summary>What the runtime compiles again after a start, and the return of memory, are over by then.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(25);

    /// <param name="program">The published program; null to publish it.</param>
    /// <returns>The exit code: 2 if the site can't be published.</returns>
    public static async Task<int> RunAsync(string? program)
    {
        var folder = Directory.CreateTempSubdirectory("backspasm-table-").FullName;
        try
        {
            program ??= await Machine.PublishAsync(Path.Combine(folder, "site"));
            if (program is null) return 2;
            var clock = Stopwatch.StartNew();
            Console.WriteLine($"Load of the machine before: {File.ReadAllText("/proc/loadavg").Split(' ')[0]} on {Environment.ProcessorCount} cores\n");
            if (Machine.WhatIsMissing("wrk", "nginx", "taskset") is { } missing) Console.WriteLine($"Without the comparison with nginx: {missing}");
            else await Serving.CompareAsync(program, folder, Rounds);
            Console.WriteLine("\n| content | first 200, s | healthy, s | memory then, MB | at rest, MB | after every page once, MB | a moment later, MB | save to served, ms | at rest, % of a core |\n|---|---|---|---|---|---|---|---|---|");
            await MeasureAsync("shipped", program, Copy(folder), starts: 3);
            await MeasureAsync("1,000", program, Generate(folder, 1_000), starts: 3);
            await MeasureAsync("10,000", program, Generate(folder, 10_000), starts: 3);
            Console.WriteLine($"\nMedian (least to most). It took {clock.Elapsed.TotalMinutes.ToString("0.0", CultureInfo.InvariantCulture)} minutes without publishing.");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string name, string program, string content, int starts)
    {
        var (first, healthy, memory) = (new List<double>(), new List<double>(), new List<double>());
        var (resting, all, later, rest, saves) = (0.0, 0.0, 0.0, 0.0, new List<double>());
        // The first start of all also creates the database.
        for (var start = 0; start <= starts; start++)
        {
            using var browser = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
            var clock = Stopwatch.StartNew();
            var site = Machine.Start("dotnet", program, $"--urls={browser.BaseAddress}", $"--Site:BaseUrl={browser.BaseAddress}", $"--Site:ContentPath={content}", $"--Site:DataPath={content}-data");
            try
            {
                await Machine.UntilAsync(browser, "/", (answer, _) => answer.IsSuccessStatusCode, Patience);
                var firstAt = clock.Elapsed;
                await Machine.UntilAsync(browser, "/healthz/ready?for=reports", (_, text) => text.StartsWith("Healthy", StringComparison.Ordinal), Patience);
                if (start == 0) continue;
                first.Add(firstAt.TotalSeconds);
                healthy.Add(clock.Elapsed.TotalSeconds);
                memory.Add(Machine.Resident(site.Id));
                if (start < starts) continue;
                rest = await RestAsync(site.Id);
                resting = Machine.Resident(site.Id);
                all = await ReadAllAsync(browser, site.Id);
                await MomentAsync();
                later = Machine.Resident(site.Id);
                saves = await SaveAsync(browser, content);
            }
            finally
            {
                await Machine.StopAsync(site);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {Machine.Spread(first, "0.00")} | {Machine.Spread(healthy, "0.00")} | {Machine.Spread(memory, "0")} | {resting:0} | {all:0} | {later:0} | {Machine.Spread(saves, "0")} | {rest:0.00} |"));
    }

    /// <summary>In percent of a core: the least of two whiles, because the first may contain work left from the start.</summary>
    private static async Task<double> RestAsync(int site)
    {
        await PauseAsync(AfterStart);
        using var pause = new PeriodicTimer(Rest);
        var least = double.MaxValue;
        for (var turn = 0; turn < 2; turn++)
        {
            var (before, clock) = (Machine.ProcessorSeconds(site), Stopwatch.StartNew());
            await pause.WaitForNextTickAsync();
            least = Math.Min(least, (Machine.ProcessorSeconds(site) - before) / clock.Elapsed.TotalSeconds * 100);
        }

        return least;
    }

    /// <summary>Long enough for the site to notice that it is idle, and to return memory.</summary>
    private static Task MomentAsync() => PauseAsync(Moment);

    private static async Task PauseAsync(TimeSpan length)
    {
        using var pause = new PeriodicTimer(length);
        await pause.WaitForNextTickAsync();
    }

    /// <summary>Reads every page in the sitemap once, and returns the memory after that.</summary>
    private static async Task<double> ReadAllAsync(HttpClient browser, int site)
    {
        var pages = Location().Matches(await browser.GetStringAsync("/sitemap.xml")).Select(match => new Uri(match.Groups[1].Value).PathAndQuery).ToList();
        await Parallel.ForEachAsync(pages, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (page, cancellation) =>
        {
            using var answer = await browser.GetAsync(page, cancellation);
            answer.EnsureSuccessStatusCode();
        });
        return Machine.Resident(site);
    }

    /// <summary>From the rename of the saved file to the first answer that has its words.</summary>
    private static async Task<List<double>> SaveAsync(HttpClient browser, string content)
    {
        var file = Directory.EnumerateFiles(Path.Combine(content, "articles"), "*.md").Order(StringComparer.Ordinal).First();
        var (text, address, times) = (await File.ReadAllTextAsync(file), $"/articles/{Path.GetFileNameWithoutExtension(file)}", new List<double>());
        for (var save = 1; save <= Saves; save++)
        {
            var words = string.Create(CultureInfo.InvariantCulture, $"Saved for the {save}th time.");
            await File.WriteAllTextAsync($"{file}.tmp", $"{text}\n\n{words}\n");
            File.Move($"{file}.tmp", file, overwrite: true);
            times.Add((await Machine.UntilAsync(browser, address, (_, page) => page.Contains(words, StringComparison.Ordinal), Patience)).TotalMilliseconds);
        }

        return times;
    }

    private static string Copy(string folder)
    {
        var shipped = Path.Combine(Repository.Root, "content");
        var copy = Path.Combine(folder, "shipped");
        foreach (var file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }

    private static string Generate(string folder, int articles)
    {
        var content = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"generated-{articles}"));
        new GeneratedContent(articles, seed: 1).Write(content);
        return content;
    }

    [GeneratedRegex("<loc>(.+?)</loc>")]
    private static partial Regex Location();
}
