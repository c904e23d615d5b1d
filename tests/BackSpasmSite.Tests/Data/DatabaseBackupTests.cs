using BackSpasmSite.Data;
using BackSpasmSite.Reports;

namespace BackSpasmSite.Tests.Data;

public sealed class DatabaseBackupTests : IDisposable
{
    private readonly DatabaseOnDisk _database = new();

    private string Target => Path.Combine(_database.Folder, "backup.db");

    [Fact]
    public async Task A_backup_has_its_name_only_when_it_is_whole()
    {
        var named = await BackUpAsync(_ => Task.FromResult(File.Exists(Target)), TestContext.Current.CancellationToken);

        Assert.False(named);
        Assert.True(File.Exists(Target));
    }

    [Fact]
    public async Task A_file_that_comes_meanwhile_is_not_overwritten()
    {
        await Assert.ThrowsAsync<IOException>(() => BackUpAsync(async _ =>
        {
            await File.WriteAllTextAsync(Target, "mine");
            return true;
        }, TestContext.Current.CancellationToken));

        Assert.Equal("mine", await File.ReadAllTextAsync(Target, TestContext.Current.CancellationToken));
        Assert.Equal([Target], Directory.EnumerateFiles(_database.Folder));
    }

    [Fact]
    public async Task A_backup_that_is_stopped_leaves_nothing_behind()
    {
        using var stop = new CancellationTokenSource();
        var before = _database.Files();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BackUpAsync(async copy =>
        {
            await stop.CancelAsync();
            return await FeedbackCount.OfAsync(copy, stop.Token);
        }, stop.Token));

        Assert.Equal(before, _database.Files());
    }

    public void Dispose() => _database.Dispose();

    private Task<T> BackUpAsync<T>(Func<SiteDbContext, Task<T>> look, CancellationToken cancellation) =>
        DatabaseBackup.WriteAsync(_database.Options, Target, look, cancellation);
}
