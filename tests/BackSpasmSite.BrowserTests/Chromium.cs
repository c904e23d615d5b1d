using System.Diagnostics;

namespace BackSpasmSite.BrowserTests;

/// <summary>
/// Finds a browser, or installs one, so that <c>dotnet test</c> needs no preparation.
/// </summary>
internal static class Chromium
{
    /// <summary>The one without a window first: it starts and opens pages several times as fast as the others with --headless.</summary>
    private static readonly string[] Names = ["chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Sandboxing needs privileges that a container does not have; the other options keep the browser off the network. Only this machine has an address.</summary>
    public static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ];

    /// <summary>The path of an installed Chromium; null if Playwright installed its own.</summary>
    /// <exception cref="InvalidOperationException">There is none and none could be installed; the message says what to do.</exception>
    public static string? FindOrInstall()
    {
        if (Find() is { } there) return there;
        if (OperatingSystem.IsLinux() && File.Exists("/usr/bin/apt-get") && Environment.IsPrivilegedProcess)
        {
            Run("apt-get", "update", "-qq");
            // Not every release of Debian and Ubuntu has the first of them.
            foreach (var package in (string[])["chromium-headless-shell", "chromium"])
            {
                Run("apt-get", "install", "-y", "-qq", "--no-install-recommends", package);
                if (Find() is { } installed) return installed;
            }
        }

        if (Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0) return null;
        throw new InvalidOperationException(
            "The browser tests need Chromium, and it could not be installed. Install it (on Debian: apt-get install chromium) and run the tests again.");
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
            RedirectStandardOutput = true,
        })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
    }
}
