using BackSpasmSite.Data;
using MimeKit;

namespace BackSpasmSite.Email;

/// <summary>How one kind of mail is written. Each room brings its own, and the outbox knows none of them.</summary>
internal abstract class EmailTemplate
{
    public abstract EmailKind Kind { get; }

    /// <summary>The mail as it is true now.</summary>
    /// <param name="rows">What waits: one row, or a digest's.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Null when there is nothing to say any more.</returns>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public abstract Task<MimeMessage?> WriteAsync(IReadOnlyList<OutboxMessage> rows, CancellationToken cancellation);

    /// <summary>Forgets what was kept for this mail alone, in the transaction in which its row goes.</summary>
    /// <param name="open">That transaction.</param>
    /// <param name="reports">The reports it was about.</param>
    /// <param name="tried">Whether it was sent or refused for good; false where nobody will send it.</param>
    public virtual Task ForgetAsync(SiteDbContext open, IReadOnlyCollection<long> reports, bool tried) => Task.CompletedTask;
}

/// <summary>What a mail is about.</summary>
internal enum EmailKind
{
    /// <summary>Anything a newer version of the program may have put into the outbox.</summary>
    Unknown,

    /// <summary>To an editor, at once: a reader says that something could hurt somebody.</summary>
    Harmful,

    /// <summary>To an editor, once a day: what else came in.</summary>
    Digest,

    /// <summary>To a reader, once: the report is closed.</summary>
    Closing,
}
