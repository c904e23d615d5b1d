using BenchmarkDotNet.Attributes;

namespace BackSpasmSite.Benchmarks;

/// <summary>How long an editor waits for each page of the desk with 10,000 reports.</summary>
[Config(typeof(DeskSettings))]
public class DeskPages
{
    /// <summary>The most any page may take.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromMilliseconds(200);

    private static readonly Lazy<Task<BusySite>> Busy = new(() => BusySite.StartAsync(Reports.KeepAsync));

    private BusySite _site = null!;

    /// <summary>The page, named by its content.</summary>
    [ParamsSource(nameof(Pages))]
    public string Page { get; set; } = "";

    public static IEnumerable<string> Pages => BusySite.Addresses.Keys;

    [GlobalSetup]
    public async Task SetUpAsync() => _site = await Busy.Value;

    /// <summary>From the request to the last byte of the answer, over a socket.</summary>
    [Benchmark]
    public Task<int> Answer() => _site.AskAsync(BusySite.Addresses[Page]);
}
