using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content.Text;
using MimeKit;

namespace BackSpasmSite.Email;

/// <summary>A mail from a program, in plain text.</summary>
internal sealed record PlainTextEmail
{
    /// <summary>Our address, as the settings have it, perhaps with a name.</summary>
    public required string From { get; init; }

    /// <summary>The site's name, for a sender without one.</summary>
    public required string Site { get; init; }

    public required MailboxAddress To { get; init; }

    public required string Subject { get; init; }

    /// <summary>Paragraphs, between which stands an empty line.</summary>
    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>The date it bears.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>
    /// What is the same for a second copy, so that a mailbox can tell. Only its hash is sent, for mail servers on the way
    /// write it into their logs.
    /// </summary>
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
        // RFC 3834, 5: so that no absent reader's mailbox answers a program.
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return mail;
    }
}
