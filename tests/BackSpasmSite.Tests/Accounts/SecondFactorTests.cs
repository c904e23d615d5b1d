using System.Net;
using System.Xml.Linq;

namespace BackSpasmSite.Tests.Accounts;

public abstract class SecondFactorTests
{
    private const string ThreeWrong = "had the right password and then 3 wrong codes; unless that was the editor, somebody has the password";
    private const string LockedOut = "was locked out after too many wrong codes; somebody has the password";
    private const string SetUp = "/editor/account/second-factor";

    [Fact]
    public async Task It_is_set_up_with_a_code_to_scan_or_to_type()
    {
        await using var site = new TestSite();
        await site.AddEditorAsync();
        using var browser = await site.SignInAsync();
        using var begun = await browser.PostFormAsync("/editor/account", "form:has(#f-begin-password)", ("password", SignedIn.Password));
        Assert.Equal(SetUp, begun.Headers.Location?.OriginalString);

        var page = await browser.OpenAsync(SetUp);
        Assert.Matches("^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$", page.QuerySelector(".key")!.TextContent);
        var svg = XElement.Parse(page.QuerySelector(".qr svg")!.OuterHtml);
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName == "style");

        using var wrong = await browser.PostFormAsync(page, "main form", ("code", "000000"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var right = await browser.PostFormAsync(page, "main form", ("code", OneTimePassword.Of(page.QuerySelector(".key")!.TextContent)));
        Assert.Equal(10, (await right.ReadPageAsync()).QuerySelectorAll(".codes code").Select(code => code.TextContent).Distinct().Count());
        using var again = await browser.GetAsync(SetUp, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
    }

    [Fact]
    public async Task After_the_password_comes_a_code_and_each_is_taken_once()
    {
        await using var site = new TestSite();
        var (key, codes) = await TurnOnAsync(site);
        using var browser = await AfterPasswordAsync(site, "?return=/editor/account");
        using (var inside = await browser.GetAsync("/editor", TestContext.Current.CancellationToken)) Assert.Equal(HttpStatusCode.Found, inside.StatusCode);

        var code = OneTimePassword.Of(key, later: 1);
        using (var right = await browser.PostFormAsync("/editor/second-factor?return=/editor/account", "main form", ("code", $" {code[..3]} {code[3..]}")))
            Assert.Equal("/editor/account", right.Headers.Location?.OriginalString);
        Assert.NotNull((await browser.OpenAsync("/editor/account")).QuerySelector(".badge.good"));

        using var other = await AfterPasswordAsync(site);
        using (var repeated = await other.PostFormAsync("/editor/second-factor", "main form", ("code", code)))
            Assert.Equal(HttpStatusCode.BadRequest, repeated.StatusCode);
        using (var recovered = await other.PostFormAsync("/editor/second-factor", "main form", ("code", codes[0].ToLowerInvariant().Replace("-", ""))))
            Assert.Equal(HttpStatusCode.SeeOther, recovered.StatusCode);

        using var third = await AfterPasswordAsync(site);
        using (var used = await third.PostFormAsync("/editor/second-factor", "main form", ("code", codes[0])))
            Assert.Equal(HttpStatusCode.BadRequest, used.StatusCode);
        using (var next = await third.PostFormAsync("/editor/second-factor", "main form", ("code", codes[1])))
            Assert.Equal(HttpStatusCode.SeeOther, next.StatusCode);
        Assert.Contains("Recovery codes left: 8", (await third.OpenAsync("/editor/account")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [InlineData("000000")]
    [InlineData("AAAAA-AAAAA")]
    public async Task Five_wrong_codes_lock_the_account(string wrong)
    {
        await using var site = new TestSite();
        var (key, codes) = await TurnOnAsync(site);
        using var browser = await AfterPasswordAsync(site);
        for (var i = 0; i < 5; i++)
        {
            using var answer = await browser.PostFormAsync("/editor/second-factor", "main form", ("code", wrong));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Equal([ThreeWrong, LockedOut], Warnings(site));
        foreach (var right in (string[])[OneTimePassword.Of(key, later: 1), codes[0]])
        {
            using var answer = await browser.PostFormAsync("/editor/second-factor", "main form", ("code", right));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Wrong_passwords_in_between_do_not_hide_that_somebody_has_the_right_one()
    {
        await using var site = new TestSite { Instead = CheapSite.Services };
        await TurnOnAsync(site);
        using var browser = await AfterPasswordAsync(site);
        using var other = site.SignedOut();
        var page = await other.OpenAsync("/editor/sign-in");
        for (var i = 0; i < 4; i++)
        {
            using var code = await browser.PostFormAsync("/editor/second-factor", "main form", ("code", "000000"));
            using var password = await other.PostFormAsync(page, "main form", ("name", "ann"), ("password", "wrong"));
        }

        Assert.Equal([ThreeWrong], Warnings(site));
        // The fifth code locks the account, although no password was wrong.
        using (var last = await browser.PostFormAsync("/editor/second-factor", "main form", ("code", "000000"))) Assert.Equal(HttpStatusCode.BadRequest, last.StatusCode);
        Assert.Equal([ThreeWrong, LockedOut], Warnings(site));
        using var right = await other.PostFormAsync(page, "main form", ("name", "ann"), ("password", SignedIn.Password));
        Assert.Equal(HttpStatusCode.BadRequest, right.StatusCode);
    }

    [Fact]
    public async Task A_mistyped_code_after_wrong_passwords_is_no_warning()
    {
        await using var site = new TestSite { Instead = CheapSite.Services };
        var (_, codes) = await TurnOnAsync(site);
        using var browser = site.SignedOut();
        var page = await browser.OpenAsync("/editor/sign-in");
        for (var i = 0; i < 4; i++)
            (await browser.PostFormAsync(page, "main form", ("name", "ann"), ("password", "wrong"))).Dispose();
        using var password = await browser.PostFormAsync(page, "main form", ("name", "ann"), ("password", SignedIn.Password));
        using (var wrong = await browser.PostFormAsync("/editor/second-factor", "main form", ("code", "000000"))) Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using (var right = await browser.PostFormAsync("/editor/second-factor", "main form", ("code", codes[0]))) Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);

        Assert.Empty(Warnings(site));
        Assert.Empty(site.Database.Read("SELECT Place FROM SignInFailures"));
    }

    [Fact]
    public async Task It_is_turned_off_and_its_codes_are_replaced_only_with_the_password()
    {
        await using var site = new TestSite();
        var (_, codes) = await TurnOnAsync(site);
        using var browser = await site.SignInAsync();

        using (var refused = await browser.PostFormAsync("/editor/account", "form:has(#f-codes-password)", ("password", "wrong")))
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using (var replaced = await browser.PostFormAsync("/editor/account", "form:has(#f-codes-password)", ("password", SignedIn.Password)))
            Assert.Empty((await replaced.ReadPageAsync()).QuerySelectorAll(".codes code").Select(code => code.TextContent).Intersect(codes));
        using (var refused = await browser.PostFormAsync("/editor/account", "form:has(#f-off-password)", ("password", "wrong")))
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using (var off = await browser.PostFormAsync("/editor/account", "form:has(#f-off-password)", ("password", SignedIn.Password)))
            Assert.Equal("/editor/account?done=off", off.Headers.Location?.OriginalString);

        using var other = site.SignedOut();
        using var without = await other.PostFormAsync("/editor/sign-in", "main form", ("name", "ann"), ("password", SignedIn.Password));
        Assert.Equal("/editor", without.Headers.Location?.OriginalString);
    }

    private static IEnumerable<string?> Warnings(TestSite site) => site.Database.Read("SELECT What FROM AuditRecords WHERE IsWarning AND Subject = 'ann' ORDER BY Id");

    private static async Task<(string Key, string[] Codes)> TurnOnAsync(TestSite site)
    {
        await site.AddEditorAsync();
        using var browser = await site.SignInAsync();
        using var begun = await browser.PostFormAsync("/editor/account", "form:has(#f-begin-password)", ("password", SignedIn.Password));
        var page = await browser.OpenAsync(SetUp);
        var key = page.QuerySelector(".key")!.TextContent;
        using var on = await browser.PostFormAsync(page, "main form", ("code", OneTimePassword.Of(key)));
        return (key, [.. (await on.ReadPageAsync()).QuerySelectorAll(".codes code").Select(code => code.TextContent)]);
    }

    private static async Task<HttpClient> AfterPasswordAsync(TestSite site, string query = "")
    {
        var browser = site.SignedOut();
        using var answer = await browser.PostFormAsync($"/editor/sign-in{query}", "main form", ("name", "ann"), ("password", SignedIn.Password));
        Assert.Equal("/editor/second-factor", answer.Headers.Location?.OriginalString.Split('?')[0]);
        return browser;
    }

    public sealed class OnSqlite : SecondFactorTests;

    public sealed class OnPostgreSql : SecondFactorTests;
}
