using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace BackSpasmSite.Tests.Reports.Intake;

/// <summary>The field that people never see, and what happens if a browser fills it in.</summary>
public abstract class TrapTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [Fact]
    public async Task The_form_has_a_field_that_is_to_be_left_empty_and_that_no_autofill_knows()
    {
        var page = await shared.Browser.PageAsync($"/articles/{Reader.Article}");
        var trap = page.QuerySelector<IHtmlInputElement>("#feedback [name=leave-empty]")!;

        Assert.Equal(("off", -1, "text"), (trap.Autocomplete, trap.TabIndex, trap.Type));
        Assert.Contains("empty", page.QuerySelector($"label[for={trap.Id}]")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(trap.Closest(".trap"));
        Assert.Null(page.QuerySelector("[name=website]"));
    }

    [Theory]
    [InlineData("harmful", "New")]
    [InlineData("inaccurate", "Spam")]
    [InlineData("", "Spam")]
    public async Task What_could_hurt_is_looked_at_by_a_person_also_from_the_trap(string concern, string state)
    {
        var message = $"The trap and {concern}.";
        using var answer = await shared.Browser.ReportAsync(message, ("concern", concern), ("leave-empty", "https://ann.example"));

        Assert.StartsWith("/feedback/", answer.Target(), StringComparison.Ordinal);
        Assert.Equal([state], shared.Site.Database.Read($"SELECT State FROM Reports WHERE Message = '{message}'"));
        Assert.Equal(["Trap"], shared.Site.Database.Read($"SELECT Suspicion FROM Reports WHERE Message = '{message}'"));
    }

    [Fact]
    public async Task The_hint_about_personal_data_is_for_that_person_too()
    {
        using var answer = await shared.Browser.ReportAsync("I am ann@example.org", ("concern", "harmful"), ("leave-empty", "x"));

        Assert.Equal(422, (int)answer.StatusCode);
    }

    [Fact]
    public async Task The_field_that_was_the_trap_before_is_none()
    {
        using var answer = await shared.Browser.ReportAsync("From a page that is old.", ("website", "https://ann.example"));

        Assert.Equal(["New"], shared.Site.Database.Read("SELECT State FROM Reports WHERE Message = 'From a page that is old.'"));
        Assert.Equal([null], shared.Site.Database.Read("SELECT Suspicion FROM Reports WHERE Message = 'From a page that is old.'"));
    }

    public sealed class OnSqlite(SharedSite shared) : TrapTests(shared);

    public sealed class OnPostgreSql(SharedSite shared) : TrapTests(shared);
}
