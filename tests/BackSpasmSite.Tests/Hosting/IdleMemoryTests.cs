using BackSpasmSite.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Hosting;

/// <summary>Memory is returned once after much work, and never during it.</summary>
public sealed class IdleMemoryTests
{
    private const long Idle = IdleMemory.AfterWork.Idle, Much = IdleMemory.AfterWork.Much;

    private readonly IdleMemory.AfterWork _after = new();
    private long _allocated;

    [Fact]
    public void After_much_work_memory_is_returned_as_soon_as_the_site_is_idle_and_only_once()
    {
        Assert.False(LookAfter(Much));
        Assert.False(LookAfter(Idle + 1));
        Assert.True(LookAfter(Idle));
        Assert.False(LookAfter(Idle));
        Assert.False(LookAfter(0));
    }

    [Fact]
    public void After_little_work_there_is_nothing_to_return()
    {
        Assert.False(LookAfter(Idle));
        Assert.False(LookAfter(Much / 2));
        Assert.False(LookAfter(0));
    }

    [Fact]
    public void Little_work_again_and_again_becomes_much()
    {
        var looks = 0;
        while (!LookAfter(Idle)) looks++;

        Assert.Equal(Much / Idle, looks);
    }

    [Fact]
    public void What_is_let_go_of_only_later_is_returned_then_and_once_for_all_work_before_it()
    {
        Assert.False(LookAfter(Much));
        Assert.True(LookAfter(1));
        for (var look = 2; look < IdleMemory.AfterWork.Later; look++) Assert.False(LookAfter(0));
        // Not while the site is busy.
        Assert.False(LookAfter(Idle + 1));
        Assert.True(LookAfter(0));
        for (var look = 0; look < 3 * IdleMemory.AfterWork.Later; look++) Assert.False(LookAfter(0));
    }

    [Fact]
    public async Task Compressing_pages_does_not_make_the_site_look_busy()
    {
        var memory = new IdleMemory(TimeProvider.System);
        memory.DoInBackground(() => GC.KeepAlive(new byte[1_000_000]));
        Assert.InRange(memory.InBackground, 1_000_000, 1_100_000);

        await using var site = new TestSite();
        (await site.AskAsync("GET", "/about")).Dispose();
        await Polling.UntilAsync(() => site.Services.GetRequiredService<IdleMemory>().InBackground > 0);
    }

    private bool LookAfter(long bytes) => _after.IsDue(_allocated += bytes);
}
