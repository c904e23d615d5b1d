using BackSpasmSite.Data;
using MimeKit;

namespace BackSpasmSite.Email;

/// <summary>Writes one kind of e-mail. Other folders bring their own; the outbox knows none of them.</summary>
internal abstract class EmailTemplate
{
    public abstract EmailKind Kind { get; }

    /// <summary>Writes the e-mail from the current state.</summary>
    /// <param name="rows">The rows it is for: one, or those of a digest.</param>
    /// <returns>Null if there is nothing left to say.</returns>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public abstract Task<MimeMessage?> WriteAsync(IReadOnlyList<OutboxMessage> rows, CancellationToken cancellation);

    /// <summary>Why this e-mail can't be delivered any more and need not be tried; null if it can.</summary>
    public virtual string? WhyUndeliverable(OutboxMessage row) => null;

    /// <summary>Erases what was kept for this e-mail alone, in the transaction that removes its rows.</summary>
    /// <param name="reports">The reports it was about.</param>
    /// <param name="tried">Whether it was sent or refused for good; false if it will never be sent.</param>
    public virtual Task ForgetAsync(SiteDbContext open, IReadOnlyCollection<long> reports, bool tried) => Task.CompletedTask;
}

/// <summary>What an e-mail is about.</summary>
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
