using BackSpasmSite.Content;
using BackSpasmSite.Data;
using BenchmarkDotNet.Attributes;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Benchmarks;

/// <summary>How long an editor waits with 100,000 open reports, 10,000 of them on one sentence.</summary>
[Config(typeof(DeskSettings))]
public class FloodedDesk
{
    /// <summary>The most any page may take.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromMilliseconds(300);

    private const int Count = 100_000;
    private const int OnOneSentence = 10_000;
    private const int Alone = 30_000;

    private static readonly Lazy<Task<BusySite>> Flooded = new(() => BusySite.StartAsync(KeepAsync));

    private static readonly Dictionary<string, string> Addresses = new()
    {
        ["Inbox"] = "/editor",
        ["Inbox, last page"] = "/editor?page=1000",
        ["Inbox, every state"] = "/editor?state=all",
        ["Inbox, what could hurt"] = "/editor?concern=harmful",
        ["Inbox, one article"] = $"/editor?article={Folder.Slug(1)}",
        ["Report, 10,000 on its passage"] = "/editor/reports/1",
        ["Articles"] = "/editor/articles",
        ["Readers' form"] = "/editor/form",
    };

    private BusySite _site = null!;

    /// <summary>The page, named by its content.</summary>
    [ParamsSource(nameof(Pages))]
    public string Page { get; set; } = "";

    public static IEnumerable<string> Pages => Addresses.Keys;

    [GlobalSetup]
    public async Task SetUpAsync() => _site = await Flooded.Value;

    /// <summary>From the request to the last byte of the answer, over a socket.</summary>
    [Benchmark]
    public Task<int> Answer() => _site.AskAsync(Addresses[Page]);

    /// <summary>The first 10,000 on one sentence, the last 30,000 without a passage, three on each of the others.</summary>
    private static Task KeepAsync(SerializedDatabase database, Edition edition) => database.WriteAsync(open => open.Database.ExecuteSqlAsync(
        $"""
         WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {Count})
         INSERT INTO "Reports" ("Id", "Receipt", "Article", "ArticleText", "Quote", "Message", "State", "Passage", "Concern", "ReceivedAt", "ChangedAt", "Version", "EraseWhenReleased")
         SELECT n, printf('%032x', n), 'article-' || (CASE WHEN n <= {OnOneSentence} THEN 1 ELSE 1 + n % {Folder.Articles} END), 'sha256:text',
             CASE WHEN n <= {OnOneSentence} THEN 'Buy these pills.' WHEN n <= {Count - Alone} THEN 'Sentence ' || (n / 3) END,
             'Report ' || n || ' ' || hex(randomblob(300)),
             CASE WHEN n % 10 = 0 THEN 'Looking' ELSE 'New' END,
             CASE WHEN n <= {OnOneSentence} THEN printf('%032x', 1) WHEN n <= {Count - Alone} THEN printf('%032x', 10 + n / 3) END,
             CASE n % 50 WHEN 0 THEN 'harmful' WHEN 1 THEN 'other' WHEN 2 THEN NULL ELSE 'inaccurate' END,
             strftime('%Y-%m-%d %H:%M:%S', '2026-01-01', '+' || n || ' minutes'), strftime('%Y-%m-%d %H:%M:%S', '2026-01-01', '+' || n || ' minutes'),
             '00000000-0000-0000-0000-' || upper(printf('%012x', n)), 0
         FROM numbers
         """));
}
