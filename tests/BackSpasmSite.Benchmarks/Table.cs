using System.Diagnostics;
using System.Globalization;
using BackSpasmSite.Tests;

namespace BackSpasmSite.Benchmarks;

/// <summary>
/// The table that tells whether a commit is faster or slower: the published site beside nginx, and its start, memory, saves and rest with the
/// shipped content, 1,000 and 10,000 articles. Everything is on loopback.
/// </summary>
internal static class Table
{
    private const int Port = 5689;
    private const int Rounds = 5;

    /// <summary>What the runtime compiles again after a start, and the return of memory, are over by then.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(25);

    /// <summary>Long enough for a site to notice that it is idle, and to return memory.</summary>
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
            Console.WriteLine($"{DateTime.UtcNow.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}, commit {await Machine.CommitAsync()}");
            Console.WriteLine($"Load of the machine before: {File.ReadAllText("/proc/loadavg").Split(' ')[0]} on {Environment.ProcessorCount} cores\n");
            await MeasureAsync(program, folder, new("shipped", Copy(folder), Port), new("1,000", Generate(folder, 1_000), Port + 1), new("10,000", Generate(folder, 10_000), Port + 2));
            Console.WriteLine($"\nMedian (least to most). It took {clock.Elapsed.TotalMinutes.ToString("0.0", CultureInfo.InvariantCulture)} minutes without publishing.");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// Busy measurements run one site at a time; the waits are shared, and what the sites do after their start is over while the comparison warms up. Pages are read last, because they are
    /// compressed for minutes afterwards.
    /// </summary>
    private static async Task MeasureAsync(string program, string folder, params MeasuredSite[] sites)
    {
        try
        {
            foreach (var site in sites) await site.StartAsync(program);
            var started = Stopwatch.StartNew();
            var quiet = Task.WhenAll(sites.Select(site => site.UntilQuietAsync()));
            if (Machine.WhatIsMissing("wrk", "nginx", "taskset") is { } missing) Console.WriteLine($"Without the comparison with nginx: {missing}");
            else await Serving.CompareAsync(program, folder, Rounds, quiet);
            await quiet;
            if (started.Elapsed < AfterStart) await Machine.PauseAsync(AfterStart - started.Elapsed);

            await Task.WhenAll(sites.Select(site => site.RestAsync()));
            foreach (var site in sites) await site.SaveAsync();
            foreach (var site in sites) await site.ReadAllAsync();
            await Machine.PauseAsync(Moment);
            await Task.WhenAll(sites.Select(site => site.LookLaterAsync()));
            Console.WriteLine("\n| content | first 200, s | healthy, s | memory then, MB | at rest, MB | of that, program files | after every page once, MB | a moment later, MB | save to served, ms | at rest, % of a core |\n|---|---|---|---|---|---|---|---|---|---|");
            foreach (var site in sites) Console.WriteLine(site.Row);

            var weights = (await sites[0].WeightsAsync()).OrderDescending().ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nArticle pages on the wire (Brotli, with headers): the longest {weights[0]:N0} B, the next {weights[1]:N0} B."));
        }
        finally
        {
            foreach (var site in sites) await site.DisposeAsync();
        }
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
}
