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

    [Fact]
    public async Task A_hold_placed_in_one_is_shown_by_the_other_and_gone_when_it_is_lifted()
    {
        var (here, there) = (_one.Services.GetRequiredService<HoldKeeper>(), _other.Services.GetRequiredService<CurrentEdition>());
        var before = there.Edition!.Hash;

        Assert.True(Slug.TryParse("heat-or-ice", out var slug));
        await here.PlaceAsync(slug, "ann");
        // Well before the next look without a notice. No time is measured on a busy machine.
        await there.WaitForOtherThanAsync(before, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        var (held, read) = (there.Edition!.Hash, await (await _other.AskAsync("GET", "/articles/heat-or-ice")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await here.LiftAsync((await here.ListAsync(TestContext.Current.CancellationToken)).Single().Id, "ann");
        await there.WaitForOtherThanAsync(held, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("It is pleasant.", read, StringComparison.Ordinal);
        Assert.Contains("It is pleasant.", await (await _other.AskAsync("GET", "/articles/heat-or-ice")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
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
