using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using BackSpasmSite.Content;
using BackSpasmSite.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Content;

/// <summary>A save every 20 ms for a minute of the site's time, with readers beside it. <c>-- saves</c> of the benchmarks measures real minutes with 1,000 articles.</summary>
public sealed partial class MinuteOfSavesTests
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <summary>The first saves are all of one article, for longer than a file that keeps changing has to wait. Then twenty are saved in turn.</summary>
    private const int OfOne = 1_200, Rounds = 15, Round = 120, InTurn = 20;

    /// <summary>The current one, and those that a background service has not let go of because it has heard of nothing newer.</summary>
    private const int MostEditions = 4;

    [Fact]
    public async Task Every_answer_is_whole_the_last_saves_are_served_and_no_earlier_edition_stays_in_memory()
    {
        var clock = new Clock();
        await using var site = new TestSite { Time = clock };
        for (var article = 0; article <= InTurn; article++) site.Content.Write(FileOf(article), Text(article, 0));
        using var browser = site.Browser();
        await ServedAsync(InTurn, 0);
        var (editions, faults) = (new ConcurrentQueue<WeakReference<Edition>>(), new ConcurrentQueue<string>());
        using var done = new CancellationTokenSource();
        var watching = WatchAsync(site.Services.GetRequiredService<CurrentEdition>(), editions, done.Token);
        var reading = Task.Run(() => ReadAsync(browser, faults, done.Token), TestContext.Current.CancellationToken);

        var (last, number) = (new int[InTurn + 1], 0);
        // A slow machine may need more of them until it has looked.
        while (number < OfOne || (editions.IsEmpty && number < 20 * OfOne)) Save(0);
        Assert.NotEmpty(editions);
        for (var round = 0; round < Rounds; round++)
        {
            for (var save = 0; save < Round; save++) Save(1 + (save % InTurn));
            await ServedAsync(InTurn, last[InTurn]);
        }

        for (var article = 0; article <= InTurn; article++) await ServedAsync(article, last[article]);
        await done.CancelAsync();
        await Task.WhenAll(watching, reading);
        Assert.Empty(faults.Distinct());
        Assert.InRange(editions.Count, 3 * MostEditions, int.MaxValue);
        await Polling.UntilAsync(() => Alive(editions) <= MostEditions);
        var kept = site.Services.GetRequiredService<PageStore>().Kept;
        Assert.InRange(kept.Pages, 1, InTurn + 1);
        Assert.InRange(kept.Bytes, 1, (InTurn + 1) * 50_000);

        void Save(int article)
        {
            last[article] = ++number;
            if (number / 100 % 2 == 0) site.Content.Write(FileOf(article), Text(article, number));
            else site.Content.Replace(FileOf(article), Text(article, number));
            clock.Pass(Between);
        }

        Task ServedAsync(int article, int save) => Polling.UntilAsync(async () =>
        {
            // If it looked partial, it waits for two seconds.
            clock.Pass(10 * Between);
            return await NumberAsync(browser, article, null) == save;
        });
    }

    private static async Task WatchAsync(CurrentEdition current, ConcurrentQueue<WeakReference<Edition>> editions, CancellationToken done)
    {
        try
        {
            for (var hash = current.Edition!.Hash; ;)
            {
                var edition = await current.WaitForOtherThanAsync(hash, done);
                hash = edition.Hash;
                editions.Enqueue(new WeakReference<Edition>(edition));
            }
        }
        catch (OperationCanceledException)
        {
            // All are counted.
        }
    }

    private static async Task ReadAsync(HttpClient browser, ConcurrentQueue<string> faults, CancellationToken done)
    {
        var last = new int[InTurn + 1];
        for (var turn = 0; !done.IsCancellationRequested; turn++)
        {
            var article = turn % 2 == 0 ? 0 : 1 + (turn % InTurn);
            var number = await NumberAsync(browser, article, faults);
            if (number < last[article]) faults.Enqueue($"{number} came after {last[article]}");
            last[article] = number;
        }
    }

    /// <returns>The number of the save that readers see.</returns>
    private static async Task<int> NumberAsync(HttpClient browser, int article, ConcurrentQueue<string>? faults)
    {
        var page = await browser.GetStringAsync($"/articles/{Slug(article)}", TestContext.Current.CancellationToken);
        var (begin, end) = (Begin().Match(page).Groups[1].Value, End().Match(page).Groups[1].Value);
        if (begin.Length == 0 || begin != end) faults?.Enqueue($"Begins with save {begin} and ends with save {end}: {page}");
        return int.Parse(begin, CultureInfo.InvariantCulture);
    }

    /// <summary>Not inlined, so that nothing here keeps one alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Alive(ConcurrentQueue<WeakReference<Edition>> editions)
    {
        GC.Collect();
        return editions.Count(edition => edition.TryGetTarget(out _));
    }

    private static string Slug(int article) => string.Create(CultureInfo.InvariantCulture, $"article-{article}");

    private static string FileOf(int article) => $"articles/{Slug(article)}.md";

    /// <summary>Longer or shorter than the save before it, by less than a tenth.</summary>
    private static string Text(int article, int save) => string.Create(CultureInfo.InvariantCulture, $"""
        ---
        title: "Article {article}"
        description: "What helps."
        author: ann
        published: 2026-11-01
        topics: [heat]
        ---
        Begins with save {save}.

        {new string('x', 4_000 + (save * 37 % 300))}

        Ends with save {save}.

        """);

    [GeneratedRegex("Begins with save ([0-9]+)")]
    private static partial Regex Begin();

    [GeneratedRegex("Ends with save ([0-9]+)")]
    private static partial Regex End();

    /// <summary>Durations are longer by what has passed with saves; the date and the timers are real.</summary>
    private sealed class Clock : TimeProvider
    {
        private long _passed;

        public void Pass(TimeSpan time) => Interlocked.Add(ref _passed, time.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond);

        public override long GetTimestamp() => System.GetTimestamp() + Volatile.Read(ref _passed);
    }
}
