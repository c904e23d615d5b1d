namespace BackSpasmSite.Email;

/// <summary>What a mail is about.</summary>
internal enum MailKind
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
