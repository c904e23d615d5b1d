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

    [Fact]
    public async Task An_export_longer_than_a_page_has_each_row_once_and_in_order()
    {
        using var database = new DatabaseOnDisk();
        // Many of one moment, so that a page ends between them.
        var moments = Enumerable.Range(0, ReportExport.Page + 1).Select(number => $"2026-11-24T10:0{number / 600}:00Z");
        database.Add([.. moments.SelectMany(at => new object[] { database.Report(at), database.Vote(at, helpful: true) })]);

        var cancellation = TestContext.Current.CancellationToken;
        var rows = await ExistingDatabase.ReadAsync(database.Options, async open => await ReportExport.Rows(open, since: null, cancellation).ToListAsync(cancellation), cancellation);

        Assert.Equal(2 * (ReportExport.Page + 1), rows.Select(row => (row.Kind, row.Id)).Distinct().Count());
        Assert.Equal(rows.OrderBy(row => row.Received, StringComparer.Ordinal).ThenBy(row => row.Kind, StringComparer.Ordinal).ThenBy(row => row.Id), rows);
    }

    public sealed class OnSqlite : ReportExportTests;

    public sealed class OnPostgreSql : ReportExportTests;
}
