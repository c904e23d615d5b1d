using System.Diagnostics;
using System.Text.Json;

namespace BackSpasmSite.Tests;

/// <summary>The real program in a process of its own, which a test can kill.</summary>
internal sealed class SiteProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SiteProcess(Process process, Uri address)
    {
        _process = process;
        // No retries, because tests count their requests.
        Browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
    }

    public HttpClient Browser { get; }

    /// <summary>Starts the program that was built with the tests, and waits until it listens on a free port.</summary>
    /// <param name="content">The content folder.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="largestFile">How many KB the program can write to one file, as if the disk were full; null for no limit.</param>
    /// <param name="settings">More settings, as options.</param>
    public static Task<SiteProcess> StartAsync(string content, string data, int? largestFile = null, params string[] settings) =>
        StartAsync(Launch(content, data, largestFile, settings), readsOn: true);

    /// <summary>Starts it in another time zone and another language.</summary>
    public static Task<SiteProcess> StartInAsync(string zone, string language, string content, string data, params string[] settings) =>
        StartAsync(Launch(content, data, null, settings, environment: [("TZ", zone), ("LANG", language), ("LC_ALL", language)]), readsOn: true);

    /// <summary>Starts it with this many descriptors.</summary>
    public static Task<SiteProcess> StartWithAsync(string content, string data, int descriptors) =>
        StartAsync(Launch(content, data, null, [], descriptors), readsOn: true);

    /// <summary>Starts a program that is the site in the end, whose output is redirected.</summary>
    public static Task<SiteProcess> StartAsync(ProcessStartInfo start) => StartAsync(Process.Start(start)!, readsOn: true);

    /// <summary>Asks until reports are accepted, or gives up.</summary>
    public Task UntilReadyAsync() => Browser.UntilReadyAsync();

    /// <summary>Starts it, and reads its standard output only up to the address it listens on.</summary>
    public static Task<SiteProcess> StartUnreadAsync(string content, string data) => StartAsync(Launch(content, data, null, []), readsOn: false);

    private static async Task<SiteProcess> StartAsync(Process process, bool readsOn)
    {
        using var listens = JsonDocument.Parse(await LineAsync(process, "Now listening on"));
        // Keeps reading, or the program's log would block.
        if (readsOn) _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return new SiteProcess(process, new Uri(listens.RootElement.GetProperty("address").GetString()!.Replace("[::]", "localhost", StringComparison.Ordinal)));
    }

    /// <summary>Starts the program and kills it as soon as its log says this.</summary>
    public static async Task KillAtAsync(string content, string data, string words)
    {
        using var process = Launch(content, data, largestFile: null, []);
        await LineAsync(process, words);
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Starts the program with these variables in its environment, and returns its log up to the address it listens on.</summary>
    public static async Task<IReadOnlyList<string>> LinesOfStartAsync(string content, string data, (string Name, string Value)[] environment, params string[] settings)
    {
        using var process = Launch(content, data, null, settings, environment: environment);
        try
        {
            List<string> lines = [];
            await LineAsync(process, "Now listening on", lines);
            return lines;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Starts the program, stops it as soon as its log says this, and returns all its output.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> StopAtAsync(string content, string data, string words, TimeSpan patience)
    {
        using var process = Launch(content, data, null, [], readsError: false);
        try
        {
            await LineAsync(process, words);
            await TerminateAsync(process);
            using var giveUp = new CancellationTokenSource(patience);
            var error = process.StandardError.ReadToEndAsync(giveUp.Token);
            var output = await process.StandardOutput.ReadToEndAsync(giveUp.Token);
            await process.WaitForExitAsync(giveUp.Token);
            return (process.ExitCode, output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    /// <summary>How many files and sockets it has open.</summary>
    public int Descriptors => Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Length;

    /// <summary>The processor time of each of its threads with this name, in the system's ticks.</summary>
    public IReadOnlyList<long> ProcessorTime(string thread) =>
    [
        .. from path in Directory.GetDirectories($"/proc/{_process.Id}/task")
           where File.ReadAllText($"{path}/comm").Trim() == thread
           let fields = File.ReadAllText($"{path}/stat").Split(") ")[1].Split(' ')
           select long.Parse(fields[11], System.Globalization.CultureInfo.InvariantCulture) + long.Parse(fields[12], System.Globalization.CultureInfo.InvariantCulture),
    ];

    /// <summary>The files that are mapped into its memory, such as libraries.</summary>
    public string Maps => File.ReadAllText($"/proc/{_process.Id}/maps");

    public bool HasExited => _process.HasExited;

    /// <summary>Stops it as a supervisor does, and returns the exit code.</summary>
    public async Task<int> StopAsync(TimeSpan patience)
    {
        await TerminateAsync(_process);
        using var giveUp = new CancellationTokenSource(patience);
        await _process.WaitForExitAsync(giveUp.Token);
        return _process.ExitCode;
    }

    /// <summary>Starts it with too few descriptors, and returns what it prints if it does not start.</summary>
    public static async Task<(int ExitCode, string Error)> FailWithAsync(string content, string data, int descriptors)
    {
        using var process = Launch(content, data, null, [], descriptors, readsError: false);
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    /// <summary>Runs a command of the program, which can write this many KB to one file.</summary>
    public static Task<(int ExitCode, string Output, string Error)> CommandAsync(int largestFile, string directory, params string[] args) => CommandAsync(largestFile, directory, [], args);

    /// <param name="largestFile">In KB; null for no limit.</param>
    /// <param name="by">A command that runs the program, such as <c>setpriv</c>.</param>
    public static async Task<(int ExitCode, string Output, string Error)> CommandAsync(int? largestFile, string directory, string[] by, params string[] args)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory };
        string[] words =
        [
            "-c", $"trap '' XFSZ; ulimit -f {largestFile?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unlimited"}; exec \"$@\"", "bash", .. by,
            "dotnet", Path.Combine(AppContext.BaseDirectory, "BackSpasmSite.dll"), .. args,
        ];
        foreach (var word in words) start.ArgumentList.Add(word);
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    /// <summary>Kills it, so that nothing in it has a chance to finish.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Browser.Dispose();
    }

    private static Process Launch(string content, string data, int? largestFile, string[] settings, int? descriptors = null, bool readsError = true, params IEnumerable<(string Name, string Value)> environment)
    {
        string[] command =
        [
            "dotnet", Path.Combine(AppContext.BaseDirectory, "BackSpasmSite.dll"), "--urls=http://127.0.0.1:0", "--environment=Production",
            $"--Site:ContentPath={content}", $"--Site:DataPath={data}", "--Feedback:ReportsPerHour=0", .. settings,
        ];
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        // Otherwise the system would kill the program instead of refusing the write.
        string[] limited = ["bash", "-c", $"trap '' XFSZ; ulimit -f {largestFile?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unlimited"}; ulimit -n {descriptors?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "$(ulimit -n)"}; exec \"$@\"", "bash", .. command];
        var words = largestFile is null && descriptors is null ? command : limited;
        start.FileName = words[0];
        foreach (var word in words[1..]) start.ArgumentList.Add(word);
        // The runtime maps its code twice through a large file in memory, to which the limit applies too.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        foreach (var (name, value) in environment) start.Environment[name] = value;

        var process = Process.Start(start)!;
        if (readsError) process.BeginErrorReadLine();
        return process;
    }

    private static async Task TerminateAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static async Task<string> LineAsync(Process process, string words, List<string>? before = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal)) return line;
            before?.Add(line);
        }

        throw new InvalidOperationException($"The site ended before it said “{words}”.");
    }
}
