using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Tests.Reports.Intake;

public sealed class SpamGuardTests
{
    [Theory]
    [InlineData("Words.", "")]
    [InlineData("https://a.example and http://b.example", "")]
    [InlineData("https://a.example", "www.b.example")]
    [InlineData("See https://www.a.example/x and [url=https://www.b.example]", "")]
    [InlineData("httpsx://a www b.www.c https: //d", "")]
    public void Two_links_are_what_people_send(string message, string quote) =>
        Assert.Null(SpamGuard.Of(new FeedbackForm { Message = message, Quote = quote }));

    [Theory]
    [InlineData("https://a.example http://b.example HTTPS://C.example", "")]
    [InlineData("https://www.a.example https://www.b.example https://www.c.example", "")]
    [InlineData("www.a.example [url=b] [URL]c[/URL]", "")]
    [InlineData("https://a.example", "https://b.example http://c.example")]
    public void Three_are_suspected_spam(string message, string quote) =>
        Assert.Equal(Suspicion.Links, SpamGuard.Of(new FeedbackForm { Message = message, Quote = quote }));

    [Theory]
    [InlineData(nameof(Suspicion.Trap), null, true)]
    [InlineData(nameof(Suspicion.Trap), nameof(Concern.Other), true)]
    [InlineData(nameof(Suspicion.Trap), nameof(Concern.Harmful), false)]
    [InlineData(nameof(Suspicion.Links), null, false)]
    [InlineData(nameof(Suspicion.Links), nameof(Concern.Harmful), false)]
    [InlineData(null, nameof(Concern.Harmful), false)]
    public void Only_what_the_trap_caught_is_put_aside_and_never_what_could_hurt(string? suspicion, string? concern, bool isPutAside) =>
        Assert.Equal(isPutAside, SpamGuard.PutsAside(
            suspicion is null ? null : Enum.Parse<Suspicion>(suspicion), concern is null ? null : Enum.Parse<Concern>(concern)));

    [Theory]
    [InlineData("x")]
    [InlineData(" ")]
    public void Who_fills_in_the_trap_is_no_person(string typed) =>
        Assert.Equal(Suspicion.Trap, SpamGuard.Of(new FeedbackForm { Message = "Words.", LeaveEmpty = typed }));
}
