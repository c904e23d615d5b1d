using BackSpasmSite.Data;
using BackSpasmSite.Reports;
using BackSpasmSite.Tests.Data;

namespace BackSpasmSite.Tests.Reports;

public abstract class ReportExportTests
{
    [Fact]
    public async Task An_export_shows_one_moment_and_holds_nobody_up()
    {
        using var database = new DatabaseOnDisk();
        database.Add(database.Report("2026-11-24T10:00Z", message: "First"), database.Report("2026-11-24T11:00Z", message: "Second"));

        var messages = await ExistingDatabase.ReadAsync(database.Options, async open =>
        {
            var seen = new List<string?>();
            await foreach (var row in ReportExport.Rows(open, since: null, TestContext.Current.CancellationToken))
            {
                seen.Add(row.Message);
                if (seen.Count == 1) database.Add(database.Report("2026-11-24T12:00Z", message: "Meanwhile"), database.Vote("2026-11-24T12:00Z", helpful: true));
            }

            return seen;
        }, TestContext.Current.CancellationToken);

        Assert.Equal(["First", "Second"], messages);
    }

    public sealed class OnSqlite : ReportExportTests;

    public sealed class OnPostgreSql : ReportExportTests;
}
