using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using BackSpasmSite.Tests;

namespace BackSpasmSite.Benchmarks;

/// <summary>
/// How many requests a second the published site answers from memory, and nginx beside it with the same bytes and headers. Both run on
/// the first core, wrk on the second, and take turns, so that other work on the machine slows both.
/// </summary>
internal static partial class Serving
{
    private const string Longest = "/articles/back-spasm-during-running";
    private const int Rounds = 15;

    /// <summary>The shortest time that wrk takes. Many short rounds in turn have a steadier median than few long ones, because other work on the machine comes in bursts.</summary>
    private const int Seconds = 1;

    /// <summary>With reports and searches beside it: in one second there are too few of them.</summary>
    private const int SecondsBeside = 2;
    private const int SitePort = 5687;
    private const int NginxPort = 5688;

    /// <summary>The runtime compiles again what is used often, beside the requests on the same core.</summary>
    private const int MostWarmups = 12;

    private static readonly (string Name, string? Script, bool WithWriters)[] Requests =
    [
        ("gzip", "", false),
        ($"gzip, while the site also gets {Writers.Reports} reports and {Writers.Searches} searches a second", "", true),
        ("identity", "wrk.headers[\"Accept-Encoding\"] = \"identity\"", false),
        ("304", "wrk.headers[\"If-None-Match\"] = \"{0}\"", false),
        ("HEAD", null, false),
    ];

    /// <param name="program">The published program; null to publish it.</param>
    /// <returns>The exit code: 2 if something is not installed.</returns>
    public static async Task<int> RunAsync(string? program)
    {
        if (Machine.WhatIsMissing("wrk", "nginx", "taskset") is { } missing)
        {
            Console.Error.WriteLine(missing);
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("backspasm-serving-").FullName;
        try
        {
            program ??= await Machine.PublishAsync(Path.Combine(folder, "site"));
            if (program is null) return 2;
            await CompareAsync(program, folder, Rounds);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Prints the rows of the table.</summary>
    /// <param name="program">The published program.</param>
    /// <param name="folder">For what nginx serves, and for the site's data.</param>
    /// <param name="rounds">How many rounds of each kind of request each server gets.</param>
    /// <param name="quiet">Ends before anything is measured, but not before the site has been warmed up; null to begin at once.</param>
    public static async Task CompareAsync(string program, string folder, int rounds, Task? quiet = null)
    {
        Process? site = null, nginx = null;
        try
        {
            site = Machine.Start("taskset", "-c", "0", "dotnet", program, $"--urls=http://127.0.0.1:{SitePort}",
                $"--Site:BaseUrl=http://127.0.0.1:{SitePort}", $"--Site:ContentPath={Path.Combine(Repository.Root, "content")}", $"--Site:DataPath={Path.Combine(folder, "data")}",
                "--Feedback:ReportsPerHour=0", "--Feedback:NetworkReportsPerDay=0", "--Feedback:SiteReportsPerDay=0", "--Search:RequestsPerMinute=0");
            using var browser = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{SitePort}") };
            var headers = await WarmAsync(browser, folder);
            nginx = StartNginx(folder, headers);
            await PrintAsync(folder, browser, rounds, site.Id, nginx.Id, quiet ?? Task.CompletedTask);
        }
        finally
        {
            await Machine.StopAsync(nginx);
            await Machine.StopAsync(site);
        }
    }

    /// <summary>Waits for the site and for its best compression, writes the files that nginx serves, and returns the headers that it adds.</summary>
    private static async Task<IReadOnlyList<string>> WarmAsync(HttpClient browser, string folder)
    {
        await Machine.UntilAsync(browser, "/healthz/ready", (answer, _) => answer.IsSuccessStatusCode, TimeSpan.FromMinutes(1));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var (length, same) = (0, 0);
        while (same < 20)
        {
            var now = (await GetAsync(browser, "gzip")).Bytes.Length;
            (length, same) = (now, now == length ? same + 1 : 0);
            await pause.WaitForNextTickAsync();
        }

        var file = Path.Combine(folder, "html", Longest.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, (await GetAsync(browser, "identity")).Bytes);
        var (bytes, headers) = await GetAsync(browser, "gzip");
        await File.WriteAllBytesAsync($"{file}.gz", bytes);
        return [.. headers.Where(header => header.Key is not ("Date" or "ETag" or "Vary" or "Accept-Ranges" or "Connection" or "Keep-Alive"))
            .Select(header => $"add_header {header.Key} \"{header.Value}\";")];
    }

    private static async Task<(byte[] Bytes, Dictionary<string, string> Headers)> GetAsync(HttpClient browser, string coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Longest);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", coding);
        using var answer = (await browser.SendAsync(request)).EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync(), answer.Headers.NonValidated.ToDictionary(header => header.Key, header => header.Value.ToString()));
    }

    private static Process StartNginx(string folder, IReadOnlyList<string> headers)
    {
        // As root, nginx would read the files as another user, who may not.
        File.WriteAllText(Path.Combine(folder, "nginx.conf"), $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            worker_processes 1; daemon off; pid {{folder}}/nginx.pid; error_log {{folder}}/error.log;
            events { worker_connections 1024; }
            http {
              access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; default_type "text/html; charset=utf-8"; open_file_cache max=100;
              client_body_temp_path {{folder}}/t; proxy_temp_path {{folder}}/t; fastcgi_temp_path {{folder}}/t; uwsgi_temp_path {{folder}}/t; scgi_temp_path {{folder}}/t;
              server { listen 127.0.0.1:{{NginxPort}}; root {{folder}}/html; gzip_static on; gzip_vary on; {{string.Join(' ', headers)}} }
            }
            """);
        return Machine.Start("taskset", "-c", "0", "nginx", "-p", folder, "-c", Path.Combine(folder, "nginx.conf"));
    }

    private static async Task PrintAsync(string folder, HttpClient browser, int rounds, int siteId, int nginxId, Task quiet)
    {
        using var nginx = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{NginxPort}") };
        await Machine.UntilAsync(nginx, Longest, (answer, _) => answer.IsSuccessStatusCode, TimeSpan.FromMinutes(1));
        Console.WriteLine($"{Longest}, 64 connections, {rounds} × {Seconds} s each in turn, beside reports and searches {RoundsBeside(rounds)} × {SecondsBeside} s: median (least to most)");
        Console.WriteLine("| request | site, requests/s | nginx, requests/s | site ÷ nginx | p99, site ÷ nginx | requests per second of processor time, site ÷ nginx |\n|---|---|---|---|---|---|");
        foreach (var (name, script, withWriters) in Requests)
        {
            var runs = new List<(Run Site, Run Nginx)>();
            var (site, other) = (await WriteAsync(browser, "site"), await WriteAsync(nginx, "nginx"));
            var seconds = withWriters ? SecondsBeside : Seconds;
            await WarmUpAsync(site, siteId, least: name == Requests[0].Name ? MostWarmups : 3);
            await quiet;
            if (withWriters) await RunBesideAsync();
            var count = withWriters ? RoundsBeside(rounds) : rounds;
            for (var round = 0; round < count; round++) runs.Add((await RunBesideAsync(), await RunAsync(NginxPort, other, nginxId, seconds)));
            Console.WriteLine($"| {name} | {Machine.Spread(runs.Select(run => run.Site.Rate), "N0")} | {Machine.Spread(runs.Select(run => run.Nginx.Rate), "N0")} | {Ratio(run => run.Rate)} | {Ratio(run => run.P99)} | {Ratio(run => run.Rate / run.Load)} |");

            async Task<Run> RunBesideAsync()
            {
                await using var writers = withWriters ? new Writers(browser) : null;
                return await RunAsync(SitePort, site, siteId, seconds);
            }

            string Ratio(Func<Run, double> of) => Machine.Spread(runs.Select(run => of(run.Site) / of(run.Nginx)), "0.00");

            async Task<string?> WriteAsync(HttpClient server, string which)
            {
                if (script is null) return null;
                var tag = (await GetAsync(server, "gzip")).Headers["ETag"].Replace("\"", "\\\"", StringComparison.Ordinal);
                var path = Path.Combine(folder, $"{which}.lua");
                await File.WriteAllTextAsync(path, $"wrk.headers[\"Accept-Encoding\"] = \"gzip\"\n{script.Replace("{0}", tag, StringComparison.Ordinal)}\n");
                return path;
            }
        }
    }

    private static int RoundsBeside(int rounds) => (rounds + 1) / SecondsBeside;

    /// <summary>The first kind gets twelve turns, because the runtime compiles longest beside it; the others end when their rate stops rising.</summary>
    private static async Task WarmUpAsync(string? script, int siteId, int least)
    {
        var best = 0.0;
        for (var turn = 0; turn < Math.Max(least, MostWarmups / 2); turn++)
        {
            var rate = (await RunAsync(SitePort, script, siteId, Seconds)).Rate;
            if (turn >= least && rate < best * 1.02) return;
            best = Math.Max(best, rate);
        }
    }

    /// <param name="script">Null for HEAD.</param>
    private static async Task<Run> RunAsync(int port, string? script, int server, int seconds)
    {
        var (before, clock) = (Machine.ProcessorSeconds(server), Stopwatch.StartNew());
        var (rate, p99) = script is null ? await HeadLoad.MeasureAsync(port, Longest, seconds) : await WrkAsync(port, script, seconds);
        return new Run(rate, p99, (Machine.ProcessorSeconds(server) - before) / clock.Elapsed.TotalSeconds);
    }

    private static async Task<(double Rate, double P99)> WrkAsync(int port, string script, int seconds)
    {
        using var wrk = Machine.StartToRead("taskset", "-c", "1", "wrk", "-t1", "-c64", $"-d{seconds}s", "--latency", "-s", script, $"http://127.0.0.1:{port}{Longest}");
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (said.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException(said);
        var p99 = Percentile().Match(said);
        var unit = p99.Groups[2].Value switch { "us" => 1e-3, "ms" => 1, _ => 1e3 };
        return (double.Parse(Rate().Match(said).Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(p99.Groups[1].Value, CultureInfo.InvariantCulture) * unit);
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([0-9.]+)(us|ms|s)")]
    private static partial Regex Percentile();

    /// <param name="P99">In milliseconds.</param>
    /// <param name="Load">How much of a core the server used.</param>
    private readonly record struct Run(double Rate, double P99, double Load);
}
