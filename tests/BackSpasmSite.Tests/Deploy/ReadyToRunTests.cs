using System.Diagnostics;

namespace BackSpasmSite.Tests.Deploy;

public sealed class ReadyToRunTests
{
    /// <summary>The tests publish without it, because it takes three times as long.</summary>
    [Fact]
    public async Task A_site_that_is_published_is_compiled_ahead_of_time()
    {
        string[] arguments = ["msbuild", Path.Combine(Repository.Root, "src", "BackSpasmSite"), "-getProperty:PublishReadyToRun", "-p:Configuration=Release", "-p:_IsPublishing=true", "-nodeReuse:false", "-nologo"];
        using var evaluation = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;

        Assert.Equal("true", (await evaluation.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
    }
}
