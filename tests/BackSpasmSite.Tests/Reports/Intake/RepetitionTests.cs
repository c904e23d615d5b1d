namespace BackSpasmSite.Tests.Reports.Intake;

/// <summary>The same fields from the same client within five minutes are one report.</summary>
public abstract class RepetitionTests : IAsyncDisposable
{
    private readonly SetTime _time = new(ContentOnDisk.Today);
    private readonly TestSite _site;
    private readonly HttpClient _reader;

    public RepetitionTests()
    {
        _site = new TestSite { Time = _time, Settings = [("Feedback:ReportsPerHour", "30")] };
        _reader = _site.Browser();
    }

    [Fact]
    public async Task Sent_again_within_five_minutes_it_is_one_report_and_one_receipt()
    {
        var receipt = await SendAsync("Words.");
        _time.Now += TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1);

        Assert.Equal(receipt, await SendAsync("Words."));
        Assert.Equal(1, Reports);
    }

    [Fact]
    public async Task After_five_minutes_it_is_another()
    {
        var receipt = await SendAsync("Words.");
        _time.Now += TimeSpan.FromMinutes(5);

        Assert.NotEqual(receipt, await SendAsync("Words."));
        Assert.Equal(2, Reports);
    }

    [Fact]
    public async Task Twenty_at_once_are_one()
    {
        var receipts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync("Words.")));

        Assert.Matches("^/feedback/[0-9a-f]{32}$", Assert.Single(receipts.Distinct()));
        Assert.Equal(1, Reports);
    }

    [Fact]
    public async Task Midnight_makes_no_difference()
    {
        _time.Now = new DateTimeOffset(2026, 11, 22, 23, 59, 0, TimeSpan.Zero);
        var receipt = await SendAsync("Words.");
        _time.Now = _time.Now.AddMinutes(2);

        Assert.Equal(receipt, await SendAsync("Words."));
        Assert.Equal(1, Reports);
        _time.Now = _time.Now.AddMinutes(4);
        Assert.NotEqual(receipt, await SendAsync("Words."));
    }

    [Fact]
    public async Task Another_word_or_another_client_makes_it_another()
    {
        var receipt = await SendAsync("Words.");
        using var other = _site.Browser();
        other.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr");

        Assert.NotEqual(receipt, await SendAsync("Words!"));
        Assert.NotEqual(receipt, (await other.ReportAsync("Words.")).Target());
        Assert.Equal(3, Reports);
    }

    [Fact]
    public async Task It_takes_no_turn_and_needs_none()
    {
        var receipts = new List<string>();
        for (var number = 1; number <= 29; number++) receipts.Add(await SendAsync($"Number {number}."));
        for (var again = 0; again < 5; again++) Assert.Equal(receipts[^1], await SendAsync("Number 29."));
        receipts.Add(await SendAsync("Number 30."));

        // A phone that lost the answer to the thirtieth report sends it again.
        Assert.Equal(receipts[^1], await SendAsync("Number 30."));
        Assert.Equal("nowhere (429)", await SendAsync("Number 31."));
        Assert.Equal(30, Reports);
    }

    [Fact]
    public async Task What_was_taken_back_can_be_sent_again()
    {
        var receipt = await SendAsync("Words.");
        using var erased = await _reader.PostAsync(receipt, null, TestContext.Current.CancellationToken);

        Assert.NotEqual(receipt, await SendAsync("Words."));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private int Reports => _site.Database.Read("SELECT Receipt FROM Reports").Count;

    private Task<string> SendAsync(string message) => _reader.ReportPatientlyAsync(message);
}

public sealed class RepetitionTestsOnSqlite : RepetitionTests;

public sealed class RepetitionTestsOnPostgreSql : RepetitionTests;
