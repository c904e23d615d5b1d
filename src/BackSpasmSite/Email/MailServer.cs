using BackSpasmSite.Options;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace BackSpasmSite.Email;

/// <summary>One conversation with the mail server, which begins with the first mail.</summary>
internal sealed class MailServer(SmtpOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan PatienceBefore = TimeSpan.FromSeconds(15);

    /// <summary>Longer: a server that looks for viruses may take its time, and what it has taken then must not be sent again.</summary>
    private static readonly TimeSpan PatienceForMail = TimeSpan.FromMinutes(1);

    private readonly SmtpClient _client = new();

    public bool IsConnected => _client.IsConnected;

    /// <summary>Sends one mail. Whatever goes wrong is in the answer, without an address.</summary>
    /// <exception cref="OperationCanceledException">The site stops; nothing was sent.</exception>
    public async Task<(MailFate Fate, string Reason)> SendAsync(MimeMessage mail, CancellationToken stopping)
    {
        try
        {
            await GreetAsync(stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            return (MailFate.Unreachable, MailFailure.Words(failure));
        }

        try
        {
            // Not cut off when the site stops: nobody would know whether the server has taken it.
            using var patience = new CancellationTokenSource(PatienceForMail, time);
            await _client.SendAsync(mail, patience.Token);
            return (MailFate.Sent, "");
        }
        catch (Exception failure)
        {
            return (MailFailure.FateOf(failure), MailFailure.Words(failure));
        }
    }

    /// <summary>Takes leave, as is polite. What was sent stays sent.</summary>
    public async Task LeaveAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(PatienceBefore, time);
            if (_client.IsConnected) await _client.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception)
        {
            // Everything that matters is done.
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task GreetAsync(CancellationToken stopping)
    {
        if (_client.IsConnected) return;
        using var patience = new CancellationTokenSource(PatienceBefore, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        await _client.ConnectAsync(options.Host!, options.Port, Encryption(), either.Token);
        if (options.UserName is { Length: > 0 } name) await _client.AuthenticateAsync(name, options.Password ?? "", either.Token);
    }

    private SecureSocketOptions Encryption() => options.Security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };
}
