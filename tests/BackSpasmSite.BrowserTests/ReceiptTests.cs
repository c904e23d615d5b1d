using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>What a reader can do with a receipt.</summary>
[Collection(nameof(Clipboard))]
public sealed class ReceiptTests(Browser browser)
{
    [Fact]
    public async Task Its_address_is_copied_with_a_button_and_leads_back_to_it()
    {
        await using var reader = await browser.OpenAsync();
        await reader.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var page = await reader.OpenFormAsync();
        await page.SendAsync("To be copied.");

        await page.Button("Copy the address").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToHaveTextAsync("Copied");
        var copied = new Uri(await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await reader.ReadAsync(copied.AbsolutePath);

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Your report");
        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync("To be copied.");
        await Assertions.Expect(page.Button("Copy the address")).ToHaveCountAsync(1);
        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task Where_the_browser_does_not_copy_the_address_is_selected()
    {
        await using var reader = await browser.OpenAsync();
        await reader.Page.AddInitScriptAsync("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        var page = await reader.OpenFormAsync();
        await page.SendAsync("To be selected.");

        await page.Button("Copy the address").ClickAsync();

        await Assertions.Expect(page.Button("Selected, ready to copy")).ToBeVisibleAsync();
        Assert.Matches("^http://localhost:5080/feedback/[0-9a-f]{32}$", await page.EvaluateAsync<string>("getSelection().toString()"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_message_can_be_deleted(bool scripts)
    {
        await using var reader = await browser.OpenAsync(320, 640, scripts: scripts);
        var page = await reader.OpenFormAsync();
        await page.SendAsync($"To be taken back, {scripts}.");
        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync("To be taken back");

        await page.Locator("summary", new() { HasText = "Take it back" }).ClickAsync();
        Assert.True(await reader.FitsAsync());
        await page.Button("Delete my message").ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/feedback/[0-9a-f]{32}$"));
        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync("Your message was erased on");
        await Assertions.Expect(page.Locator(".receipt")).Not.ToContainTextAsync("To be taken back");
        Assert.Empty(await page.Context.CookiesAsync());
        Assert.Empty(reader.Complaints);
    }
}
