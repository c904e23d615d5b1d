using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Queue;

namespace BackSpasmSite.Tests.Reports.Queue;

/// <summary>A mistyped number must not send a reader the answer to somebody else's report.</summary>
public abstract class DuplicateTests
{
    [Fact]
    public async Task Nothing_is_saved_before_the_editor_has_seen_which_report_the_number_is()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(), desk.Report(message: "The other one."), desk.Report());
        var form = await desk.FormAsync(DeskAction.Duplicate, 1) with { Original = "2" };

        var shown = Assert.IsType<ReportActionResult.Unconfirmed>(await desk.Desk.DoAsync(form, "ann"));
        Assert.Equal((2, "The other one.", false), (shown.Original.Id, shown.Original.Message, shown.IsAcross));
        Assert.Equal(ReportState.New, (await desk.ReadAsync(1)).State);
        Assert.Empty(await desk.HistoryAsync(1));

        // Another number than the one shown, or a report that has changed since, has to be shown first too.
        var confirmed = form with { Confirmed = DeskForm.Confirmation(shown.Original) };
        Assert.Equal(3, Assert.IsType<ReportActionResult.Unconfirmed>(await desk.Desk.DoAsync(confirmed with { Original = "3" }, "ann")).Original.Id);
        await desk.Desk.DoAsync(await desk.FormAsync(DeskAction.Decline, 2) with { Answer = "No." }, "ben");
        Assert.Equal("No.", Assert.IsType<ReportActionResult.Unconfirmed>(await desk.Desk.DoAsync(confirmed, "ann")).Original.Answer);

        Assert.IsType<ReportActionResult.Done>(await desk.Desk.DoAsync(await desk.DuplicateAsync(1, 2), "ann"));
        Assert.Equal((ReportState.Duplicate, 2), ((await desk.ReadAsync(1)).State, (await desk.ReadAsync(1)).DuplicateOf));
    }

    [Fact]
    public async Task A_report_on_another_article_needs_a_word_of_its_own()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(), desk.Report(article: "posture"));
        var form = await desk.DuplicateAsync(1, 2);

        Assert.True(Assert.IsType<ReportActionResult.Unconfirmed>(await desk.Desk.DoAsync(form, "ann")).IsAcross);
        Assert.IsType<ReportActionResult.Unconfirmed>(await desk.Desk.DoAsync(form with { Confirmed = "", AcrossArticles = true }, "ann"));
        Assert.Equal(ReportState.New, (await desk.ReadAsync(1)).State);
        Assert.IsType<ReportActionResult.Done>(await desk.Desk.DoAsync(form with { AcrossArticles = true }, "ann"));
    }

    [Fact]
    public async Task What_can_be_no_original_is_refused_with_the_reason()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(), desk.Report(state: ReportState.Spam), desk.Report(), desk.Report(), desk.Report());
        await desk.Desk.DoAsync(await desk.DuplicateAsync(3, 4), "ann");
        await desk.Desk.DoAsync(await desk.DuplicateAsync(4, 5), "ann");

        Assert.Equal("Report 2 is marked as spam, so it will not be answered.", await RefusalAsync(1, "2"));
        Assert.Equal("Report 3 is itself a duplicate of report 5. If that is the original, enter its number.", await RefusalAsync(1, "3"));
        Assert.Equal("Report 4 is itself a duplicate of report 5, so each would wait for the other. Undo that first.", await RefusalAsync(5, "4"));
        Assert.Equal("Report 3 is itself a duplicate of report 4, so each would wait for the other. Undo that first.", await RefusalAsync(5, "3"));
        Assert.StartsWith("A report can’t be a duplicate of itself", await RefusalAsync(1, "#1"), StringComparison.Ordinal);
        Assert.Equal("There is no report 99.", await RefusalAsync(1, "99"));
        foreach (var typed in new[] { "", "x", "-1", "1.5", "99999999999999999999" })
            Assert.StartsWith("Enter the number", await RefusalAsync(1, typed), StringComparison.Ordinal);

        async Task<string> RefusalAsync(long id, string original)
        {
            var form = await desk.FormAsync(DeskAction.Duplicate, id) with { Original = original, Confirmed = original, AcrossArticles = true };
            return Assert.Single(Assert.IsType<ReportActionResult.Invalid>(await desk.Desk.DoAsync(form, "ann")).Errors).Words;
        }
    }

    [Theory]
    [InlineData(nameof(ReportState.New))]
    [InlineData(nameof(ReportState.Looking))]
    public async Task Undoing_it_puts_the_report_its_receipt_and_those_that_wait_for_it_back(string state)
    {
        var before = Enum.Parse<ReportState>(state);
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(state: before), desk.Report(state: ReportState.Declined, answer: "Somebody else's."), desk.Report());
        await desk.Desk.DoAsync(await desk.DuplicateAsync(3, 1), "ann");
        var receipts = (await ReceiptAsync(1), await ReceiptAsync(3));

        await desk.Desk.DoAsync(await desk.DuplicateAsync(1, 2), "ann");
        Assert.Equal("Somebody else's.", (await ReceiptAsync(1)).Answer);
        Assert.Equal("Somebody else's.", (await ReceiptAsync(3)).Answer);
        await desk.DoAsync(DeskAction.NotDuplicate, 1);

        Assert.Equal((before, null), ((await desk.ReadAsync(1)).State, (await desk.ReadAsync(1)).DuplicateOf));
        Assert.Equal(receipts, (await ReceiptAsync(1), await ReceiptAsync(3)));
        Assert.Equal("ann marked it as not a duplicate", (await desk.HistoryAsync(1))[^1]);

        async Task<ReportStatusText> ReceiptAsync(long id)
        {
            var report = await desk.ReadAsync(id);
            return ReportStatusText.Of(report, await desk.Store.FindOriginalAsync(report, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task What_was_put_aside_as_legal_meanwhile_goes_back_to_before_it_was_a_duplicate()
    {
        await using var desk = await DeskOnDisk.CreateAsync();
        await desk.KeepAsync(desk.Report(), desk.Report());
        await desk.Desk.DoAsync(await desk.DuplicateAsync(1, 2), "ann");
        await desk.DoAsync(DeskAction.Legal, 1);
        await desk.DoAsync(DeskAction.Release, 1);
        Assert.Equal(ReportState.Duplicate, (await desk.ReadAsync(1)).State);

        await desk.DoAsync(DeskAction.NotDuplicate, 1);

        Assert.Equal(ReportState.New, (await desk.ReadAsync(1)).State);
    }
}

public sealed class DuplicateTestsOnSqlite : DuplicateTests;

public sealed class DuplicateTestsOnPostgreSql : DuplicateTests;
