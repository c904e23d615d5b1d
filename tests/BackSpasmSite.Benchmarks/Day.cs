using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace BackSpasmSite.Benchmarks;

/// <summary>
/// A day of readers, searches, reports, an editor and saves in ten minutes, with the site's clock as much faster, so that everything it does
/// hourly or daily happens as often as in a day. Shows how much memory is in use each half hour.
/// </summary>
internal static class Day
{
    private const int Times = 144;
    private const int Points = 48;

    /// <summary>The most that the second half of the day may need more than the morning.</summary>
    private const double MostGrowth = 1.1;

    private static readonly TimeSpan Point = TimeSpan.FromDays(1) / Points / Times;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    private static readonly (string, string)[] Unlimited =
    [
        ("Feedback:ReportsPerHour", "0"), ("Feedback:VotesPerHour", "0"), ("Feedback:NetworkReportsPerDay", "0"), ("Feedback:NetworkKilobytesPerDay", "0"),
        ("Feedback:SiteReportsPerDay", "0"), ("Feedback:SiteMegabytesPerDay", "0"), ("Search:RequestsPerMinute", "0"),
    ];

    private static readonly string[] Searched = ["back pain", "siatica", "how long does a back spasm last", "painkillers", "can't pee", "heat or ice", "magnesium", "zebra"];

    /// <returns>The exit code: 1 if memory grew, or if a request failed.</returns>
    public static async Task<int> RunAsync()
    {
        await using var site = await BusySite.StartAsync(Reports.KeepAsync, new FastClock(Times), Unlimited);
        var random = new Random(1);
        var (counts, failures, pending) = (new ConcurrentDictionary<string, int>(), new ConcurrentBag<string>(), new List<Task>());
        (string Name, double PerDay, Func<Task<bool>> Act)[] traffic =
        [
            ("page read", 60_000, () => IsReadAsync(random.Next(10) == 0 ? "/" : $"/articles/{Folder.Slug(random.Next(1, Folder.Articles + 1))}")),
            ("search", 3_000, () => IsReadAsync($"/search?q={Uri.EscapeDataString(Searched[random.Next(Searched.Length)])}")),
            ("vote", 1_500, () => site.VoteAsync(random.Next(1, Folder.Articles + 1), random.Next(4) == 0 ? "no" : "yes")),
            ("report", 1_000, () => site.ReportAsync($"Report {random.Next(100_000)} of today: this sentence says more than its source does.")),
            ("report declined", 500, site.DeclineAsync),
            ("article saved", 144, () => SaveAsync(site, random)),
        ];

        Console.WriteLine("| time | in use, MB | resident, MB | |\n|---|---|---|---|");
        var (inUse, resident, owed) = (new List<double>(), new List<double>(), new double[traffic.Length]);
        using var pause = new PeriodicTimer(Step);
        var clock = Stopwatch.StartNew();
        var before = TimeSpan.Zero;
        while (inUse.Count < Points)
        {
            await pause.WaitForNextTickAsync();
            var (passed, now) = (clock.Elapsed - before, clock.Elapsed);
            before = now;
            for (var at = 0; at < traffic.Length; at++)
            {
                owed[at] += traffic[at].PerDay * Busyness(now) * passed * Times / TimeSpan.FromDays(1);
                for (; owed[at] >= 1; owed[at]--) pending.Add(ActAsync(traffic[at].Name, traffic[at].Act()));
            }

            if (now < Point * (inUse.Count + 1)) continue;
            await Task.WhenAll(pending);
            pending.Clear();
            inUse.Add(GC.GetTotalMemory(forceFullCollection: true) / 1e6);
            resident.Add(Environment.WorkingSet / 1e6);
            Console.WriteLine($"| {TimeSpan.FromDays(1) * inUse.Count / Points:hh\\:mm} | {inUse[^1]:0} | {resident[^1]:0} | {new string('█', (int)(inUse[^1] / 5))} |");
        }

        Console.WriteLine($"\n{string.Join(", ", counts.OrderByDescending(count => count.Value).Select(count => $"{count.Value:N0} × {count.Key}"))}. Failed: {failures.Count}.");
        foreach (var failure in failures.GroupBy(failure => failure)) Console.WriteLine($"{failure.Count()} × {failure.Key}");
        // From half past six to noon, and from half past six in the evening.
        var growth = new[] { Growth(inUse), Growth(resident) };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Evening ÷ morning: in use {growth[0]:0.00}, resident {growth[1]:0.00} (limit {MostGrowth:0.00})"));
        return failures.IsEmpty && growth.All(grown => grown <= MostGrowth) ? 0 : 1;

        async Task<bool> IsReadAsync(string address) => await site.AskAsync(address) > 0;

        async Task ActAsync(string name, Task<bool> act)
        {
            try
            {
                if (!await act) failures.Add(name);
                counts.AddOrUpdate(name, 1, (_, count) => count + 1);
            }
            catch (Exception failure) when (failure is InvalidOperationException or HttpRequestException)
            {
                failures.Add($"{name}: {failure.Message}");
            }
        }
    }

    /// <summary>Three times as many readers in the afternoon as at night, and on average one.</summary>
    private static double Busyness(TimeSpan passed) => 1 - (0.5 * Math.Cos((passed * Times / TimeSpan.FromDays(1) - 0.125) * 2 * Math.PI));

    private static double Growth(List<double> points) => Median(points[^12..]) / Median(points[12..24]);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>A word more each time, so that the file becomes longer as slowly as it would.</summary>
    private static async Task<bool> SaveAsync(BusySite site, Random random)
    {
        var path = Path.Combine(site.Content, "articles", $"{Folder.Slug(random.Next(1, Folder.Articles + 1))}.md");
        await File.AppendAllTextAsync(path, $"\n\nSaved again, number {random.Next()}.\n");
        return true;
    }

    /// <summary>Shows a time that passes faster. Waits of a minute or more are as much shorter; shorter ones, which only pace the work, stay as they are.</summary>
    private sealed class FastClock(int times) : TimeProvider
    {
        private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

        private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
        private readonly long _began = Stopwatch.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => _start + (Stopwatch.GetElapsedTime(_began) * times);

        public override long GetTimestamp() => _began + ((Stopwatch.GetTimestamp() - _began) * times);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

        private TimeSpan Shorter(TimeSpan wait) => wait < Long ? wait : wait / times;
    }
}
