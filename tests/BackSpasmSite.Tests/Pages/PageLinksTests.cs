using BackSpasmSite.Pages;
using Microsoft.Extensions.Primitives;

namespace BackSpasmSite.Tests.Pages;

public sealed class PageLinksTests
{
    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(1, 2, "1 2")]
    [InlineData(3, 5, "1 2 3 4 5")]
    [InlineData(1, 25, "1 2 … 25")]
    [InlineData(4, 25, "1 2 3 4 5 … 25")]
    [InlineData(5, 25, "1 … 4 5 6 … 25")]
    [InlineData(24, 25, "1 … 23 24 25")]
    public void The_first_the_last_and_the_neighbours_are_named(int number, int last, string named) =>
        Assert.Equal(named, string.Join(' ', new PageLinks("/articles", number, last).Numbers().Select(page => page is { } shown ? FormattableString.Invariant($"{shown}") : "…")));

    [Fact]
    public void The_first_page_has_the_address_of_the_list()
    {
        var links = new PageLinks("/topics/heat", 2, 3);

        Assert.Equal(("/topics/heat", "/topics/heat?page=3"), (links.Href(1), links.Href(3)));
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("25", 25)]
    [InlineData("1", 1)]
    [InlineData("26", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("+2", null)]
    [InlineData(" 2", null)]
    [InlineData("02", null)]
    [InlineData("2.0", null)]
    [InlineData("٢", null)]
    [InlineData("", null)]
    [InlineData("two", null)]
    [InlineData("99999999999999999999", null)]
    public void Only_a_number_of_a_page_is_one(string asked, int? number) => Assert.Equal(number, PageLinks.Asked(asked, last: 25));

    [Fact]
    public void Without_a_number_it_is_the_first_and_two_numbers_are_none()
    {
        Assert.Equal(1, PageLinks.Asked(StringValues.Empty, last: 1));
        Assert.Null(PageLinks.Asked(new StringValues(["2", "3"]), last: 25));
    }
}
