using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content.Text;
using MimeKit;

namespace BackSpasmSite.Email;

internal sealed record PlainTextEmail
{
    public required string From { get; init; }

    /// <summary>The sender's name if <see cref="From"/> has none.</summary>
    public required string Site { get; init; }

    public required MailboxAddress To { get; init; }

    public required string Subject { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public required DateTimeOffset Date { get; init; }

    /// <summary>The same for a second copy, so that a mailbox can recognise it. Only its hash is sent, because mail servers log it.</summary>
    public required string Identity { get; init; }

    public MimeMessage ToMessage()
    {
        var sender = MailboxAddress.Parse(From);
        if (sender.Name is null or "") sender.Name = LineText.InOneLine(Site);
        var mail = new MimeMessage
        {
            Subject = LineText.InOneLine(Subject),
            Date = Date,
            MessageId = $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Identity)).AsSpan(0, 16))}@{sender.Domain}",
            Body = new TextPart("plain") { Text = string.Join("\n\n", Paragraphs) + "\n" },
        };
        mail.From.Add(sender);
        mail.To.Add(To);
        // RFC 3834, 5: so that out-of-office replies are not sent to a program.
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return mail;
    }
}
