using System.Diagnostics;
using System.Globalization;
using BackSpasmSite.Tests;

namespace BackSpasmSite.Benchmarks;

/// <summary>Programs beside the benchmarks, and what the system knows about them.</summary>
internal static class Machine
{
    /// <summary>How many a second <c>/proc</c> counts.</summary>
    private const double Ticks = 100;

    /// <summary>Says what is missing; null if all are there.</summary>
    public static string? WhatIsMissing(params string[] programs) => programs.FirstOrDefault(program => !IsInstalled(program)) is { } missing
        ? $"{missing} is not installed. On Debian: apt-get install nginx-light wrk util-linux"
        : null;

    /// <summary>Starts a program whose output nobody reads.</summary>
    public static Process Start(string program, params string[] arguments)
    {
        var process = StartToRead(program, arguments);
        // Otherwise the site's log would fill the pipe.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return process;
    }

    /// <summary>Starts a program whose output the caller reads.</summary>
    public static Process StartToRead(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["PATH"] += ":/usr/sbin";
        return Process.Start(start)!;
    }

    /// <summary>Of this checkout, shortened.</summary>
    public static async Task<string> CommitAsync()
    {
        using var git = StartToRead("git", "-C", Repository.Root, "rev-parse", "--short", "HEAD");
        return (await git.StandardOutput.ReadToEndAsync()).Trim();
    }

    /// <returns>The program's path; null if it could not be published.</returns>
    public static async Task<string?> PublishAsync(string folder)
    {
        Console.Error.WriteLine("Publishing the site …");
        using var publish = Start("dotnet", "publish", Path.Combine(Repository.Root, "src", "BackSpasmSite"), "-c", "Release", "-o", folder, "--nologo", "-v", "q");
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? Path.Combine(folder, "BackSpasmSite.dll") : null;
    }

    /// <summary>Ends it as a supervisor does, or at once if it doesn't.</summary>
    public static async Task StopAsync(Process? process)
    {
        if (process is null) return;
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    /// <summary>The processor time that a process and its children have used, in seconds.</summary>
    public static double ProcessorSeconds(int process)
    {
        var id = process.ToString(CultureInfo.InvariantCulture);
        return Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)).Sum(folder =>
        {
            try
            {
                // Behind the name, which may contain spaces: state, parent … user and system time are the 12th and 13th.
                var text = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                return Path.GetFileName(folder) == id || fields[1] == id ? (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / Ticks : 0;
            }
            catch (IOException)
            {
                return 0;
            }
        });
    }

    /// <summary>The memory it has, in MB of 2²⁰ bytes, as the system's own tools count.</summary>
    public static double Resident(int process) => Megabytes(process, "VmRSS:");

    /// <summary>How much of that is program files, which the system can drop and read again.</summary>
    public static double ProgramFiles(int process) => Megabytes(process, "RssFile:");

    /// <summary>The most memory it had at any time, in MB.</summary>
    public static double Peak(int process) => Megabytes(process, "VmHWM:");

    private static double Megabytes(int process, string line) =>
        double.Parse(File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith(line, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

    public static async Task PauseAsync(TimeSpan length)
    {
        using var pause = new PeriodicTimer(length);
        await pause.WaitForNextTickAsync();
    }

    /// <summary>Asks until the answer is right, and returns how long that took.</summary>
    public static async Task<TimeSpan> UntilAsync(HttpClient server, string address, Func<HttpResponseMessage, string, bool> isRight, TimeSpan patience)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await server.GetAsync(address);
                if (isRight(answer, await answer.Content.ReadAsStringAsync())) return clock.Elapsed;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            if (clock.Elapsed > patience) throw new TimeoutException($"{server.BaseAddress}{address} did not give the right answer within {patience}.");
            await pause.WaitForNextTickAsync();
        }
    }

    /// <summary>Median (least to most).</summary>
    public static string Spread(IEnumerable<double> values, string format)
    {
        var sorted = values.Order().ToList();
        var ci = CultureInfo.InvariantCulture;
        return sorted.Count == 1 ? sorted[0].ToString(format, ci) : $"{sorted[sorted.Count / 2].ToString(format, ci)} ({sorted[0].ToString(format, ci)} to {sorted[^1].ToString(format, ci)})";
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin")
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
