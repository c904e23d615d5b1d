using BackSpasmSite.Data;
using BackSpasmSite.Reports.Holds;
using BackSpasmSite.Tests.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Data;

public sealed class SqliteProviderTests
{
    /// <summary>SQLite tells nobody, so the site looks.</summary>
    [Fact]
    public async Task What_another_process_writes_is_noticed_at_the_next_look_which_comes_within_a_second()
    {
        await using var site = new TestSite();
        await site.UntilReadyAsync();
        var time = new ManualTimers();
        // One of its own, as another process has.
        var provider = ActivatorUtilities.CreateInstance<SqliteProvider>(site.Services, new Lazy<IDbContextFactory<SqliteDbContext>>(site.Services.GetRequiredService<IDbContextFactory<SqliteDbContext>>));
        var before = provider.WaitForHoldsAsync(time, TestContext.Current.CancellationToken);
        time.LosePatience();
        await before.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        var noticed = provider.WaitForHoldsAsync(time, TestContext.Current.CancellationToken);
        await site.Services.GetRequiredService<SerializedDatabase>().WriteAsync(open =>
        {
            open.Add(new HoldEntity { Article = Reader.Article, By = "ann", Since = DateTime.UnixEpoch });
            return Task.FromResult(true);
        });
        Assert.False(noticed.IsCompleted);
        time.LosePatience();

        await noticed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.InRange(time.Longest, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));
    }
}
