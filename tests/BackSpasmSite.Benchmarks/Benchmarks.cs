using System.Globalization;
using BackSpasmSite.Benchmarks;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

if (args is ["table", .. var published]) return await Table.RunAsync(published.FirstOrDefault());
if (args is ["serving", .. var served]) return await Serving.RunAsync(served.FirstOrDefault());
if (args is ["saves", .. var saved]) return await Saves.RunAsync(saved is [var each, ..] ? int.Parse(each, CultureInfo.InvariantCulture) : 60, saved is [_, var saver] ? saver : null);
if (args is ["head", var port, var address, var seconds]) return HeadLoad.Run(port, address, seconds);
if (args is ["generate", var folder, var articles, var seed, .. var mistakes])
{
    new GeneratedContent(int.Parse(articles, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture), mistakes is [var some] ? int.Parse(some, CultureInfo.InvariantCulture) : 0).Write(folder);
    return 0;
}
if (args is ["check", .. var options])
    return await Checking.RunAsync(options is [var many, ..] ? int.Parse(many, CultureInfo.InvariantCulture) : 1000, options is [_, var checker] ? checker : null);
if (args is ["search"]) return await Searching.RunAsync();
if (args is ["day"]) return await Day.RunAsync();
if (args is ["databases", var server]) return await Databases.RunAsync(server);

// The options are BenchmarkDotNet's own. Exit code 1 if a page of the desk took too long.
var summaries = BenchmarkSwitcher.FromAssembly(typeof(DeskPages).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args);
var slow = summaries.SelectMany(summary => summary.Reports).Where(report => report.BenchmarkCase.Descriptor.Type != typeof(Hot)).Where(report => Slowest(report) > (report.BenchmarkCase.Descriptor.Type == typeof(FloodedDesk) ? FloodedDesk.Most : DeskPages.Most)).ToList();
foreach (var report in slow)
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Too slow: {report.BenchmarkCase.Parameters.PrintInfo}, {Slowest(report).TotalMilliseconds:0} ms"));
return slow.Count > 0 || summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;

static TimeSpan Slowest(BenchmarkReport report) => TimeSpan.FromMicroseconds((report.ResultStatistics?.Max ?? 0) / 1000);
