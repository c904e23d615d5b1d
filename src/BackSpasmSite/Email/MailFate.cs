namespace BackSpasmSite.Email;

/// <summary>What became of a mail.</summary>
internal enum MailFate
{
    /// <summary>The mail server has taken it.</summary>
    Sent,

    /// <summary>The mail server will never take it: nobody has that address.</summary>
    Refused,

    /// <summary>It could not be sent now. Another one may fare better.</summary>
    NotNow,

    /// <summary>No mail can be sent now.</summary>
    Unreachable,
}
