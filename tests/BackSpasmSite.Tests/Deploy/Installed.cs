namespace BackSpasmSite.Tests.Deploy;

/// <summary>Programs that a test needs and that not every machine has. <c>.ci/run</c> installs them.</summary>
internal static class Installed
{
    private static readonly string[] Folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin", "/sbin"];

    public static string? Find(string program) => Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>The program's path. Skips the test if it is missing, but not in CI, where nothing is skipped.</summary>
    public static string Require(string program)
    {
        if (Find(program) is { } path) return path;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"{program} is not installed.");
        Assert.Skip($"{program} is not installed. On Debian: apt-get install {(program == "nginx" ? "nginx-light" : program)}");
        return "";
    }
}
