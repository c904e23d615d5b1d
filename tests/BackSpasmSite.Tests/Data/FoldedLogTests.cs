using BackSpasmSite.Reports;
using BackSpasmSite.Tests.Reports;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Tests.Data;

public sealed class FoldedLogTests : IAsyncLifetime
{
    private readonly ContentOnDisk _content = ContentOnDisk.Small();
    private ReportsOnDisk _disk = null!;

    public async ValueTask InitializeAsync() => _disk = await ReportsOnDisk.CreateAsync(Path.Combine(_content.Parent, "data"), TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await _disk.DisposeAsync();
        _content.Dispose();
    }

    [Fact]
    public async Task What_was_deleted_stays_in_the_log_until_it_is_folded()
    {
        await KeepAndDeleteAsync();
        Assert.True(_disk.IsOnDisk("What I wrote"));

        await _disk.Database.FoldLogAsync();

        Assert.False(_disk.IsOnDisk("What I wrote"));
    }

    [Fact]
    public async Task While_somebody_reads_it_is_left_for_the_next_time()
    {
        await _disk.KeepAsync(_disk.New());
        var left = await _disk.Database.ReadAsync(
            async open =>
            {
                await foreach (var report in open.Set<Report>().AsAsyncEnumerable())
                {
                    await KeepAndDeleteAsync();
                    await _disk.Database.FoldLogAsync();
                    return _disk.IsOnDisk(report.Message!);
                }

                return false;
            },
            CancellationToken.None);

        Assert.True(left);
        await _disk.Database.WriteAsync(open => open.Set<Report>().ExecuteDeleteAsync());
        await _disk.Database.FoldLogAsync();
        Assert.False(_disk.IsOnDisk("What I wrote"));
    }

    [Fact]
    public async Task A_database_that_is_away_is_no_failure()
    {
        _disk.State.CannotOpen("It is away.");
        await _disk.Database.FoldLogAsync();
        _disk.State.Opened();

        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_disk.File)!)) File.Delete(file);
        Directory.CreateDirectory(_disk.File);
        await _disk.Database.FoldLogAsync();
    }

    private async Task KeepAndDeleteAsync()
    {
        await _disk.KeepAsync(_disk.New());
        await _disk.Database.WriteAsync(open => open.Set<Report>().ExecuteDeleteAsync());
    }
}
