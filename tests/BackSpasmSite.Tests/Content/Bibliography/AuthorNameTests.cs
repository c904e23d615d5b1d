using BackSpasmSite.Content.Bibliography;

namespace BackSpasmSite.Tests.Content.Bibliography;

public sealed class AuthorNameTests
{
    [Theory]
    [InlineData("Ann Writer", "Writer|Ann")]
    [InlineData("Dr. Rita B Reviewer", "Reviewer|Rita B")]
    [InlineData("Wendelien H van der Gaag", "van der Gaag|Wendelien H")]
    [InlineData("Jane Doe, MD", "Doe|Jane")]
    public void A_name_as_it_is_said_has_its_family_name_last(string said, string parts)
    {
        var name = AuthorName.OfFullName(said);

        Assert.Equal(parts, $"{name.Family}|{name.Given}");
    }

    [Theory]
    [InlineData("Sukarno")]
    [InlineData("Dr Sukarno")]
    public void A_single_word_stays_whole(string said) => Assert.Equal("Sukarno", AuthorName.OfFullName(said).Literal);
}
