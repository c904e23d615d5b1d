using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>What an editor does at the desk.</summary>
internal static class Editing
{
    /// <summary>A reviewer on the small site, whose pages show everything.</summary>
    public const string Name = "rita";

    public const string Password = "correct horse battery staple";

    /// <summary>Requests a page of the desk while signed out, and gets there by signing in.</summary>
    public static async Task<IPage> SignInAsync(this Reader editor, string address = "/editor")
    {
        var page = await editor.ReadAsync(address);
        await page.SignInHereAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(new Uri(page.Url), address).AbsoluteUri);
        return page;
    }

    /// <summary>The same for a page on which an article is written, whose scripts have run.</summary>
    public static async Task<IPage> WriteAsync(this Reader editor, string address)
    {
        var page = await editor.SignInAsync(address);
        await Assertions.Expect(page.Locator(".numbered")).ToBeVisibleAsync();
        return page;
    }

    /// <summary>Fills in the sign-in page that is open.</summary>
    public static async Task SignInHereAsync(this IPage page)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(Name);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.Button("Sign in").ClickAsync();
    }

    /// <summary>Changes words in the editor box.</summary>
    public static async Task MendAsync(this IPage page, string old, string now)
    {
        var box = page.Locator("#f-text");
        await box.FillAsync((await box.InputValueAsync()).Replace(old, now, StringComparison.Ordinal));
    }

    /// <summary>Reloads a page until what was just published is on it.</summary>
    public static async Task UntilAsync(this IPage page, Func<IPage, Task<bool>> shows)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await shows(page))
        {
            patience.Token.ThrowIfCancellationRequested();
            await page.ReloadAsync();
        }
    }
}
