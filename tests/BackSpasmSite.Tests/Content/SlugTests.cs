using BackSpasmSite.Content;

namespace BackSpasmSite.Tests.Content;

/// <summary>What may be the last part of an article's address.</summary>
public sealed class SlugTests
{
    [Theory]
    [InlineData("heat")]
    [InlineData("heat-or-ice")]
    [InlineData("2026")]
    [InlineData("a-1-b")]
    public void Lower_case_words_and_numbers_with_hyphens_between_them_are_a_slug(string text)
    {
        Assert.True(Slug.TryParse(text, out var slug));
        Assert.Equal(text, slug.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("-heat")]
    [InlineData("heat-")]
    [InlineData("heat--ice")]
    [InlineData("Heat")]
    [InlineData("heat or ice")]
    [InlineData("heat_ice")]
    [InlineData("heat\n")]
    [InlineData("ärzte")]
    [InlineData("../heat")]
    [InlineData("٣")]
    public void Anything_else_is_not(string text) => Assert.False(Slug.TryParse(text, out _));
}
