using System.Net;

namespace BackSpasmSite.Tests.Accounts;

public sealed class SignedInTests
{
    [Fact]
    public async Task An_editor_of_a_test_is_signed_in_and_can_send_a_form()
    {
        await using var site = new TestSite();
        using var browser = await site.SignInAsync("rita");

        Assert.Contains("rita", (await browser.OpenAsync("/editor")).QuerySelector("header")!.TextContent);
        using var answer = await browser.PostFormAsync("/editor", "header form");
        Assert.Equal((HttpStatusCode.SeeOther, "/editor/sign-in"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        using var after = await browser.GetAsync("/editor", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Found, after.StatusCode);
    }
}
