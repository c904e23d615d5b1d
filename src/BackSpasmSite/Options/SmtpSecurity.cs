namespace BackSpasmSite.Options;

/// <summary>How a mail server is spoken to.</summary>
internal enum SmtpSecurity
{
    StartTls,
    Tls,
    None,
}
