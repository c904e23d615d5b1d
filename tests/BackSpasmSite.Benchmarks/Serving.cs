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
    private const int Rounds = 9;
    private const int Seconds = 2;
    private const int SitePort = 5687;
    private const int NginxPort = 5688;

    // No HEAD: wrk waits for the bytes that Content-Length announces.
    private static readonly (string Name, string Script)[] Requests =
    [
        ("gzip", ""),
        ("identity", "wrk.headers[\"Accept-Encoding\"] = \"identity\""),
        ("304", "wrk.headers[\"If-None-Match\"] = \"{0}\""),
    ];

    /// <returns>The exit code: 2 if something is not installed.</returns>
    public static async Task<int> RunAsync()
    {
        foreach (var program in (string[])["wrk", "nginx", "taskset"])
        {
            if (IsInstalled(program)) continue;
            Console.Error.WriteLine($"{program} is not installed. On Debian: apt-get install nginx-light wrk util-linux");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("backspasm-serving-").FullName;
        Process? site = null, nginx = null;
        try
        {
            Console.WriteLine("Publishing the site …");
            var publish = Start("dotnet", "publish", Path.Combine(Repository.Root, "src", "BackSpasmSite"), "-c", "Release", "-o", Path.Combine(folder, "site"), "--nologo", "-v", "q");
            await publish.WaitForExitAsync();
            if (publish.ExitCode != 0) return 2;

            site = Start("taskset", "-c", "0", "dotnet", Path.Combine(folder, "site", "BackSpasmSite.dll"), $"--urls=http://127.0.0.1:{SitePort}",
                $"--Site:BaseUrl=http://127.0.0.1:{SitePort}", $"--Site:ContentPath={Path.Combine(Repository.Root, "content")}", $"--Site:DataPath={Path.Combine(folder, "data")}");
            using var browser = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{SitePort}") };
            var headers = await WarmAsync(browser, folder);
            nginx = StartNginx(folder, headers);
            await PrintAsync(folder, browser);
            return 0;
        }
        finally
        {
            foreach (var process in new[] { nginx, site }.OfType<Process>())
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Waits for the site and for its best compression, writes the files that nginx serves, and returns the headers that it adds.</summary>
    private static async Task<IReadOnlyList<string>> WarmAsync(HttpClient browser, string folder)
    {
        await UntilListeningAsync(browser, "/healthz/ready");
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

    private static async Task UntilListeningAsync(HttpClient server, string address)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var giveUp = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if ((await server.GetAsync(address)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (giveUp.Elapsed < TimeSpan.FromMinutes(1))
            {
                // Not yet.
            }

            await pause.WaitForNextTickAsync();
        }
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
        return Start("taskset", "-c", "0", "nginx", "-p", folder, "-c", Path.Combine(folder, "nginx.conf"));
    }

    private static async Task PrintAsync(string folder, HttpClient browser)
    {
        using var nginx = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{NginxPort}") };
        await UntilListeningAsync(nginx, Longest);
        Console.WriteLine($"{Longest}, 64 connections, {Rounds} × {Seconds} s each in turn: median (least to most)");
        Console.WriteLine("| request | site, requests/s | nginx, requests/s | site ÷ nginx | p99, site ÷ nginx |\n|---|---|---|---|---|");
        foreach (var (name, script) in Requests)
        {
            var rates = new List<(Run Site, Run Nginx)>();
            var (site, other) = (await WriteAsync(browser, "site"), await WriteAsync(nginx, "nginx"));
            for (var round = 0; round < Rounds; round++) rates.Add((await WrkAsync(SitePort, site), await WrkAsync(NginxPort, other)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {Spread(rates.Select(run => run.Site.Rate), "N0")} | {Spread(rates.Select(run => run.Nginx.Rate), "N0")} | {Spread(rates.Select(run => run.Site.Rate / run.Nginx.Rate), "0.00")} | {Spread(rates.Select(run => run.Site.P99 / run.Nginx.P99), "0.00")} |"));

            async Task<string> WriteAsync(HttpClient server, string which)
            {
                var tag = (await GetAsync(server, "gzip")).Headers["ETag"].Replace("\"", "\\\"", StringComparison.Ordinal);
                var path = Path.Combine(folder, $"{which}.lua");
                await File.WriteAllTextAsync(path, $"wrk.headers[\"Accept-Encoding\"] = \"gzip\"\n{script.Replace("{0}", tag, StringComparison.Ordinal)}\n");
                return path;
            }
        }
    }

    private static string Spread(IEnumerable<double> values, string format)
    {
        var sorted = values.Order().ToList();
        var ci = CultureInfo.InvariantCulture;
        return $"{sorted[sorted.Count / 2].ToString(format, ci)} ({sorted[0].ToString(format, ci)} to {sorted[^1].ToString(format, ci)})";
    }

    private static async Task<Run> WrkAsync(int port, string script)
    {
        using var wrk = Start("taskset", "-c", "1", "wrk", "-t1", "-c64", $"-d{Seconds}s", "--latency", "-s", script, $"http://127.0.0.1:{port}{Longest}");
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (said.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException(said);
        var p99 = Percentile().Match(said);
        var unit = p99.Groups[2].Value switch { "us" => 1e-3, "ms" => 1, _ => 1e3 };
        return new Run(
            double.Parse(Rate().Match(said).Groups[1].Value, CultureInfo.InvariantCulture),
            double.Parse(p99.Groups[1].Value, CultureInfo.InvariantCulture) * unit);
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin")
        .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["PATH"] += ":/usr/sbin";
        var process = Process.Start(start)!;
        // Otherwise the site's log would fill the pipe; wrk's output is read by its caller.
        if (!arguments.Contains("wrk")) _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return process;
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([0-9.]+)(us|ms|s)")]
    private static partial Regex Percentile();

    /// <param name="P99">In milliseconds.</param>
    private readonly record struct Run(double Rate, double P99);
}
