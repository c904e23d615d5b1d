using System.Net;
using BackSpasmSite.Data;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Reports;

/// <summary>What a reader deletes is gone from the page and from the disk.</summary>
public abstract class ErasingTests : IAsyncDisposable
{
    private const string Words = "Unmistakable words 4711";

    private readonly TestSite _site = new();
    private readonly HttpClient _reader;

    public ErasingTests() => _reader = _site.Browser();

    [Fact]
    public async Task The_receipt_stays_and_says_that_the_words_are_gone()
    {
        var receipt = await SendAsync();
        Assert.Equal(receipt, await EraseAsync(receipt));
        var page = await _reader.PageAsync(receipt);

        Assert.Contains("Your message was erased on", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Words, page.Source.Text, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form"));
        Assert.Equal(["heat-or-ice"], _site.Database.Read("SELECT Article FROM Reports"));
    }

    [Fact]
    public async Task No_byte_of_the_words_stays_on_the_disk()
    {
        var receipt = await SendAsync();
        for (var other = 0; other < 5; other++) await _reader.ReportAsync($"Another report {other}.");
        Assert.True(_site.Database.HoldsBytes(Words));
        await EraseAsync(receipt);

        Assert.False(_site.Database.HoldsBytes(Words));
        Assert.True(_site.Database.HoldsBytes("Another report 4."));
    }

    [Fact]
    public async Task No_byte_of_long_words_stays_either()
    {
        // Long enough to need pages of its own.
        var receipt = await SendAsync(string.Concat(Enumerable.Repeat($"{Words} ", 160)));
        await EraseAsync(receipt);

        Assert.False(_site.Database.HoldsBytes(Words));
    }

    [Fact]
    public async Task Who_reads_meanwhile_keeps_nobody_from_erasing()
    {
        var receipt = await SendAsync();
        using (_site.Database.Lock("BEGIN; SELECT * FROM Reports")) Assert.Equal(receipt, await EraseAsync(receipt));

        Assert.Contains("was erased", (await _reader.PageAsync(receipt)).Body!.TextContent, StringComparison.Ordinal);
        // What had to stay for that other connection goes with the next erasure.
        await EraseAsync(receipt);
        Assert.False(_site.Database.HoldsBytes(Words));
    }

    [Fact]
    public async Task Erasing_twice_says_when_it_was_done_first()
    {
        var receipt = await SendAsync();
        await EraseAsync(receipt);
        var erased = _site.Database.Read("SELECT ErasedAt FROM Reports");
        await EraseAsync(receipt);

        Assert.Equal(erased, _site.Database.Read("SELECT ErasedAt FROM Reports"));
        Assert.Equal(["The reader deleted the text"], _site.Database.Read("SELECT What FROM DeskEvents WHERE \"By\" IS NULL"));
    }

    [Fact]
    public async Task There_is_nothing_to_erase_at_a_receipt_that_nobody_has()
    {
        using var answer = await _reader.PostAsync($"/feedback/{new string('0', 32)}", null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<string> SendAsync(string message = Words)
    {
        using var answer = await _reader.ReportAsync(message, ("quote", Words), ("quote-prefix", Words), ("quote-suffix", Words));
        return answer.Target();
    }

    private async Task<string> EraseAsync(string receipt)
    {
        using var answer = await _reader.PostAsync(receipt, null, TestContext.Current.CancellationToken);
        return answer.Target();
    }

    public sealed class OnSqlite : ErasingTests
    {
        [Fact]
        public async Task The_log_that_was_emptied_does_not_grow_for_ever()
        {
            await EraseAsync(await SendAsync());

            Assert.Equal(0, new FileInfo($"{_site.Database.Path}-wal").Length);
            Assert.True(_site.Services.GetRequiredService<DatabaseState>().IsOpen);
        }
    }

    public sealed class OnPostgreSql : ErasingTests;
}
