using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Emails;
using MimeKit;

namespace BackSpasmSite.Tests.Reports.Emails;

public sealed class ReportClosedTextTests : IDisposable
{
    private readonly ContentOnDisk _content = ContentOnDisk.Small();

    public void Dispose() => _content.Dispose();

    [Fact]
    public void It_says_in_plain_words_what_became_of_the_report()
    {
        using var mail = Write(Closed(ReportState.Declined, "Two trials say otherwise. — Rita"));

        Assert.Equal("Your report on “Heat or ice?”", mail.Subject);
        Assert.Equal(
            """
            Your report on “Heat or ice?” (Test site) is now closed.

            Declined. We looked at it, and the article stays as it is.

            Why:

            Two trials say otherwise. — Rita

            You can see your report here:
            https://spine.example/feedback/00112233445566778899aabbccddeeff

            This is the only e-mail we will send you about it. We have erased your e-mail address.

            """.ReplaceLineEndings("\n"),
            mail.TextBody!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Its_headers_are_those_of_a_program_that_writes_once()
    {
        var report = Closed(ReportState.Corrected, "Mended.");
        using var mail = Write(report);
        using var again = Write(report);

        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal(ContentOnDisk.Today, mail.Date);
        Assert.Equal("\"Test site\" <editors@spine.example>", mail.From.ToString());
        Assert.Equal("reader@example.org", mail.To.ToString());
        Assert.EndsWith("@spine.example", mail.MessageId, StringComparison.Ordinal);
        Assert.Equal(mail.MessageId, again.MessageId);
        Assert.DoesNotContain(report.Receipt, mail.Headers.ToString(), StringComparison.Ordinal);
        Assert.Equal("utf-8", mail.Body!.ContentType.Charset);
        Assert.Equal("text/plain", mail.Body.ContentType.MimeType);
    }

    [Fact]
    public void A_name_in_the_settings_goes_before_the_name_of_the_site()
    {
        using var mail = Write(Closed(ReportState.Corrected, null), "Spine editors <editors@spine.example>");

        Assert.Equal("\"Spine editors\" <editors@spine.example>", mail.From.ToString());
    }

    [Fact]
    public void An_article_that_is_gone_is_named_by_its_address()
    {
        _content.Delete("articles/heat-or-ice.md");
        using var mail = Write(Closed(ReportState.Corrected, null));

        Assert.Equal("Your report on “heat-or-ice”", mail.Subject);
    }

    [Fact]
    public async Task No_title_name_or_answer_makes_a_header()
    {
        _content.Write("site.yaml", "name: \"Site\\r\\nBcc: three@example.org\"\n");
        _content.Write("articles/heat-or-ice.md", _content.Read("articles/heat-or-ice.md")
            .Replace("\"Heat or ice?\"", "\"Heat\\r\\nBcc: one@example.org\\r\\n\\r\\nBody\"", StringComparison.Ordinal));
        using var mail = Write(Closed(ReportState.Corrected, "\r\nBcc: two@example.org\r\n.\r\nMAIL FROM:<x@example.org>\r\n\u202e🦴"));
        using var bytes = new MemoryStream();
        await mail.WriteToAsync(bytes, TestContext.Current.CancellationToken);
        bytes.Position = 0;
        using var read = await MimeMessage.LoadAsync(bytes, TestContext.Current.CancellationToken);

        Assert.Empty(read.Bcc);
        Assert.Equal("Your report on “Heat Bcc: one@example.org Body”", read.Subject);
        Assert.Equal("Site Bcc: three@example.org", read.From.Mailboxes.Single().Name);
        Assert.Contains("\nMAIL FROM:<x@example.org>\n\u202e🦴\n", read.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private MimeMessage Write(Report report, string from = "editors@spine.example") =>
        ReportClosedText.Write(report, new MailboxAddress("", "reader@example.org"), from, "https://spine.example", _content.Build(), ContentOnDisk.Today);

    private static Report Closed(ReportState state, string? answer) => new()
    {
        Receipt = "00112233445566778899aabbccddeeff",
        Article = "heat-or-ice",
        ArticleText = "sha256:0",
        State = state,
        Answer = answer,
    };
}
