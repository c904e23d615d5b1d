using System.Diagnostics;
using BackSpasmSite.Data;
using BackSpasmSite.Reports;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Benchmarks;

/// <summary>
/// Reports that SQLite and PostgreSQL accept in a second, from 16 readers at once over sockets; then each page of the desk with a million
/// reports on PostgreSQL, 50,000 of them waiting.
/// </summary>
internal static class Databases
{
    private const int Readers = 16;
    private const int Million = 1_000_000;
    private const int Asked = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MostOfPage = TimeSpan.FromMilliseconds(300);

    /// <summary>95 of 100 are closed, as after some years; seven of ten name a passage, three on each.</summary>
    private static readonly string Fill = string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"""
        SET LOCAL statement_timeout = 0;
        INSERT INTO "Reports" ("Receipt", "Article", "ArticleText", "Quote", "Message", "State", "Passage", "Concern", "ReceivedAt", "ChangedAt", "Version", "EraseWhenReleased")
        SELECT 'million-' || n, 'article-' || (1 + n % {Folder.Articles}), 'sha256:text', CASE WHEN n % 10 < 7 THEN 'Sentence ' || (n / 3) END,
            'Report ' || n || ' pain in the back when running on hard ground after a long day ' || md5(n::text),
            CASE WHEN n <= {Million * 95 / 100} THEN (ARRAY['Corrected', 'Declined', 'Spam', 'Duplicate'])[1 + n % 4] WHEN n % 10 = 0 THEN 'Looking' ELSE 'New' END,
            CASE WHEN n % 10 < 7 THEN md5((n / 3)::text) END,
            CASE n % 50 WHEN 0 THEN 'harmful' WHEN 1 THEN 'other' WHEN 2 THEN NULL ELSE 'inaccurate' END,
            '2025-01-01Z'::timestamptz + n * interval '1 second', '2025-01-01Z'::timestamptz + n * interval '1 second', md5(n::text)::uuid, false
        FROM generate_series(1, {Million}) AS n
        """);

    private static readonly (string, string)[] Unlimited = [("Feedback:ReportsPerHour", "0"), ("Feedback:SiteReportsPerDay", "0"), ("Feedback:SiteMegabytesPerDay", "0")];

    /// <param name="server">The connection string of a PostgreSQL database that is empty, and then filled, or that an earlier run has filled.</param>
    /// <returns>1 if a page took longer than it may.</returns>
    public static async Task<int> RunAsync(string server)
    {
        (string, string)[] postgreSql = [("Database:Provider", "PostgreSql"), ("ConnectionStrings:Database", server), .. Unlimited];
        Console.WriteLine("| database | reports/s | median | p99 | refused |\n|---|---|---|---|---|");
        await using (var embedded = await BusySite.StartAsync((_, _) => Task.CompletedTask, Unlimited)) await AcceptAsync("SQLite", embedded);
        SerializedDatabase database = null!;
        await using var site = await BusySite.StartAsync(
            (open, _) =>
            {
                database = open;
                return Task.CompletedTask;
            },
            postgreSql);
        await AcceptAsync("PostgreSQL", site);
        if (await database.ReadAsync(open => open.Set<Report>().CountAsync(), CancellationToken.None) < Million) await FillAsync(database);

        Console.WriteLine($"\n| page with {Million:N0} reports | median | slowest of {Asked} |\n|---|---|---|");
        var slow = 0;
        foreach (var (page, address) in BusySite.Addresses.Where(page => !page.Value.Contains("/reports/", StringComparison.Ordinal)))
        {
            await site.AskAsync(address);
            var times = new List<TimeSpan>();
            for (var i = 0; i < Asked; i++) times.Add(await TimeAsync(() => site.AskAsync(address)));
            times.Sort();
            Console.WriteLine($"| {page} | {times[Asked / 2].TotalMilliseconds:0} ms | {times[^1].TotalMilliseconds:0} ms |");
            if (times[Asked / 2] > MostOfPage) slow++;
        }

        return slow > 0 ? 1 : 0;
    }

    private static async Task AcceptAsync(string name, BusySite site)
    {
        for (var i = 0; i < 50; i++) await site.ReportAsync($"Warming up {i}.");
        var refused = 0;
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, Readers).Select(reader => Task.Run(async () =>
        {
            var own = new List<TimeSpan>();
            for (var number = 0; clock.Elapsed < Span; number++)
            {
                var text = $"Report {number} of reader {reader}: this sentence says more than its source does.";
                own.Add(await TimeAsync(async () =>
                {
                    if (!await site.ReportAsync(text)) Interlocked.Increment(ref refused);
                    return 0;
                }));
            }

            return own;
        })));
        var all = times.SelectMany(own => own).Order().ToList();
        Console.WriteLine($"| {name} | {(all.Count - refused) / clock.Elapsed.TotalSeconds:0} | {all[all.Count / 2].TotalMilliseconds:0} ms | {all[all.Count * 99 / 100].TotalMilliseconds:0} ms | {refused} |");
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task<int>> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start);
    }

    private static async Task FillAsync(SerializedDatabase database)
    {
        await database.WriteAsync(open =>
        {
            open.Database.SetCommandTimeout(Patience);
            return open.Database.ExecuteSqlRawAsync(Fill);
        });
        // As the server's autovacuum does before long, but now.
        await database.ReadAsync(async open =>
        {
            open.Database.SetCommandTimeout(Patience);
            await open.Database.OpenConnectionAsync();
            await open.Database.ExecuteSqlRawAsync("SET statement_timeout = 0");
            return await open.Database.ExecuteSqlRawAsync("VACUUM ANALYZE \"Reports\"");
        }, CancellationToken.None);
    }
}
