using BackSpasmSite.Data;
using MimeKit;

namespace BackSpasmSite.Email;

/// <summary>Writes one kind of e-mail. Other folders bring their own; the outbox knows none of them.</summary>
internal abstract class EmailTemplate
{
    public abstract EmailKind Kind { get; }

    /// <summary>The e-mail with what is true now.</summary>
    /// <param name="rows">What waits: one row, or a digest's.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Null when there is nothing to say any more.</returns>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public abstract Task<MimeMessage?> WriteAsync(IReadOnlyList<OutboxMessage> rows, CancellationToken cancellation);

    /// <summary>Why this e-mail can't be delivered any more and is not worth a try; null when it can.</summary>
    public virtual string? WhyUndeliverable(OutboxMessage row) => null;

    /// <summary>Erases what was kept for this e-mail alone, in the transaction that removes its rows.</summary>
    /// <param name="open">That transaction.</param>
    /// <param name="reports">The reports it was about.</param>
    /// <param name="tried">Whether it was sent or refused for good; false where nobody will send it.</param>
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
