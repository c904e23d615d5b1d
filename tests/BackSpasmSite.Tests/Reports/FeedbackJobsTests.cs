using System.Net;
using AngleSharp.Html.Parser;
using BackSpasmSite.Email;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Tests.Email;
using Microsoft.Extensions.DependencyInjection;

namespace BackSpasmSite.Tests.Reports;

/// <summary>The two jobs in the whole site, where nothing calls them explicitly.</summary>
public abstract class FeedbackJobsTests
{
    [Fact]
    public async Task A_closed_report_is_told_and_no_word_of_it_reaches_the_log()
    {
        using var mailbox = new MailboxServer();
        await using var site = new TestSite { Settings = Mail(mailbox) };
        var report = await KeepAsync(site, disk => disk.New(ReportState.Corrected, "reader@example.org", ContentOnDisk.Today));

        using var start = await site.AskAsync("GET", "/healthz/ready");
        await site.HearAsync("The e-mail about report 1 (Closing) was sent");

        var mail = await mailbox.First;
        Assert.Equal("\"Test site\" <editors@spine.example>", mail.From.ToString());
        Assert.Contains($"http://localhost:5080/feedback/{report.Receipt}", mail.TextBody, StringComparison.Ordinal);
        foreach (var word in new[] { "reader@", report.Receipt, "What I wrote", "What the editor answered" })
            Assert.DoesNotContain(site.Events, said => $"{said.RenderMessage(null)} {string.Join(' ', said.Properties.Values)} {said.Exception}".Contains(word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("rita@spine.example; Ben <ben@spine.example>")]
    [InlineData("rita@spine.example", "Ben <ben@spine.example>")]
    public async Task What_could_hurt_somebody_is_told_to_the_editors_whom_the_settings_name(params string[] to)
    {
        using var mailbox = new MailboxServer();
        var editors = to.Length == 1 ? [("Smtp:To", to[0])] : to.Select((editor, place) => ($"Smtp:To:{place}", editor));
        await using var site = new TestSite { Settings = [.. Mail(mailbox), .. editors] };

        using (await site.Browser().ReportAsync("What I wrote.", ("concern", "harmful")))
            Assert.Equal(["rita@spine.example", "Ben <ben@spine.example>"], site.Database.Read("SELECT \"To\" FROM Outbox"));
        await site.Services.GetRequiredService<EmailSender>().SendDueAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["rita@spine.example", "\"Ben\" <ben@spine.example>"], mailbox.Mails.Select(mail => mail.To.ToString()));
        Assert.DoesNotContain(site.Events, said => said.RenderMessage(null).Contains("@spine", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_mail_server_the_form_asks_for_an_address_and_keeps_it()
    {
        using var mailbox = new MailboxServer();
        await using var site = new TestSite { Settings = Mail(mailbox) };

        Assert.NotNull((await new HtmlParser().ParseDocumentAsync(await BodyAsync(site))).QuerySelector("input[type=email][name=email]"));
        Assert.Equal("reader@example.org", (await SendAsync(site)).Email);
        Assert.Empty(mailbox.Said);
    }

    [Fact]
    public async Task Without_a_mail_server_the_form_asks_for_no_address_and_keeps_none()
    {
        await using var site = new TestSite();

        Assert.Null((await new HtmlParser().ParseDocumentAsync(await BodyAsync(site))).QuerySelector("[name=email]"));
        Assert.Null((await SendAsync(site)).Email);
    }

    [Fact]
    public async Task Words_that_were_kept_long_enough_are_erased_and_the_receipt_says_so()
    {
        await using var site = new TestSite { Settings = [("Feedback:KeepReportsDays", "1")] };
        var now = TimeProvider.System.GetUtcNow();
        var report = await KeepAsync(site, disk => disk.New(ReportState.Declined, at: now - TimeSpan.FromDays(4)));
        foreach (var ago in (int[])[2, 1]) site.Database.Run($"INSERT INTO SeenDays VALUES ('{now.AddDays(-ago):yyyy-MM-dd}')");

        using var start = await site.AskAsync("GET", "/healthz/ready");
        await site.HearAsync("Erased the words of 1 reports");
        using var receipt = await site.AskAsync("GET", $"/feedback/{report.Receipt}");
        var page = (await new HtmlParser().ParseDocumentAsync(await receipt.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))).QuerySelector("main")!.TextContent;

        Assert.Equal(HttpStatusCode.OK, receipt.StatusCode);
        Assert.Contains("Your message was erased on", page, StringComparison.Ordinal);
        Assert.Contains("What the editor answered", page, StringComparison.Ordinal);
        Assert.DoesNotContain("What I wrote", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_whose_database_never_opened_stops_in_peace()
    {
        var site = new TestSite { Settings = [TestDatabase.Nowhere] };
        using (await site.AskAsync("GET", "/healthz/live"))
            await site.DisposeAsync();

        Assert.DoesNotContain(site.Events, said => said.Exception is not null);
    }

    private static (string Key, string Value)[] Mail(MailboxServer mailbox) =>
    [
        ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", $"{mailbox.Port}"), ("Smtp:Security", "None"), ("Smtp:From", "editors@spine.example"),
    ];

    /// <summary>Stores a report before the site starts.</summary>
    private static async Task<Report> KeepAsync(TestSite site, Func<ReportsOnDisk, Report> make)
    {
        await using var disk = await ReportsOnDisk.CreateAsync(site.DataPath, TimeProvider.System, server: site.Database.Server);
        var report = make(disk);
        await disk.KeepAsync(report);
        return report;
    }

    private static async Task<string> BodyAsync(TestSite site)
    {
        using var page = await site.AskAsync("GET", "/articles/heat-or-ice");
        return await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<Report> SendAsync(TestSite site)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["article"] = "heat-or-ice",
            ["message"] = "Ice is not mentioned.",
            ["email"] = "reader@example.org",
        });
        using var answer = await site.Browser().PostAsync("/feedback", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return (await site.Services.GetRequiredService<ReportStore>().FindAsync(
            answer.Headers.Location!.ToString().Split('/')[^1], TestContext.Current.CancellationToken))!;
    }

    public sealed class OnSqlite : FeedbackJobsTests;

    public sealed class OnPostgreSql : FeedbackJobsTests;
}
