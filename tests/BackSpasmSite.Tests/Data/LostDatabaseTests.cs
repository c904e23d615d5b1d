using System.Net;

namespace BackSpasmSite.Tests.Data;

/// <summary>Somebody takes the database away under the running site: nothing is acknowledged that would be lost, and nothing that was is.</summary>
public sealed class LostDatabaseTests
{
    [Theory]
    [InlineData("site.db")]
    [InlineData("site.db-wal")]
    [InlineData("site.db-shm")]
    [InlineData("site.db-wal", "site.db-shm")]
    [InlineData("site.db", "site.db-wal", "site.db-shm")]
    [InlineData(".")]
    public async Task What_is_deleted_is_noticed_and_put_back_with_all_that_was_acknowledged(params string[] names)
    {
        await using var site = new TestSite { Time = new FastTimers() };
        await site.UntilReadyAsync();
        using var reader = site.Browser();
        var before = (await reader.ReportAsync("Before.")).Target();

        foreach (var name in names)
        {
            if (name == ".") Directory.Delete(site.DataPath, recursive: true);
            else File.Delete(Path.Combine(site.DataPath, name));
        }

        var receipts = await KeepPatientlyAsync(site, reader, "After.");
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", before)).StatusCode);
        Assert.Equal(["Before.", "After."], site.Database.Read("SELECT Message FROM Reports ORDER BY Id"));
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", receipts)).StatusCode);
        Assert.Contains(site.Events, said => said.RenderMessage(null).Contains("while the site was running", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(site.Database.Path));
    }

    [Fact]
    public async Task In_the_place_of_a_replaced_one_the_new_one_is_used_and_the_old_one_is_saved_beside_it()
    {
        await using var site = new TestSite { Time = new FastTimers() };
        await site.UntilReadyAsync();
        using var reader = site.Browser();
        await reader.ReportAsync("In the old one.");

        var empty = Path.Combine(site.DataPath, "empty");
        await File.WriteAllBytesAsync(empty, [], TestContext.Current.CancellationToken);
        File.Move(empty, site.Database.Path, overwrite: true);

        await KeepPatientlyAsync(site, reader, "In the new one.");
        Assert.Equal(["In the new one."], site.Database.Read("SELECT Message FROM Reports"));
        var saved = new DatabaseFile(Assert.Single(Directory.EnumerateFiles(site.DataPath, "site.db.rescued-*")));
        Assert.Equal(["In the old one."], saved.Read("SELECT Message FROM Reports"));
    }

    [Theory]
    [InlineData(0, 5000)]
    [InlineData(0, 10)]
    [InlineData(18, 2)]
    public async Task A_file_that_is_overwritten_acknowledges_nothing(int from, int length)
    {
        await using var site = new TestSite();
        using var reader = site.Browser();
        await reader.ReportAsync("Before.");
        await using (var file = new FileStream(site.Database.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            file.Position = from;
            file.Write(Enumerable.Repeat((byte)'x', length).ToArray());
        }

        using var answer = await reader.ReportAsync("After.");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("After.", (await answer.PageAsync()).QuerySelector("#f-message")!.TextContent);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await site.AskAsync("GET", "/healthz/ready?for=reports")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/healthz/ready")).StatusCode);
    }

    [Fact]
    public async Task A_database_that_was_damaged_before_the_start_acknowledges_nothing()
    {
        await using var before = new TestSite();
        await before.Browser().ReportAsync("Words.");
        before.Database.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        await using var site = new TestSite();
        Directory.CreateDirectory(site.DataPath);
        var bytes = await File.ReadAllBytesAsync(before.Database.Path, TestContext.Current.CancellationToken);
        bytes.AsSpan(bytes.Length / 2).Fill(0xAA);
        await File.WriteAllBytesAsync(site.Database.Path, bytes, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await site.Browser().ReportAsync("Words.")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/articles/heat-or-ice")).StatusCode);
    }

    /// <summary>Sends a report until it is taken, and makes sure that the first try was not.</summary>
    private static async Task<string> KeepPatientlyAsync(TestSite site, HttpClient reader, string message)
    {
        using (var refused = await reader.ReportAsync(message))
        {
            // Unless the site has seen to it already.
            if (refused.StatusCode == HttpStatusCode.SeeOther) return refused.Target();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(message, (await refused.PageAsync()).QuerySelector("#f-message")!.TextContent);
        }

        await site.UntilReadyAsync();
        using var answer = await reader.ReportAsync(message);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Target();
    }
}
