using BackSpasmSite.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Tests.Accounts;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("kfuehwnclqpz")]
    [InlineData("839201748362")]
    [InlineData("нет никакой боли")]
    [InlineData("            x y z w")]
    public void A_long_password_of_any_characters_is_taken(string password) => Assert.Null(PasswordRule.Validate(password, "ann"));

    [Theory]
    [InlineData("elevenchars", "too short")]
    [InlineData("😀😀😀😀😀😀", "too short")]
    [InlineData("aaaaaaaaaaaaaaaa", "too easy to guess")]
    [InlineData("123456789012", "too easy to guess")]
    [InlineData("abcdefghijklmnop", "too easy to guess")]
    [InlineData("PasswordPassword", "too easy to guess")]
    [InlineData("password12345", "too easy to guess")]
    [InlineData("Ann-Ann-Ann-", "too easy to guess")]
    public void One_that_is_short_or_tried_first_is_not(string password, string reason) => Assert.Contains(reason, PasswordRule.Validate(password, "ann"));

    [Theory]
    [InlineData("ann", true)]
    [InlineData("Dr.Rita_Reviewer-2", true)]
    [InlineData("", false)]
    [InlineData("ann smith", false)]
    [InlineData("ann@example.org", false)]
    [InlineData("änn", false)]
    [InlineData("ann\n", false)]
    public void A_name_is_letters_digits_dots_hyphens_and_underscores(string name, bool taken) => Assert.Equal(taken, EditorName.Validate(name) is null);

    [Fact]
    public void A_name_has_64_characters_at_most()
    {
        Assert.Null(EditorName.Validate(new string('a', 64)));
        Assert.NotNull(EditorName.Validate(new string('a', 65)));
    }

    [Fact]
    public async Task A_password_is_hashed_in_as_many_rounds_as_OWASP_asks_for()
    {
        await using var site = new TestSite { HashesAsInProduction = true };

        Assert.Equal(210_000, site.Services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount);
    }
}
