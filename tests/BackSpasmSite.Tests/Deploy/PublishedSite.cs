using System.Diagnostics;
using System.Xml.Linq;

namespace BackSpasmSite.Tests.Deploy;

/// <summary>The published program in a temporary folder, started as the container image starts it.</summary>
public sealed class PublishedSite : IAsyncLifetime
{
    /// <summary>Names a folder to test instead. <c>.ci/run</c> publishes while it does something else.</summary>
    private const string Variable = "BACKSPASM_PUBLISHED";

    /// <summary>The image's user.</summary>
    private const string User = "1654";

    /// <summary>
    /// Makes everything but the data folder read-only, temporary files included, and then becomes the image's user. Who is not root does so in
    /// a user namespace, where files of the tests' user belong to the image's user.
    /// </summary>
    private const string Script = """
        set -e
        mkdir "$Site__DataPath"
        if [ "$(id -u)" = 0 ]; then
          chmod 755 "$PWD" "$(dirname "$Site__DataPath")"; chown "$0:$0" "$Site__DataPath"
          by=(setpriv --reuid="$0" --regid="$0" --clear-groups --no-new-privs)
        else
          by=(unshare --user --map-user="$0" --map-group="$0")
        fi
        exec "$@" bash -c '
          set -e
          mount --bind "$Site__DataPath" "$Site__DataPath"
          for point in $(findmnt --raw --noheadings --output TARGET); do
            case "$point" in "$Site__DataPath"|/proc*|/sys*|/dev*) ;; *) mount -o remount,bind,ro "$point";; esac
          done
          if touch "$Site__DataPath/../written" 2>/dev/null; then echo "The file system is not read-only." >&2; exit 9; fi
          exec "$@"' bash "${by[@]}" dotnet BackSpasmSite.dll
        """;

    private readonly Lazy<string[]?> _namespaces = new(() => Environment.IsPrivilegedProcess ? IfAllowed("--mount") : IfAllowed("--user", "--map-root-user", "--mount"));
    private DirectoryInfo? _own;
    private string _folder = "";

    public async ValueTask InitializeAsync()
    {
        // The tests say so.
        if (_namespaces.Value is null) return;
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } published) _folder = published;
        else await PublishAsync();
    }

    public ValueTask DisposeAsync()
    {
        _own?.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Skips the test where the file system can't be made read-only for one program.</summary>
    public void RequireReadOnly() =>
        Assert.SkipWhen(_namespaces.Value is null, "A read-only file system was not tested: unshare is missing, or namespaces are not allowed here, as in most containers.");

    /// <summary>Configured by its environment alone.</summary>
    internal Task<SiteProcess> StartAsync(string content, string data)
    {
        var start = Configured(content, data, "bash", ["-c", Script, User, .. _namespaces.Value!]);
        start.RedirectStandardOutput = true;
        return SiteProcess.StartAsync(start);
    }

    /// <summary>The health check of the container.</summary>
    /// <param name="content">The content folder.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="port">Where the site listens.</param>
    internal async Task<(int ExitCode, string Output, string Error)> HealthAsync(string content, string data, int port)
    {
        var start = Configured(content, data, "dotnet", ["BackSpasmSite.dll", "health"]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.Environment["ASPNETCORE_HTTP_PORTS"] = $"{port}";
        using var health = Process.Start(start)!;
        var error = health.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await health.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await health.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (health.ExitCode, output, await error);
    }

    /// <summary>In the folder and with the variables of the image, but on a free port.</summary>
    private ProcessStartInfo Configured(string content, string data, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder };
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["ASPNETCORE_HTTP_PORTS"] = "0";
        foreach (var variable in XDocument.Load(Path.Combine(Project, "BackSpasmSite.csproj")).Descendants("ContainerEnvironmentVariable"))
            start.Environment[variable.Attribute("Include")!.Value] = variable.Attribute("Value")!.Value switch { "/content" => content, "/data" => data, var other => other };
        return start;
    }

    private static string Project => Path.Combine(Repository.Root, "src", "BackSpasmSite");

    private async Task PublishAsync()
    {
        _own = Directory.CreateTempSubdirectory("backspasm-published-");
        _folder = _own.FullName;
        // Not compiled ahead of time, which takes three times as long. What is compiled is kept for the next time, away from builds that may be running.
        var kept = Path.Combine(Repository.Root, "tests", "BackSpasmSite.Tests", "obj", "published");
        string[] arguments = ["publish", Project, "-c", "Release", "-o", _folder, "--artifacts-path", kept, "-p:PublishReadyToRun=false", "-p:RunAnalyzers=false", "--disable-build-servers", "--nologo", "-v", "quiet"];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0) Assert.Fail($"The site could not be published: {said}");
    }

    /// <returns>The command that makes these namespaces; null if it is not allowed.</returns>
    private static string[]? IfAllowed(params string[] namespaces)
    {
        if (Installed.Find("unshare") is not { } unshare) return null;
        string[] command = [unshare, .. namespaces, "--propagation", "private"];
        using var attempt = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], "true"]) { RedirectStandardError = true })!;
        attempt.WaitForExit();
        return attempt.ExitCode == 0 ? command : null;
    }
}
