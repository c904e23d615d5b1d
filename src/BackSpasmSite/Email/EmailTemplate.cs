using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Data;
using MimeKit;

namespace BackSpasmSite.Email;

/// <summary>Each kind of e-mail is written by the folder it belongs to; the outbox knows none of them.</summary>
internal abstract class EmailTemplate
{
    public abstract EmailKind Kind { get; }

    /// <param name="rows">One, or those of a digest.</param>
    /// <returns>Null if there is nothing left to say.</returns>
    public abstract Task<MimeMessage?> WriteAsync(IReadOnlyList<OutboxMessage> rows, CancellationToken cancellation);

    /// <returns>Why this e-mail need not be tried any more; null if it can be delivered.</returns>
    public virtual string? WhyUndeliverable(OutboxMessage row) => null;

    /// <summary>Erases what was kept for this e-mail alone, in the transaction that removes its rows.</summary>
    /// <param name="tried">Whether it was sent or refused for good; false if it will never be sent.</param>
    public virtual Task ForgetAsync(SiteDbContext open, IReadOnlyCollection<long> reports, bool tried) => Task.CompletedTask;
}

internal enum EmailKind
{
    /// <summary>Anything a newer version of the program may have put into the outbox.</summary>
    Unknown,

    /// <summary>To an editor, at once: a harmful report.</summary>
    Harmful,

    /// <summary>To an editor, once a day: the other reports.</summary>
    Digest,

    /// <summary>To a reader, once: the report is closed.</summary>
    Closing,
}

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
