using System.Diagnostics;
using System.Globalization;
using Markdig;

namespace BackSpasmSite.Benchmarks;

/// <summary>
/// <c>check</c> of many articles by the published program, with its start, and in turn what Markdig alone takes to parse and render the same
/// files on all cores, in this process and so without a start.
/// </summary>
internal static class Checking
{
    private const double MostSecondsFor1000 = 3, MostMegabytes = 400;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private static readonly MarkdownPipeline Plain = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().Build();

    /// <param name="program">The published program; null to publish it.</param>
    /// <returns>The exit code: 1 if a limit was passed, 2 if the site can't be published.</returns>
    public static async Task<int> RunAsync(int articles, string? program)
    {
        var folder = Directory.CreateTempSubdirectory("backspasm-check-").FullName;
        try
        {
            program ??= await Machine.PublishAsync(Path.Combine(folder, "site"));
            if (program is null) return 2;
            var content = Path.Combine(folder, "content");
            new GeneratedContent(articles, seed: 1).Write(content);
            Console.WriteLine($"Load of the machine before: {File.ReadAllText("/proc/loadavg").Split(' ')[0]} on {Environment.ProcessorCount} cores");

            // The first of each only warms up: the disk's cache, and the compiled code of this process.
            await CheckAsync(program, content);
            Render(content);
            var (checks, plain) = (new List<Run>(), new List<Run>());
            for (var round = 0; round < (articles > 2000 ? 3 : 7); round++)
            {
                checks.Add(await CheckAsync(program, content));
                plain.Add(Render(content));
            }

            var ci = CultureInfo.InvariantCulture;
            Console.WriteLine($"\n{articles.ToString("N0", ci)} articles, {checks.Count} rounds in turn: median (least to most)\n| | wall, s | processor, s | peak memory, MB |\n|---|---|---|---|");
            Console.WriteLine($"| check | {Of(checks, run => run.Wall)} | {Of(checks, run => run.Processor)} | {Machine.Spread(checks.Select(run => run.Megabytes), "0")} |");
            Console.WriteLine($"| Markdig alone | {Of(plain, run => run.Wall)} | {Of(plain, run => run.Processor)} | |");
            Console.WriteLine($"| check ÷ Markdig | {Machine.Spread(checks.Zip(plain, (check, markdig) => check.Wall / markdig.Wall), "0.0")} | {Machine.Spread(checks.Zip(plain, (check, markdig) => check.Processor / markdig.Processor), "0.0")} | |");
            var (seconds, megabytes) = (Median(checks, run => run.Wall), checks.Max(run => run.Megabytes));
            var isSlow = articles == 1000 && seconds > MostSecondsFor1000;
            if (isSlow) Console.WriteLine(string.Create(ci, $"Too slow: {seconds:0.00} s, limit {MostSecondsFor1000} s"));
            if (megabytes > MostMegabytes) Console.WriteLine(string.Create(ci, $"Too much memory: {megabytes:0} MB, limit {MostMegabytes} MB"));
            return isSlow || megabytes > MostMegabytes ? 1 : 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The process's peak and processor time as last seen before it ended.</summary>
    private static async Task<Run> CheckAsync(string program, string content)
    {
        using var timer = new PeriodicTimer(Pause);
        var (clock, seen) = (Stopwatch.StartNew(), new Run(0, 0, 0));
        using var check = Machine.Start("dotnet", program, "check", $"--Site:ContentPath={content}", $"--Site:DataPath={content}-data");
        var ended = check.WaitForExitAsync();
        while (!ended.IsCompleted)
        {
            await Task.WhenAny(ended, timer.WaitForNextTickAsync().AsTask());
            try
            {
                check.Refresh();
                seen = new Run(0, check.TotalProcessorTime.TotalSeconds, Machine.Peak(check.Id));
            }
            catch (Exception gone) when (gone is IOException or InvalidOperationException)
            {
                // It has just ended.
            }
        }

        return check.ExitCode == 0 ? seen with { Wall = clock.Elapsed.TotalSeconds } : throw new InvalidOperationException($"check ended with exit code {check.ExitCode}.");
    }

    private static Run Render(string content)
    {
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        Parallel.ForEach(Directory.EnumerateFiles(Path.Combine(content, "articles")), file =>
        {
            var text = File.ReadAllText(file);
            // Without the front matter, which is no Markdown.
            Markdown.ToHtml(text[(text.IndexOf("\n---\n", StringComparison.Ordinal) + 5)..], Plain);
        });
        return new Run(clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds, 0);
    }

    private static string Of(IEnumerable<Run> runs, Func<Run, double> value) => Machine.Spread(runs.Select(value), "0.00");

    private static double Median(List<Run> runs, Func<Run, double> value) => runs.Select(value).Order().ElementAt(runs.Count / 2);

    private readonly record struct Run(double Wall, double Processor, double Megabytes);
}
