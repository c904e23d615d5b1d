using System.Net;
using BackSpasmSite.Http;

namespace BackSpasmSite.Tests.Http;

public sealed class NetworkLimitTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly SetTime _time = new(ContentOnDisk.Today);

    [Fact]
    public void The_thirtieth_passes_and_the_next_learns_how_long_to_wait()
    {
        var limit = Limit(30);
        for (var turn = 1; turn <= 30; turn++, _time.Now += TimeSpan.FromMinutes(1)) Assert.Null(limit.Take(From("192.0.2.1")));

        Assert.Equal(TimeSpan.FromMinutes(30), limit.Take(From("192.0.2.1")));
        Assert.Null(limit.Take(From("192.0.2.2")));
    }

    [Fact]
    public void An_hour_after_a_turn_there_is_one_again_also_over_midnight()
    {
        _time.Now = new DateTimeOffset(2026, 11, 22, 23, 40, 0, TimeSpan.Zero);
        var limit = Limit(2);
        limit.Take(From("192.0.2.1"));
        _time.Now += TimeSpan.FromMinutes(50);
        limit.Take(From("192.0.2.1"));
        _time.Now += TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1);
        Assert.Equal(TimeSpan.FromTicks(1), limit.Take(From("192.0.2.1")));
        _time.Now += TimeSpan.FromTicks(1);

        Assert.Null(limit.Take(From("192.0.2.1")));
        Assert.Equal(TimeSpan.FromMinutes(50), limit.Take(From("192.0.2.1")));
    }

    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("fe80::1%2", "fe80::1%3", true)]
    public void An_IPv4_address_or_an_IPv6_64_is_one(string one, string other, bool isSame)
    {
        var limit = Limit(1);
        limit.Take(From(one));

        Assert.Equal(isSame, limit.Take(From(other)) is not null);
    }

    [Theory]
    // 40 /64 in one /56 count as two, 40 /56 in one /48 as four.
    [InlineData("2001:db8:1:2{0:x2}::1", 2)]
    [InlineData("2001:db8:1:{0:x2}00::1", 4)]
    [InlineData("2001:db8:{0:x}:1::1", 40)]
    [InlineData("192.0.2.{0}", 40)]
    public void The_networks_around_a_64_are_counted_more_generously(string addresses, int passed)
    {
        var limit = Limit(3);
        var taken = Enumerable.Range(1, 40).SelectMany(number => Enumerable.Repeat(string.Format(System.Globalization.CultureInfo.InvariantCulture, addresses, number), 5))
            .Count(address => limit.Take(From(address)) is null);

        Assert.Equal(3 * passed, taken);
    }

    [Fact]
    public void What_a_client_says_of_itself_makes_no_difference()
    {
        var limit = Limit(1);
        limit.Take(From("192.0.2.1"));

        Assert.NotNull(limit.Take(From("192.0.2.1") with { UserAgent = "another", AcceptLanguage = "fr" }));
    }

    [Fact]
    public void Asking_takes_nothing_and_what_was_given_back_was_never_taken()
    {
        var limit = Limit(1);
        for (var turn = 0; turn < 5; turn++)
        {
            Assert.Null(limit.Wait(From("2001:db8::1")));
            Assert.Null(limit.Take(From("2001:db8::1")));
            limit.GiveBack(From("2001:db8::1"));
        }

        limit.GiveBack(From("2001:db8::1"));
        Assert.Null(limit.Take(From("2001:db8::1")));
        Assert.NotNull(limit.Wait(From("2001:db8::1")));
    }

    [Fact]
    public void A_cost_is_taken_as_a_whole_or_not_at_all()
    {
        var limit = Limit(100);
        Assert.Null(limit.Take(From("192.0.2.1"), 60));
        Assert.NotNull(limit.Take(From("192.0.2.1"), 41));
        Assert.Null(limit.Take(From("192.0.2.1"), 40));
        _time.Now += Hour;

        Assert.Equal(Hour, Limit(100).Take(From("192.0.2.1"), 101) ?? Hour);
        Assert.Null(limit.Take(From("192.0.2.1"), 100));
    }

    [Fact]
    public void A_clock_that_was_wrong_for_a_minute_shuts_nobody_out()
    {
        var limit = Limit(1);
        _time.Now += TimeSpan.FromDays(800);
        limit.Take(From("192.0.2.1"));
        _time.Now -= TimeSpan.FromDays(800);

        Assert.Null(limit.Take(From("192.0.2.1")));
        Assert.NotNull(limit.Take(From("192.0.2.1")));
    }

    [Fact]
    public void Zero_means_no_limit()
    {
        var limit = Limit(0);

        Assert.All(Enumerable.Range(0, 1000), _ => Assert.Null(limit.Take(From("192.0.2.1"))));
    }

    [Fact]
    public void Many_at_once_take_no_more_than_there_are()
    {
        var limit = Limit(30);
        var passed = 0;
        Parallel.For(0, 300, _ =>
        {
            if (limit.Take(From("192.0.2.1")) is null) Interlocked.Increment(ref passed);
        });

        Assert.Equal(30, passed);
    }

    private NetworkLimit Limit(int most) => new(most, Hour, _time);

    private static Client From(string address) => new(IPAddress.Parse(address), "browser", "en");
}
