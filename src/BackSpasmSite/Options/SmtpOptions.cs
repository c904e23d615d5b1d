namespace BackSpasmSite.Options;

/// <summary>The mail server that tells readers what became of their report, and editors what came in: the section <c>Smtp</c> of the settings.</summary>
internal sealed class SmtpOptions
{
    public const string Section = "Smtp";

    /// <summary>The server's name. Without one there is no e-mail, and the form asks for no address. The default is none.</summary>
    public string? Host { get; set; }

    /// <summary>The default is 587.</summary>
    public int Port { get; set; } = 587;

    /// <summary>
    /// <c>StartTls</c> (the default) and <c>Tls</c> refuse to speak without encryption; <c>None</c> is for a server on
    /// the same machine.
    /// </summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Name and password, where the server asks for them. The default is none.</summary>
    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>Whom mail comes from, such as <c>editors@example.org</c>. Required with a host.</summary>
    public string? From { get; set; }

    /// <summary>
    /// The editors who get mail about reports: a list, or one line with commas. The default is the contact of
    /// <c>site.yaml</c>, where that is an e-mail address.
    /// </summary>
    public IReadOnlyList<string> To { get; set; } = [];

    public bool IsConfigured => Host is { Length: > 0 };
}

/// <summary>How a mail server is spoken to.</summary>
internal enum SmtpSecurity
{
    StartTls,
    Tls,
    None,
}
