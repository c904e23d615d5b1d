using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Benchmarks;

/// <summary>
/// A minute of saves every 20 ms, in each of the ways in which programs save, and a thousand files at once, with 1,000 articles and readers beside them: whether each answer is whole, how
/// old what readers see becomes, how long they wait, and the memory that it takes.
/// </summary>
internal sealed partial class Saves : IAsyncDisposable
{
    private const int Articles = 1_000, Port = 5691, Readers = 4;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20), BetweenReadings = TimeSpan.FromMilliseconds(20), Patience = TimeSpan.FromMinutes(1);
    private static readonly string[] Codings = ["identity", "gzip", "br"];

    private readonly string _content;
    private readonly Process _site;
    private readonly HttpClient _browser = NewBrowser();
    private readonly string[] _slugs;
    private readonly ConcurrentDictionary<string, Task<string>> _stylesheets = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _wrong = [];

    /// <summary>Of each article, its text without our marks.</summary>
    private readonly string[] _texts;

    /// <summary>How many saves there were before the present way of saving: readers still see some of them.</summary>
    private int _before;

    private Saves(string folder, string program)
    {
        _content = Path.Combine(folder, "content");
        var generated = new GeneratedContent(Articles, seed: 1);
        generated.Write(_content);
        _slugs = [.. Enumerable.Range(1, Articles).Select(generated.Slug)];
        _texts = [.. Enumerable.Range(1, Articles).Select(generated.Article)];
        _site = Machine.Start("dotnet", program, $"--urls={_browser.BaseAddress}", $"--Site:BaseUrl={_browser.BaseAddress}", $"--Site:ContentPath={_content}", $"--Site:DataPath={folder}/data");
    }

    /// <param name="seconds">How long each way of saving lasts.</param>
    /// <param name="program">The published program; null to publish it.</param>
    /// <returns>The exit code: 1 if an answer was wrong, and 2 if the site can't be published.</returns>
    public static async Task<int> RunAsync(int seconds, string? program)
    {
        var folder = Directory.CreateTempSubdirectory("backspasm-saves-").FullName;
        try
        {
            program ??= await Machine.PublishAsync(Path.Combine(folder, "site"));
            if (program is null) return 2;
            await using var saves = new Saves(folder, program);
            return await saves.MeasureAsync(TimeSpan.FromSeconds(seconds)) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Machine.StopAsync(_site);
        _browser.Dispose();
    }

    private static HttpClient NewBrowser() =>
        // Each has a connection of its own.
        new(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}")) };

    private async Task<bool> MeasureAsync(TimeSpan length)
    {
        await Machine.UntilAsync(_browser, "/healthz/ready?for=reports", (_, text) => text.StartsWith("Healthy", StringComparison.Ordinal), Patience);
        await Machine.PauseAsync(TimeSpan.FromSeconds(20));
        Console.WriteLine($"{Articles:N0} articles, {length.TotalSeconds:0} s of each way of saving, {Readers * 50} requests a second beside it; memory {Machine.Resident(_site.Id):0} MB before.");
        Console.WriteLine("| what was saved | saves | versions that readers saw | what readers saw was older than the last save by, at most, s | last save served after, s | readings | median · p99 · slowest, ms | processor, % of a core | memory at the end · most · 25 s later, MB |\n|---|---|---|---|---|---|---|---|---|");
        await MeasureAsync("an article, overwritten", length, save => Overwrite(ArticlePath(0), Marked(0, save)), [0]);
        await MeasureAsync("an article, renamed over", length, save => Replace(ArticlePath(0), Marked(0, save)), [0]);
        await MeasureAsync("ten articles in turn, overwritten", length, save => Overwrite(ArticlePath(save % 10), Marked(save % 10, save)), Enumerable.Range(0, 10));
        await MeasureAsync("ten articles in turn, renamed over", length, save => Replace(ArticlePath(save % 10), Marked(save % 10, save)), Enumerable.Range(0, 10));
        var site = await File.ReadAllTextAsync(Path.Combine(_content, "site.yaml"));
        await MeasureAsync("site.yaml, renamed over", length, save => Replace(Path.Combine(_content, "site.yaml"), NamedSite(site, save)), []);
        for (var turn = 0; turn < 3; turn++) await ThousandAsync(turn);
        foreach (var wrong in _wrong.GroupBy(wrong => wrong).Take(20)) Console.WriteLine($"{wrong.Count()} × {wrong.Key}");
        Console.WriteLine($"Wrong answers: {_wrong.Count}. The most memory at any time: {Machine.Peak(_site.Id):0} MB.");
        return _wrong.IsEmpty;
    }

    /// <param name="name">What is saved.</param>
    /// <param name="length">For how long.</param>
    /// <param name="save">Makes one save, given its number.</param>
    /// <param name="saved">The articles that are saved; none for the site's name.</param>
    private async Task MeasureAsync(string name, TimeSpan length, Action<int> save, IEnumerable<int> saved)
    {
        int[] articles = [.. saved];
        using var over = new CancellationTokenSource();
        var (times, processor, most, oldest) = (new List<long>(), Machine.ProcessorSeconds(_site.Id), 0.0, TimeSpan.Zero);
        var (versions, waits) = (new ConcurrentDictionary<int, bool>(), new ConcurrentBag<double>());
        var readers = Enumerable.Range(0, Readers).Select(reader => Task.Run(() => ReadAsync(reader, articles, (number, wait, begun) =>
        {
            waits.Add(wait.TotalMilliseconds);
            if (number <= _before) return;
            versions.TryAdd(number, true);
            lock (times)
            {
                // With several files in turn, the next save of the same one.
                var next = number - _before - 1 + Math.Max(1, articles.Length);
                if (next < times.Count && times[next] is > 0 and var since && since < begun) oldest = TimeSpan.FromTicks(Math.Max(oldest.Ticks, Stopwatch.GetElapsedTime(since, begun).Ticks));
            }
        }, over.Token))).ToList();

        using var beat = new PeriodicTimer(Between);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < length)
        {
            await beat.WaitForNextTickAsync();
            lock (times) times.Add(0);
            save(_before + times.Count);
            lock (times) times[^1] = Stopwatch.GetTimestamp();
            if (times.Count % 10 == 0) most = Math.Max(most, Machine.Resident(_site.Id));
        }

        var address = articles.Length > 0 ? Address(articles[(_before + times.Count) % articles.Length]) : "/";
        var lastServed = await Machine.UntilAsync(_browser, address, (_, page) => NumberIn(page) == _before + times.Count, Patience);
        await over.CancelAsync();
        await Task.WhenAll(readers);
        var busy = (Machine.ProcessorSeconds(_site.Id) - processor) / clock.Elapsed.TotalSeconds * 100;
        _before += times.Count;
        var atEnd = Machine.Resident(_site.Id);
        await Machine.PauseAsync(TimeSpan.FromSeconds(25));
        var sorted = waits.Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {times.Count} | {versions.Count} | {oldest.TotalSeconds:0.0} | {lastServed.TotalSeconds:0.00} | {sorted.Count:N0} | {sorted[sorted.Count / 2]:0.0} · {sorted[sorted.Count * 99 / 100]:0.0} · {sorted[^1]:0} | {busy:0} | {atEnd:0} · {Math.Max(most, atEnd):0} · {Machine.Resident(_site.Id):0} |"));
    }

    /// <summary>Every article within a second, half of them by renaming.</summary>
    private async Task ThousandAsync(int turn)
    {
        var (number, clock) = (1_000_000 + turn, Stopwatch.StartNew());
        for (var article = 0; article < Articles; article++)
        {
            if (article % 2 == 0) Overwrite(ArticlePath(article), Marked(article, number));
            else Replace(ArticlePath(article), Marked(article, number));
        }

        var written = clock.Elapsed;
        foreach (var article in Enumerable.Range(0, Articles))
        {
            var shown = 0;
            try
            {
                await Machine.UntilAsync(_browser, Address(article), (_, page) => (shown = NumberIn(page)) == number, Patience);
            }
            catch (TimeoutException)
            {
                _wrong.Add($"{_slugs[article]} still shows save {shown}; its file has {number}: {await File.ReadAllTextAsync(ArticlePath(article)) == Marked(article, number)}");
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Articles:N0} files written in {written.TotalSeconds:0.00} s: all served, and read, {(clock.Elapsed - written).TotalSeconds:0.00} s later; memory {Machine.Resident(_site.Id):0} MB."));
        await Machine.PauseAsync(TimeSpan.FromSeconds(25));
        Console.WriteLine($"25 s later {Machine.Resident(_site.Id):0} MB.");
    }

    private async Task ReadAsync(int reader, int[] articles, Action<int, TimeSpan, long> read, CancellationToken over)
    {
        using var browser = NewBrowser();
        using var beat = new PeriodicTimer(BetweenReadings);
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        try
        {
            for (var turn = reader; ; turn++)
            {
                await beat.WaitForNextTickAsync(over);
                var address = (turn % 4) switch { 0 => "/", 1 => Address(500 + (turn % 7)), _ => Address(articles.Length == 0 ? 1 : articles[turn / 4 % articles.Length]) };
                var begun = Stopwatch.GetTimestamp();
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.TryAddWithoutValidation("Accept-Encoding", Codings[turn / 4 % 3]);
                using var answer = await browser.SendAsync(request, CancellationToken.None);
                var bytes = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
                var number = await CheckAsync(answer, bytes, address, last);
                read(number, Stopwatch.GetElapsedTime(begun), begun);
            }
        }
        catch (OperationCanceledException)
        {
            // Over.
        }
        catch (Exception failure)
        {
            _wrong.Add($"A reader stopped: {failure.Message}");
        }
    }

    /// <returns>The number of the save that the page shows; 0 if it shows none.</returns>
    private async Task<int> CheckAsync(HttpResponseMessage answer, byte[] bytes, string address, Dictionary<string, int> last)
    {
        if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentLength != bytes.Length) _wrong.Add($"{(int)answer.StatusCode}, {answer.Content.Headers.ContentLength} bytes announced, {bytes.Length} came");
        if (answer.Headers.ETag?.Tag != $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"") _wrong.Add("The ETag is not of these bytes");
        var page = Encoding.UTF8.GetString(Decode(bytes, answer.Content.Headers.ContentEncoding.SingleOrDefault()));
        var (begins, ends, names) = (Begin().Match(page), End().Match(page), Names().Matches(page).Select(match => match.Groups[1].Value).Distinct().ToList());
        if (begins.Groups[1].Value != ends.Groups[1].Value || !page.EndsWith("</html>", StringComparison.Ordinal) && !page.EndsWith("</html>\n", StringComparison.Ordinal)) _wrong.Add($"Begins with save {begins.Groups[1]} and ends with {ends.Groups[1]}");
        if (names.Count > 1) _wrong.Add($"Has the names of {names.Count} editions");
        var href = Href().Match(page).Groups[1].Value;
        if (names is [var name])
        {
            var accent = AccentOf(int.Parse(name, CultureInfo.InvariantCulture));
            if (!(await _stylesheets.GetOrAdd(href, _browser.GetStringAsync)).Contains(accent, StringComparison.OrdinalIgnoreCase)) _wrong.Add("The stylesheet is another edition's");
        }

        var number = NumberIn(page);
        if (number < last.GetValueOrDefault(address)) _wrong.Add($"{number} came after {last[address]} on one connection, {address}");
        last[address] = number;
        return number;
    }

    private static byte[] Decode(byte[] bytes, string? coding)
    {
        using Stream decoded = coding switch
        {
            "br" => new System.IO.Compression.BrotliStream(new MemoryStream(bytes), System.IO.Compression.CompressionMode.Decompress),
            "gzip" => new System.IO.Compression.GZipStream(new MemoryStream(bytes), System.IO.Compression.CompressionMode.Decompress),
            _ => new MemoryStream(bytes),
        };
        using var all = new MemoryStream();
        decoded.CopyTo(all);
        return all.ToArray();
    }

    private static int NumberIn(string page) => (Begin().Match(page), Names().Match(page)) switch
    {
        ({ Success: true } save, _) => int.Parse(save.Groups[1].Value, CultureInfo.InvariantCulture),
        (_, { Success: true } name) => int.Parse(name.Groups[1].Value, CultureInfo.InvariantCulture),
        _ => 0,
    };

    private string ArticlePath(int article) => Path.Combine(_content, "articles", $"{_slugs[article]}.md");

    private string Address(int article) => $"/articles/{_slugs[article]}";

    private string Marked(int article, int save)
    {
        // Longer and shorter in turn, and whole: the mark behind the front matter, and the one at the end.
        var text = _texts[article];
        var start = text.IndexOf("\n---\n", StringComparison.Ordinal) + 5;
        return string.Create(CultureInfo.InvariantCulture, $"{text[..start]}Begins with save {save}.\n\n{text[start..]}\n\n{new string('x', save * 37 % 400)}\n\nEnds with save {save}.\n");
    }

    private static string NamedSite(string site, int save) =>
        string.Create(CultureInfo.InvariantCulture, $"{NameLine().Replace(site, "")}\nname: \"Edition {save}.\"\naccent: \"{AccentOf(save)}\"\n");

    private static string AccentOf(int save) => save % 2 == 0 ? "#123456" : "#700000";

    private static void Overwrite(string path, string text) => File.WriteAllText(path, text);

    private static void Replace(string path, string text)
    {
        File.WriteAllText($"{path}.new~", text);
        File.Move($"{path}.new~", path, overwrite: true);
    }

    [GeneratedRegex(@"<p[^>]*>Begins with save (\d+)\.")]
    private static partial Regex Begin();

    [GeneratedRegex(@"Ends with save (\d+)\.")]
    private static partial Regex End();

    [GeneratedRegex(@"Edition (\d+)\.")]
    private static partial Regex Names();

    [GeneratedRegex("rel=\"?stylesheet\"? href=\"?([^\" >]+)")]
    private static partial Regex Href();

    [GeneratedRegex(@"^(name|accent):.*\n", RegexOptions.Multiline)]
    private static partial Regex NameLine();
}
