using System.Diagnostics;
using System.Net;
using YamlDotNet.RepresentationModel;

namespace BackSpasmSite.Tests.Deploy;

/// <summary>The published site as a container or systemd runs it, and the files for that.</summary>
public sealed class InstalledSiteTests(PublishedSite published) : IClassFixture<PublishedSite>
{
    [Fact]
    public async Task As_another_user_on_a_read_only_disk_it_needs_to_write_to_its_data_folder_only()
    {
        published.RequireReadOnly();
        using var content = ContentOnDisk.Small();
        content.Age();
        var data = Path.Combine(content.Parent, "data");
        await using var site = await published.StartAsync(content.Path, data);
        await site.UntilReadyAsync();

        Assert.Equal(HttpStatusCode.OK, (await site.Browser.GetAsync("/articles/heat-or-ice", TestContext.Current.CancellationToken)).StatusCode);
        using (var report = await site.Browser.ReportAsync("Written to the data folder."))
        {
            Assert.Equal(HttpStatusCode.SeeOther, report.StatusCode);
            Assert.Contains("Written to the data folder.", await site.Browser.GetStringAsync(report.Target(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await site.Browser.GetAsync("/search?q=heat", TestContext.Current.CancellationToken)).StatusCode);
        // What only the published folder has in this form: files with fingerprints in their names, already compressed.
        using var page = await site.Browser.PageAsync("/articles/heat-or-ice");
        var script = page.QuerySelector("script[src]")!.GetAttribute("src")!;
        Assert.Equal(HttpStatusCode.OK, (await site.Browser.GetAsync(script, TestContext.Current.CancellationToken)).StatusCode);

        var port = site.Browser.BaseAddress!.Port;
        Assert.Equal((0, "Healthy\n", ""), await published.HealthAsync(content.Path, data, port));
        Assert.Equal(0, await site.StopAsync(TimeSpan.FromSeconds(60)));
        var gone = await published.HealthAsync(content.Path, data, port);
        Assert.Equal(1, gone.ExitCode);
        Assert.StartsWith("The site does not answer at http://", gone.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData("prometheus-alerts.yaml")]
    public void A_deployed_file_is_YAML_without_tabs_and_repeated_keys(string file)
    {
        using var text = new StringReader(File.ReadAllText(Path.Combine(Repository.Root, "deploy", file)));
        var yaml = new YamlStream();
        yaml.Load(text);

        Assert.IsType<YamlMappingNode>(Assert.Single(yaml.Documents).RootNode);
    }

    [Fact]
    public async Task Systemd_understands_the_units_and_finds_the_site_s_well_confined()
    {
        var systemd = Installed.Require("systemd-analyze");
        var folder = Directory.CreateTempSubdirectory("backspasm-unit-").FullName;
        try
        {
            string[] names = ["backspasm.service", "backspasm-backup.service", "backspasm-backup.timer"];
            foreach (var name in names)
                // Whether the program is where the unit says is not the question here.
                File.WriteAllText(Path.Combine(folder, name), File.ReadAllText(Path.Combine(Repository.Root, "deploy", name)).Replace("/usr/bin/dotnet /opt", "/bin/sh /opt", StringComparison.Ordinal));

            Assert.Equal((0, ""), await RunAsync(systemd, ["verify", .. names.Select(name => Path.Combine(folder, name))]));
            // Its points are from 0 to 10, in tenths here.
            Assert.Equal(0, (await RunAsync(systemd, "security", "--offline=true", "--threshold=20", Path.Combine(folder, names[0]))).ExitCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, error);
    }
}
