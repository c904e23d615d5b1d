using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Tests.Reports.Intake;

public sealed class FeedbackFormTests
{
    [Theory]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("a\rb", "a\nb")]
    [InlineData("a\n\rb", "a\n\nb")]
    [InlineData("\r\n\r\n", "\n\n")]
    [InlineData(" a\t", " a\t")]
    public void A_line_end_is_one_character_and_nothing_else_is_changed(string sent, string read) =>
        Assert.Equal(read, Form(("message", [sent])).Message);

    [Fact]
    public void What_came_more_than_once_stands_one_below_the_other_and_is_named()
    {
        var form = Form(("message", ["first", "second"]), ("quote", ["one"]), ("nonsense", ["a", "b"]));

        Assert.Equal("first\nsecond", form.Message);
        Assert.Equal(["message"], form.Repeated);
    }

    [Fact]
    public void Every_field_is_read_by_its_name()
    {
        var form = Form([.. FieldNames.All.Select(name => (name, new[] { $"the {name}" }))]);

        Assert.Equal(FieldNames.All.Where(name => name != FieldNames.PersonalData).Select(name => $"the {name}"), form.Fields());
        Assert.Equal("the personal-data", form.PersonalData);
    }

    [Theory]
    [InlineData("yes", "", "", "", true)]
    [InlineData("yes", "", " \n\t\u00A0\u2003", "\n", true)]
    [InlineData("yes", "other", "", "", false)]
    [InlineData("yes", "", "Words.", "", false)]
    [InlineData("yes", "", "", "The passage.", false)]
    [InlineData("", "", "", "", false)]
    public void An_answer_by_itself_is_a_vote(string helpful, string concern, string message, string quote, bool isVote) =>
        Assert.Equal(isVote, new FeedbackForm { Helpful = helpful, Concern = concern, Message = message, Quote = quote }.IsVote);

    private static FeedbackForm Form(params (string Name, string[] Values)[] fields) =>
        FeedbackForm.Of(fields.Select(field => KeyValuePair.Create(field.Name, field.Values)));
}
