using BackSpasmSite.Reports;

namespace BackSpasmSite.Tests.Reports;

public sealed class ConcernsTests
{
    [Fact]
    public void Concerns_are_written_as_promised_and_what_could_hurt_comes_first() =>
        Assert.Equal(["harmful", "inaccurate", "out-of-date", "questionable", "other"], Concerns.All.Select(Concerns.Token));

    [Fact]
    public void A_concern_is_read_as_it_is_written()
    {
        Assert.All(Concerns.All, concern => Assert.Equal(concern, Concerns.Parse(Concerns.Token(concern))));
        Assert.Distinct(Concerns.All.Select(Concerns.Words));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Harmful")]
    [InlineData("0")]
    [InlineData("OutOfDate")]
    public void Another_word_names_no_concern(string? token) => Assert.Null(Concerns.Parse(token));
}
