using System.Net;
using BackSpasmSite.Http;

namespace BackSpasmSite.Tests.Http;

public sealed class ClientKeysTests
{
    private static readonly Client Ann = Client("192.0.2.1");

    private readonly SetTime _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly ClientKeys _keys;

    public ClientKeysTests() => _keys = new ClientKeys(_time);

    [Fact]
    public void A_client_is_the_same_all_day()
    {
        var before = _keys.Of(Ann);
        _time.Now = new DateTimeOffset(2026, 11, 22, 23, 59, 59, TimeSpan.Zero);

        Assert.Equal(before, _keys.Of(Client("192.0.2.1")));
    }

    [Fact]
    public void Another_address_program_or_language_is_another_client()
    {
        Client[] others =
        [
            Ann, Client("192.0.2.2"), Ann with { UserAgent = "other" }, Ann with { AcceptLanguage = "fr" }, Ann with { Address = null },
            // Moving a character from one part to the next makes a difference too.
            Ann with { UserAgent = "browsere", AcceptLanguage = "n" },
        ];

        Assert.Distinct(others.Select(client => _keys.Of(client)));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", true)]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.2", false)]
    [InlineData("fe80::1%2", "fe80::1%3", true)]
    public void An_address_counts_as_far_as_it_names_a_subscriber(string one, string other, bool same) =>
        Assert.Equal(same, _keys.Of(Client(one)) == _keys.Of(Client(other)));

    [Fact]
    public void One_form_is_not_another()
    {
        string[] hashes = [_keys.Of(Ann), _keys.Of(Ann, "vote"), _keys.Of(Ann, "vote", "a"), _keys.Of(Ann, "votea"), _keys.Of(Ann, "vote", "", "a")];

        Assert.Distinct(hashes);
    }

    [Fact]
    public void Nobody_is_the_same_tomorrow_nor_in_another_process()
    {
        var today = _keys.Of(Ann);
        _time.Now = _time.Now.AddDays(1);

        Assert.NotEqual(today, _keys.Of(Ann));
        Assert.NotEqual(_keys.Of(Ann), new ClientKeys(_time).Of(Ann));
    }

    [Fact]
    public void Yesterdays_key_is_there_for_five_minutes_and_then_is_gone()
    {
        var yesterday = _keys.Of(Ann, "report");
        Assert.Null(_keys.BeforeMidnight(Ann, "report"));

        _time.Now = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(yesterday, _keys.BeforeMidnight(Ann, "report"));
        _time.Now = _time.Now.AddMinutes(5).AddTicks(-1);
        Assert.Equal(yesterday, _keys.BeforeMidnight(Ann, "report"));
        _time.Now = _time.Now.AddTicks(1);
        Assert.Null(_keys.BeforeMidnight(Ann, "report"));
        // The key is really deleted: not even setting the clock back restores it.
        _time.Now = _time.Now.AddMinutes(-1);
        Assert.Null(_keys.BeforeMidnight(Ann, "report"));
    }

    [Fact]
    public void The_key_of_another_day_than_yesterday_is_gone_at_once()
    {
        _keys.Of(Ann);
        _time.Now = new DateTimeOffset(2026, 11, 24, 0, 1, 0, TimeSpan.Zero);

        Assert.Null(_keys.BeforeMidnight(Ann));
    }

    private static Client Client(string address) => new(IPAddress.Parse(address), "browser", "en");
}
