namespace BackSpasmSite.Email;

/// <summary>
/// A mail that is still to be sent, kept in the transaction that makes it due. It says what is to be told and not how: the
/// words are found when it is sent, so that it never tells what is not true any more.
/// </summary>
internal sealed class OutboxMail
{
    public long Id { get; init; }

    public required MailKind Kind { get; init; }

    /// <summary>
    /// The number of the report it is about. Digests of one moment to one address become one mail; with <see cref="Article"/>,
    /// it is about all reports on that article from this one on.
    /// </summary>
    public required long Report { get; init; }

    /// <summary>The article whose reports it gathers.</summary>
    public string? Article { get; init; }

    /// <summary>An editor's address; null for whoever sent the report, whose address stands there and nowhere else.</summary>
    public string? To { get; init; }

    public required DateTime QueuedAt { get; set; }

    /// <summary>It is not sent before. Whoever sends it moves this on, so that no other process sends it meanwhile.</summary>
    public required DateTime DueAt { get; set; }

    /// <summary>How often it could not be written or sent.</summary>
    public int Failures { get; set; }

    /// <summary>Why it could not be sent the last time, without an address; null before the first try.</summary>
    public string? Trouble { get; set; }
}
