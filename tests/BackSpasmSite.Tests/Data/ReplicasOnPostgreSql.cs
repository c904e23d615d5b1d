using System.Net;
using BackSpasmSite.Content;
using BackSpasmSite.Reports.Holds;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Data;

/// <summary>Two sites on one server, as two machines would be.</summary>
public sealed class ReplicasOnPostgreSql : IAsyncLifetime
{
    private readonly SetTime _time = new(ContentOnDisk.Today);
    private TestSite _one = null!;
    private TestSite _other = null!;

    public async ValueTask InitializeAsync()
    {
        _one = new TestSite { Time = _time };
        using var first = _one.Browser();
        _other = new TestSite { Time = _time, Settings = _one.SameDatabase };
        using var second = _other.Browser();
        await _one.UntilReadyAsync();
        await _other.UntilReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    /// <summary>
    /// Ten times in turn: a site that only looked at its intervals of fifteen seconds, for notices that got lost, would need more than two
    /// minutes. So it is the server that tells, at once, and no time is measured on a busy machine.
    /// </summary>
    [Fact]
    public async Task A_hold_placed_in_one_is_shown_by_the_other_when_the_server_tells_and_gone_when_it_is_lifted()
    {
        var (here, there) = (_one.Services.GetRequiredService<HoldKeeper>(), _other.Services.GetRequiredService<CurrentEdition>());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        Assert.True(Slug.TryParse("heat-or-ice", out var slug));
        for (var time = 0; time < 5; time++)
        {
            var before = there.Edition!.Hash;
            await here.PlaceAsync(slug, "ann");
            await there.WaitForOtherThanAsync(before, patience.Token);
            var (held, read) = (there.Edition!.Hash, await ReadAsync());
            await here.LiftAsync((await here.ListAsync(patience.Token)).Single().Id, "ann");
            await there.WaitForOtherThanAsync(held, patience.Token);

            Assert.DoesNotContain("It is pleasant.", read, StringComparison.Ordinal);
            Assert.Contains("It is pleasant.", await ReadAsync(), StringComparison.Ordinal);
        }

        async Task<string> ReadAsync() => await (await _other.AskAsync("GET", "/articles/heat-or-ice")).Content.ReadAsStringAsync(patience.Token);
    }

    [Fact]
    public async Task A_voter_through_both_counts_once_and_a_report_through_both_is_one()
    {
        using var here = _one.Browser();
        using var there = _other.Browser();
        foreach (var reader in new[] { here, there })
            Assert.Equal(HttpStatusCode.SeeOther, (await reader.FillInAsync(("article", Reader.Article), ("helpful", "yes"))).StatusCode);

        Assert.Equal((await here.ReportAsync("Words.")).Target(), (await there.ReportAsync("Words.")).Target());
        Assert.Equal(["1"], _one.Database.Read("SELECT count(*) FROM Votes"));
        Assert.Equal(["1"], _one.Database.Read("SELECT count(*) FROM Reports"));

        // A crash of the server empties the table; whoever asks next restores the key.
        _one.Database.Run("TRUNCATE client_keys");
        Assert.Equal((await there.ReportAsync("Words.")).Target(), (await here.ReportAsync("Words.")).Target());
        Assert.Equal(["1"], _one.Database.Read("SELECT count(*) FROM Reports"));
    }

    [Fact]
    public async Task The_key_of_a_day_is_gone_when_the_day_is()
    {
        using var here = _one.Browser();
        await here.FillInAsync(("article", Reader.Article), ("helpful", "yes"));
        Assert.Equal(["1"], _one.Database.Read("SELECT count(*) FROM client_keys"));

        _time.Now = _time.Now.Date.AddDays(1).AddMinutes(6);
        using var retention = ActivatorUtilities.CreateInstance<BackSpasmSite.Reports.Retention>(_one.Services);
        await retention.EnforceAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["0"], _one.Database.Read("SELECT count(*) FROM client_keys"));
        Assert.Equal(["0"], _one.Database.Read("SELECT count(*) FROM Votes WHERE Fingerprint IS NOT NULL"));
    }
}
