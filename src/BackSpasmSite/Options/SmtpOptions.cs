namespace BackSpasmSite.Options;

/// <summary>The section <c>Smtp</c> of the settings: the mail server for e-mails to readers and editors.</summary>
internal sealed class SmtpOptions
{
    public const string Section = "Smtp";

    /// <summary>Without a server there is no e-mail, and the form asks for no address. The default is none.</summary>
    public string? Host { get; set; }

    /// <summary>The default is 587.</summary>
    public int Port { get; set; } = 587;

    /// <summary><c>StartTls</c> (the default) and <c>Tls</c> require encryption; <c>None</c> is for a server on the same machine.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>If the server requires them. The default is none.</summary>
    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender, such as <c>editors@example.org</c>. Required with a host.</summary>
    public string? From { get; set; }

    /// <summary>A list, or one line with commas. The default is the contact in <c>site.yaml</c>, if that is an e-mail address.</summary>
    public IReadOnlyList<string> To { get; set; } = [];

    public bool IsConfigured => Host is { Length: > 0 };
}

internal enum SmtpSecurity
{
    StartTls,
    Tls,
    None,
}
