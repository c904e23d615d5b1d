using System.Net;
using AngleSharp.Html.Dom;
using BackSpasmSite.Data;
using BackSpasmSite.Email;
using BackSpasmSite.Tests.Accounts;
using BackSpasmSite.Tests.Pages.Editor;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Email;

/// <summary>The inbox lists the e-mails that could not be sent.</summary>
public abstract class EmailDeliveryProblemsTests
{
    [Fact]
    public async Task The_inbox_says_which_mail_was_not_delivered_to_whom_and_why_until_an_editor_has_seen_it()
    {
        // Nothing connects to that server, because what is waiting is due later. A time in the distant future would count as past.
        await using var site = new TestSite { Settings = [("Smtp:Host", "127.0.0.1"), ("Smtp:From", "site@spine.example")] };
        await site.UntilReadyAsync();
        var at = new DateTime(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await site.Services.GetRequiredService<SerializedDatabase>().WriteAsync(open =>
        {
            open.AddRange(
                new UndeliveredEmail { Kind = EmailKind.Harmful, Article = "heat-or-ice", To = "gone@spine.example", Report = 1, Reason = "the mail server answered 550", Count = 3, At = at },
                new UndeliveredEmail { Kind = EmailKind.Closing, Report = 7, Reason = "the mail server answered 550", At = at.AddMinutes(-1) },
                new OutboxMessage { Kind = EmailKind.Digest, Report = 1, To = "rita@spine.example", QueuedAt = now, DueAt = now.AddHours(6), Problem = "the mail server refused the user name or password" });
            return Task.FromResult(true);
        });
        using var browser = await site.SignInAsync("ann");

        var page = await browser.OpenAsync("/editor");

        var notice = page.QuerySelector("form[aria-label=Mail]")!;
        Assert.Equal(
            [
                "1 e-mail could not be sent yet and will be tried again: the mail server refused the user name or password.",
                "These e-mails were not delivered and will not be tried again. The reports they were about are in the inbox all the same.",
                "gone@spine.example was not told that “Heat or ice?” could hurt someone (3 e-mails), 22 Nov 2026, 12:00 UTC: the mail server answered 550. Report 1",
                "Its reader was not told the outcome of report 7, 22 Nov 2026, 11:59 UTC: the mail server answered 550.",
            ],
            notice.QuerySelectorAll("p:not(.buttons), li").Select(line => string.Join(' ', line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));

        using var answer = await browser.PostAsync(
            notice.GetAttribute("action")!,
            new FormUrlEncodedContent(notice.QuerySelectorAll("input").OfType<IHtmlInputElement>().ToDictionary(field => field.Name!, field => field.Value)),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        notice = (await browser.OpenAsync("/editor")).QuerySelector("form[aria-label=Mail]")!;
        Assert.Equal(1, notice.QuerySelectorAll("p").Length);
        Assert.Null(notice.QuerySelector("button"));
    }

    [Fact]
    public async Task Where_all_mail_is_sent_it_says_nothing()
    {
        await using var desk = new DeskSite();
        using var browser = await desk.SignInAsync();

        Assert.Null((await browser.OpenAsync("/editor")).QuerySelector("form[aria-label=Mail]"));
    }

    public sealed class OnSqlite : EmailDeliveryProblemsTests;

    public sealed class OnPostgreSql : EmailDeliveryProblemsTests;
}
