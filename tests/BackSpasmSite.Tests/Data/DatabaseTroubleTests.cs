using System.Net;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Data;

/// <summary>Without a usable database the site starts and articles can be read, and it recovers as soon as it can.</summary>
public sealed class DatabaseTroubleTests
{
    [Theory]
    [InlineData("data")]
    [InlineData("data/below/a/file")]
    public async Task Where_the_data_path_is_a_file_articles_can_be_read_until_it_is_a_folder(string path)
    {
        using var folder = ContentOnDisk.Small();
        var file = Path.Combine(folder.Parent, "data");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        await using var site = new TestSite { Time = new ShortPauses(), Settings = [("Site:DataPath", Path.Combine(folder.Parent, path))] };
        await AssertReadsOnlyAsync(site);

        File.Delete(file);
        await site.UntilReadyAsync();
        Assert.Equal(HttpStatusCode.SeeOther, (await site.Browser().ReportAsync("Words.")).StatusCode);
    }

    [Fact]
    public async Task A_database_that_a_newer_program_has_changed_is_left_alone_and_articles_can_be_read()
    {
        await using var site = new TestSite { Time = new ShortPauses() };
        MigratedDatabase.CopyTo(site.Database.Path);
        site.Database.Run("INSERT INTO __EFMigrationsHistory VALUES ('99991231235959_Later', '99.0.0')");
        await AssertReadsOnlyAsync(site);
        Assert.Contains(site.Events, said => said.RenderMessage(null).Contains("is newer than this program", StringComparison.Ordinal));

        site.Database.Run("DELETE FROM __EFMigrationsHistory WHERE MigrationId = '99991231235959_Later'");
        await site.UntilReadyAsync();
        Assert.Equal(HttpStatusCode.SeeOther, (await site.Browser().ReportAsync("Words.")).StatusCode);
    }

    [Fact]
    public async Task A_write_that_changed_nothing_is_no_proof_that_the_database_takes_writes()
    {
        await using var site = new TestSite();
        await site.UntilReadyAsync();
        using var database = new SerializedDatabase(site.Services.GetRequiredService<DatabaseProvider>(), site.Services.GetRequiredService<DatabaseState>(), new Standstill());
        // A probe sets this number to 1.
        site.Database.Run("PRAGMA user_version = 7");

        await database.WriteAsync(_ => Task.FromResult(0));
        await database.ProbeAsync();
        Assert.Equal(["1"], site.Database.Read("PRAGMA user_version"));

        site.Database.Run("PRAGMA user_version = 7");
        await database.WriteAsync(open => open.Database.ExecuteSqlRawAsync("UPDATE SeenDays SET Day = Day"));
        await database.ProbeAsync();
        Assert.Equal(["7"], site.Database.Read("PRAGMA user_version"));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_as_it_is()
    {
        await using var site = new TestSite { Time = new ShortPauses() };
        Directory.CreateDirectory(site.DataPath);
        await File.WriteAllTextAsync(site.Database.Path, new string('x', 10_000), TestContext.Current.CancellationToken);
        await AssertReadsOnlyAsync(site);

        Assert.Equal(new string('x', 10_000), await File.ReadAllTextAsync(site.Database.Path, TestContext.Current.CancellationToken));
        File.Delete(site.Database.Path);
        await site.UntilReadyAsync();
        Assert.Equal(HttpStatusCode.SeeOther, (await site.Browser().ReportAsync("Words.")).StatusCode);
    }

    [Fact]
    public async Task A_database_that_is_damaged_while_the_site_runs_costs_no_more_than_the_reports()
    {
        await using var site = new TestSite();
        using var reader = site.Browser();
        var receipt = (await reader.ReportAsync("Words.")).Target();
        site.Database.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        await using (var file = new FileStream(site.Database.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            // Everything but its header.
            file.Position = 100;
            file.Write(Enumerable.Repeat((byte)0xAA, (int)file.Length - 100).ToArray());
        }

        // So that SQLite reads again what it has in memory.
        site.Database.Run("PRAGMA user_version = 1");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await reader.ReportAsync("More words.")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await site.AskAsync("GET", receipt)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await site.AskAsync("POST", receipt)).StatusCode);
        await AssertReadsOnlyAsync(site);
    }

    [Fact]
    public async Task A_database_that_may_only_be_read_is_read()
    {
        await using var before = new TestSite();
        var receipt = (await before.Browser().ReportAsync("Words.")).Target();
        await using var site = new TestSite { Settings = [("ConnectionStrings:Database", $"Data Source={before.Database.Path};Mode=ReadOnly")] };

        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", receipt)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await site.AskAsync("GET", "/healthz/ready?for=reports")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/articles/heat-or-ice")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await site.AskAsync("POST", receipt)).StatusCode);
        using var refused = await site.Browser().ReportAsync("More words.");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("More words.", (await refused.PageAsync()).QuerySelector("#f-message")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_database_that_may_only_be_read_is_no_database_yet()
    {
        await using var site = new TestSite { Time = new ShortPauses() };
        Directory.CreateDirectory(site.DataPath);
        site.Database.Run("CREATE TABLE Other (Id INTEGER)");
        await using var reading = new TestSite { Time = new ShortPauses(), Settings = [("ConnectionStrings:Database", $"Data Source={site.Database.Path};Mode=ReadOnly")] };

        await AssertReadsOnlyAsync(reading);
    }

    /// <summary>Everything but the form works, and a report is handed back to its sender.</summary>
    private static async Task AssertReadsOnlyAsync(TestSite site)
    {
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/articles/heat-or-ice")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/healthz/live")).StatusCode);
        // A load balancer must not remove a site that can be read.
        Assert.Equal(HttpStatusCode.OK, (await site.AskAsync("GET", "/healthz/ready")).StatusCode);
        using var reports = await site.AskAsync("GET", "/healthz/ready?for=reports");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, reports.StatusCode);
        var why = await reports.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("Unhealthy\nReports can't be accepted: the database can't be written, because ", why, StringComparison.Ordinal);
        Assert.DoesNotContain(site.DataPath, why, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await site.AskAsync("GET", $"/feedback/{new string('0', 32)}")).StatusCode);
        using var refused = await site.Browser().ReportAsync("Words.");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("Words.", (await refused.PageAsync()).QuerySelector("#f-message")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>However busy the machine is, what happened last happened just now.</summary>
    private sealed class Standstill : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
