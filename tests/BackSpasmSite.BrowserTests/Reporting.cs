using Microsoft.Playwright;

namespace BackSpasmSite.BrowserTests;

/// <summary>What a reader does with the form below an article.</summary>
internal static class Reporting
{
    public const string Article = "/articles/back-spasm-during-running";

    /// <summary>Contains an address, which the form warns about.</summary>
    public const string Personal = "My physiotherapist says so: jane.doe@example.org";

    public static ILocator Form(this IPage page) => page.Locator("form#feedback");

    public static ILocator Button(this IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Heading(this IPage page, string name) =>
        page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    /// <summary>Goes to the article and opens the form below it.</summary>
    public static async Task<IPage> OpenFormAsync(this Reader reader, string article = Article)
    {
        var page = await reader.ReadAsync(article);
        await page.Form().Locator("summary").ClickAsync();
        await Assertions.Expect(page.Locator("#f-message")).ToBeVisibleAsync();
        return page;
    }

    /// <summary>Submits the form, with a message if one is given.</summary>
    public static async Task SendAsync(this IPage page, string? message = null)
    {
        if (message is not null) await page.Locator("#f-message").FillAsync(message);
        await page.Button("Send report").ClickAsync();
    }

    /// <summary>Expects the error summary to have focus, so that a screen reader reads it.</summary>
    public static async Task ExpectSummaryAsync(this IPage page, string title)
    {
        await Assertions.Expect(page.Locator(".summary")).ToContainTextAsync(title);
        await Assertions.Expect(page.Locator(".summary")).ToBeFocusedAsync();
    }

    /// <summary>Follows a link in the summary to its field.</summary>
    public static async Task FollowAsync(this IPage page, string error, string field)
    {
        await page.Locator(".summary").GetByRole(AriaRole.Link, new() { Name = error }).ClickAsync();
        await Assertions.Expect(page.Locator(field)).ToBeFocusedAsync();
    }

    /// <summary>Selects words within one text node, as a mouse or a finger does.</summary>
    public static Task SelectAsync(this IPage page, string words, string within = "article") => page.EvaluateAsync(
        """
        ([words, within]) => {
          const walker = document.createTreeWalker(document.querySelector(within), NodeFilter.SHOW_TEXT);
          const plain = text => text.replace(/\s/g, ' ');
          while (walker.nextNode() && (walker.currentNode.parentElement.closest('.contents') || !plain(walker.currentNode.data).includes(words)));
          const start = plain(walker.currentNode.data).indexOf(words);
          walker.currentNode.parentElement.scrollIntoView({ block: 'center' });
          getSelection().setBaseAndExtent(walker.currentNode, start, walker.currentNode, start + words.length);
        }
        """,
        new[] { words, within });
}
