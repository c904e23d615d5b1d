using BackSpasmSite.Content;
using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Tests.Reports.Intake;

public sealed class FormCheckTests
{
    private static readonly Edition Edition = BuildEdition();

    [Theory]
    [InlineData("message", 4000)]
    [InlineData("quote", 1000)]
    [InlineData("quote-prefix", 64)]
    [InlineData("quote-suffix", 64)]
    public void A_field_may_be_as_long_as_is_said_and_no_longer(string field, int limit)
    {
        Assert.Empty(Mistakes((field, new string('a', limit))));
        Assert.Equal([field], Mistakes((field, new string('a', limit + 1))));
    }

    [Fact]
    public void Length_is_counted_as_a_browser_counts_it()
    {
        // Each is two UTF-16 units; a line end counts as one, although browsers send two.
        Assert.Empty(Mistakes(("message", string.Concat(Enumerable.Repeat("😀", 2000)))));
        Assert.Equal(["message"], Mistakes(("message", string.Concat(Enumerable.Repeat("😀", 2000)) + "a")));
        Assert.Empty(Mistakes(("message", string.Concat(Enumerable.Repeat("\r\n", 3999)) + "a")));
    }

    [Fact]
    public void An_e_mail_address_has_254_characters_at_most()
    {
        var host = "@" + string.Join('.', Enumerable.Repeat(new string('h', 60), 3)) + ".example.org";

        Assert.Empty(Mistakes(("message", "Words."), ("email", new string('a', 254 - host.Length) + host)));
        Assert.Equal(["email"], Mistakes(("message", "Words."), ("email", new string('a', 255 - host.Length) + host)));
    }

    [Theory]
    [InlineData("ann@example.org", true)]
    [InlineData("", true)]
    [InlineData("ann", false)]
    [InlineData("ann@", false)]
    [InlineData("Ann <ann@example.org>", false)]
    [InlineData("ann@example.org, bob@example.org", false)]
    [InlineData("ann@example.org\nBcc: bob@example.org", false)]
    [InlineData(" ann@example.org", false)]
    public void An_e_mail_address_is_one_and_nothing_else(string email, bool isGood) =>
        Assert.Equal(isGood ? [] : ["email"], Mistakes(("message", "Words."), ("email", email)));

    [Fact]
    public void An_e_mail_address_that_nobody_asked_for_is_no_mistake() =>
        Assert.Empty(FormCheck.Validate(new FeedbackForm { Article = Reader.Article, Message = "Words.", Email = "nonsense" }, Edition, takesEmail: false));

    [Theory]
    [InlineData("", "", "", false)]
    [InlineData("", "", " \n\t\u00A0\u2003\u3000", false)]
    [InlineData("yes", "", "", true)]
    [InlineData("", "harmful", "", true)]
    [InlineData("", "", "Words.", true)]
    public void One_of_answer_concern_and_message_has_to_be_there(string helpful, string concern, string message, bool isEnough) =>
        Assert.Equal(isEnough ? [] : ["message"], Mistakes(("helpful", helpful), ("concern", concern), ("message", message), ("quote", "It is pleasant.")));

    [Theory]
    [InlineData("helpful", "maybe")]
    [InlineData("helpful", "YES")]
    [InlineData("concern", "dangerous")]
    [InlineData("concern", "Harmful")]
    [InlineData("section", "heat")]
    [InlineData("section", "s-a b")]
    [InlineData("section", "s-heat\n")]
    [InlineData("article", "nothing-of-ours")]
    [InlineData("article", "Heat-Or-Ice")]
    [InlineData("article", "../heat-or-ice")]
    [InlineData("article", "")]
    public void A_choice_that_the_form_does_not_offer_is_a_mistake(string field, string value) =>
        Assert.Equal([field], Mistakes(("message", "Words."), (field, value)));

    [Theory]
    [InlineData("s-heat")]
    [InlineData("s-a-heading-of-yesterday")]
    [InlineData("s-überschrift")]
    public void A_heading_that_went_meanwhile_is_none(string section) => Assert.Empty(Mistakes(("message", "Words."), ("section", section)));

    [Fact]
    public void Every_mistake_is_found_at_once_and_a_repeated_field_first()
    {
        var form = new FeedbackForm
        {
            Article = "nothing",
            Concern = "nonsense",
            Message = $"{new string('a', 3000)}\n{new string('b', 3000)}",
            Quote = new string('a', 1001),
            Repeated = ["message"],
        };

        Assert.Equal(["message", "article", "concern", "quote"], FormCheck.Validate(form, Edition, takesEmail: true).Select(error => error.Field));
    }

    /// <summary>The fields with errors in a form about the article; a field given twice has its last value.</summary>
    private static string[] Mistakes(params (string Name, string Value)[] fields)
    {
        var sent = new Dictionary<string, string> { ["article"] = Reader.Article, ["concern"] = "other" };
        if (fields.Any(field => field.Name is "helpful" or "message")) sent.Remove("concern");
        foreach (var (name, value) in fields) sent[name] = value;
        var form = FeedbackForm.Of(sent.Select(field => KeyValuePair.Create(field.Key, new[] { field.Value })));
        return [.. FormCheck.Validate(form, Edition, takesEmail: true).Select(error => error.Field)];
    }

    private static Edition BuildEdition()
    {
        using var content = ContentOnDisk.Small();
        return content.Build();
    }
}
