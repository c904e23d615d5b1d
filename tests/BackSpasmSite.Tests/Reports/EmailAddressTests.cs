using BackSpasmSite.Email;
using BackSpasmSite.Options;
using BackSpasmSite.Reports;
using BackSpasmSite.Reports.Intake;
using BackSpasmSite.Tests.Email;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BackSpasmSite.Tests.Reports;

public sealed class EmailAddressTests
{
    public static TheoryData<string> Good =>
    [
        "name@example.org", "n@localhost", "o'neil+back.pain@mail.example.co.uk", "name@bücher.example", "name@xn--bcher-kva.example",
        "\"a b\"@example.org", "name@example-1.org", "a!b%c@example.org",
    ];

    [Theory]
    [MemberData(nameof(Good))]
    public async Task What_the_form_takes_can_be_sent_to(string address)
    {
        using var server = new MailboxServer();
        using var client = new SmtpConnection(new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Security = SmtpSecurity.None }, TimeProvider.System);
        using var mail = new MimeMessage { Body = new TextPart("plain") { Text = "Hello" } };
        mail.From.Add(new MailboxAddress("", "editors@example.org"));
        mail.To.Add(Assert.IsType<MailboxAddress>(EmailAddress.Parse(address)));

        var (fate, reason) = await client.SendAsync(mail, TestContext.Current.CancellationToken);

        Assert.Equal((SendResult.Sent, ""), (fate, reason));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("name@")]
    [InlineData("@example.org")]
    [InlineData("name@example..org")]
    [InlineData("name@-example-.org")]
    [InlineData("name@exam#ple.org")]
    [InlineData("na me@example.org")]
    [InlineData("name@exam ple.org")]
    [InlineData(" name@example.org")]
    [InlineData("Name <name@example.org>")]
    [InlineData("<name@example.org>")]
    [InlineData("name@example.org (me)")]
    [InlineData("name@example.org, other@example.org")]
    [InlineData("name@example.org;other@example.org")]
    [InlineData("team: name@example.org;")]
    [InlineData("name@example.org\nBcc: other@example.org")]
    [InlineData("name@example.org\r\n")]
    [InlineData("name\0@example.org")]
    [InlineData("name@[127.0.0.1]")]
    [InlineData("name@10.0.0.1")]
    [InlineData("nämé@example.org")]
    [InlineData("name\u202e@example.org")]
    [InlineData("\ud800@example.org")]
    public void Anything_else_is_a_mistake_beside_the_field(string address)
    {
        using var content = ContentOnDisk.Small();

        Assert.Null(EmailAddress.Parse(address));
        Assert.Equal(
            FieldNames.Email,
            Assert.Single(FormCheck.Validate(new FeedbackForm { Article = "heat-or-ice", Helpful = "yes", Email = address }, content.Build(), takesEmail: true)).Field);
    }

    [Fact]
    public void An_address_has_254_characters_at_most()
    {
        var host = $"{string.Join('.', Enumerable.Repeat(new string('d', 60), 4))}.org";

        Assert.NotNull(EmailAddress.Parse($"abcdef@{host}"[..(6 + 1 + host.Length)]));
        Assert.Null(EmailAddress.Parse($"abcdefgh@{host}"));
    }

    [Theory]
    [InlineData("editors@example.org", true)]
    [InlineData("The editors <editors@example.org>", true)]
    [InlineData("editors", false)]
    [InlineData("", false)]
    [InlineData("editors@", false)]
    public void Mail_comes_from_an_address_or_the_site_does_not_start(string from, bool starts)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Smtp:Host", "127.0.0.1"), new("Smtp:From", from)]).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSettings().BuildServiceProvider();

        var failure = Record.Exception(() => services.GetRequiredService<IOptions<SmtpOptions>>().Value);

        if (starts) Assert.Null(failure);
        else Assert.StartsWith("Smtp:From: ", Assert.IsType<OptionsValidationException>(failure).Message, StringComparison.Ordinal);
    }
}
