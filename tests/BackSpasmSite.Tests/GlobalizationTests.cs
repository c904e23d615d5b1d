using System.Diagnostics;
using System.Globalization;

namespace BackSpasmSite.Tests;

/// <summary>The same content gives the same text on every machine, whatever its language, calendar and time zone.</summary>
public sealed class GlobalizationTests : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.Small();

    [Fact]
    public async Task A_machine_with_another_calendar_or_alphabet_says_the_same()
    {
        _content.Write("articles/heat-or-ice.md", _content.Read("articles/heat-or-ice.md")
            .Replace("topics: [heat]", "topics: [heat]\nmodified: 2030-01-01\nreview: { by: rita, date: 2031-02-03, text: x }", StringComparison.Ordinal)
            .Replace("## Heat", "## INFO Iıİi", StringComparison.Ordinal));

        var here = await RunAsync(("LC_ALL", "C.UTF-8"));

        Assert.Contains("2030-01-01", here.Output, StringComparison.Ordinal);
        Assert.Contains("2031-02-03", here.Output, StringComparison.Ordinal);
        foreach (var language in (string[])["th_TH.UTF-8", "tr_TR.UTF-8", "ar_SA.UTF-8", "fa_IR.UTF-8"])
            Assert.Equal((language, here), (language, await RunAsync(("LC_ALL", language))));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("--urls=http://127.0.0.1:0")]
    [InlineData("new", "article", "x")]
    [InlineData("feedback", "list")]
    public async Task Without_the_library_that_knows_all_scripts_it_does_not_start(params string[] args)
    {
        var (exit, output, error) = await RunAsync(args, ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));

        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.Contains("ICU", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_time_zone_data_days_are_those_of_UTC_and_the_rest_is_served()
    {
        _content.Write("site.yaml", "name: Backs\ntime-zone: Europe/Berlin\n");

        var (exit, output, _) = await RunAsync(("TZDIR", "/no/such/folder"));

        Assert.Equal(0, exit);
        Assert.Contains("content/site.yaml(2,12): warning ART026: This machine has no time zone data", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_thread_has_the_invariant_culture()
    {
        CultureInfo? onAnother = null;
        var thread = new Thread(() => onAnother = CultureInfo.CurrentCulture);
        thread.Start();
        thread.Join();

        Assert.Equal(CultureInfo.InvariantCulture, onAnother);
    }

    public void Dispose() => _content.Dispose();

    private Task<(int Exit, string Output, string Error)> RunAsync(params (string Name, string Value)[] environment) => RunAsync(["check"], environment);

    private async Task<(int Exit, string Output, string Error)> RunAsync(string[] args, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _content.Parent };
        string[] all = [Path.Combine(AppContext.BaseDirectory, "BackSpasmSite.dll"), .. args, $"--Site:ContentPath={_content.Path}", $"--Site:DataPath={Path.Combine(_content.Parent, "data")}"];
        foreach (var word in all) start.ArgumentList.Add(word);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await error);
    }
}
