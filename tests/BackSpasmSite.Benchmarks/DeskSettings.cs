using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace BackSpasmSite.Benchmarks;

/// <summary>Each response is timed by itself, so that the slowest counts.</summary>
internal sealed class DeskSettings : ManualConfig
{
    public DeskSettings()
    {
        // In this process, because all pages are requested from one site.
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithStrategy(RunStrategy.Monitoring).WithWarmupCount(5).WithIterationCount(50));
        AddColumn(StatisticColumn.Median, StatisticColumn.P95, StatisticColumn.Max);
        HideColumns(Column.Mean, Column.Error, Column.StdDev);
        WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(40));
    }
}
