using BackSpasmSite.Data;
using MimeKit;

namespace BackSpasmSite.Email;

/// <summary>Each kind of e-mail is written by the folder it belongs to; the outbox knows none of them.</summary>
internal abstract class EmailTemplate
{
    public abstract EmailKind Kind { get; }

    /// <param name="rows">One, or those of a digest.</param>
    /// <returns>Null if there is nothing left to say.</returns>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
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
