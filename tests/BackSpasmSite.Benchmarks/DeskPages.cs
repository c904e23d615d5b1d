using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace BackSpasmSite.Benchmarks;

/// <summary>How long an editor waits for each page of the desk when 10,000 reports have come in.</summary>
[Config(typeof(Settings))]
public class DeskPages
{
    /// <summary>The most any page may take (issue 4).</summary>
    public static readonly TimeSpan Most = TimeSpan.FromMilliseconds(200);

    private static readonly Lazy<Task<BusySite>> Busy = new(BusySite.StartAsync);

    private BusySite _site = null!;

    /// <summary>The page, by what is on it.</summary>
    [ParamsSource(nameof(Pages))]
    public string Page { get; set; } = "";

    public static IEnumerable<string> Pages => BusySite.Addresses.Keys;

    [GlobalSetup]
    public async Task SetUpAsync() => _site = await Busy.Value;

    /// <summary>From the request to the last byte of the answer, over a socket.</summary>
    [Benchmark]
    public Task<int> Answer() => _site.AskAsync(BusySite.Addresses[Page]);

    private sealed class Settings : ManualConfig
    {
        public Settings()
        {
            // In this process, because all pages are asked of one site. Each answer is timed by itself, so that the slowest counts.
            AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithStrategy(RunStrategy.Monitoring).WithWarmupCount(5).WithIterationCount(50));
            AddColumn(StatisticColumn.Median, StatisticColumn.P95, StatisticColumn.Max);
            HideColumns(Column.Mean, Column.Error, Column.StdDev);
            WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(40));
        }
    }
}
