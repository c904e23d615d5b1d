using System.Runtime.CompilerServices;
using BackSpasmSite.Clients;

namespace BackSpasmSite.Tests.Clients;

public sealed class RateLimitTests
{
    private readonly SetTime _time = new(ContentOnDisk.Today);

    [Fact]
    public void The_thirtieth_passes_and_the_next_learns_how_long_to_wait()
    {
        var limit = new RateLimit(30, _time);
        for (var turn = 1; turn <= 30; turn++, Pass(TimeSpan.FromMinutes(1))) Assert.Null(limit.Take("ann"));

        Assert.Equal(TimeSpan.FromMinutes(30), limit.Take("ann"));
        Assert.Null(limit.Take("bob"));
    }

    [Fact]
    public void An_hour_after_a_turn_there_is_one_again()
    {
        var limit = new RateLimit(2, _time);
        limit.Take("ann");
        Pass(TimeSpan.FromMinutes(50));
        limit.Take("ann");
        Pass(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.Equal(TimeSpan.FromTicks(1), limit.Take("ann"));
        Pass(TimeSpan.FromTicks(1));

        Assert.Null(limit.Take("ann"));
        Assert.Equal(TimeSpan.FromMinutes(50), limit.Take("ann"));
    }

    [Fact]
    public void A_turn_that_was_given_back_was_never_taken()
    {
        var limit = new RateLimit(1, _time);
        for (var turn = 0; turn < 5; turn++)
        {
            Assert.Null(limit.Take("ann"));
            limit.GiveBack("ann");
        }

        limit.GiveBack("ann");
        limit.GiveBack("bob");
        Assert.Null(limit.Take("ann"));
        Assert.NotNull(limit.Take("ann"));
    }

    [Fact]
    public void Zero_means_no_limit()
    {
        var limit = new RateLimit(0, _time);

        Assert.All(Enumerable.Range(0, 1000), _ => Assert.Null(limit.Take("ann")));
    }

    [Fact]
    public void Many_at_once_take_no_more_than_there_are()
    {
        var limit = new RateLimit(30, _time);
        var passed = 0;
        Parallel.For(0, 300, _ =>
        {
            if (limit.Take("ann") is null) Interlocked.Increment(ref passed);
        });

        Assert.Equal(30, passed);
    }

    [Fact]
    public void Clients_of_the_past_are_forgotten()
    {
        var limit = new RateLimit(30, _time);
        var past = Visitors(limit, 100);
        Pass(TimeSpan.FromHours(1));
        limit.Take("ann");
        GC.Collect();

        Assert.DoesNotContain(past, client => client.IsAlive);
        GC.KeepAlive(limit);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> Visitors(RateLimit limit, int count)
    {
        var visitors = Enumerable.Range(0, count).Select(number => $"visitor {number}").ToList();
        foreach (var visitor in visitors) limit.Take(visitor);
        return [.. visitors.Select(visitor => new WeakReference(visitor))];
    }

    private void Pass(TimeSpan time) => _time.Now += time;
}
