using System.Net.Sockets;
using BackSpasmSite.Options;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace BackSpasmSite.Email;

internal sealed class SmtpConnection(SmtpOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan PatienceBefore = TimeSpan.FromSeconds(15);

    /// <summary>Longer, because a server may scan for viruses, and an e-mail it has accepted must not be sent again.</summary>
    private static readonly TimeSpan PatienceForMail = TimeSpan.FromMinutes(1);

    private readonly SmtpClient _client = new();

    public bool IsConnected => _client.IsConnected;

    /// <summary>Failures are in the result, without an address.</summary>
    /// <exception cref="OperationCanceledException">The site is stopping; nothing was sent.</exception>
    public async Task<(SendResult Result, string Reason)> SendAsync(MimeMessage mail, CancellationToken stopping)
    {
        try
        {
            await GreetAsync(stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            return (SendResult.Unreachable, SendFailure.Words(failure));
        }

        try
        {
            // Not cancelled when the site stops, because it would be unknown whether the server has accepted it.
            using var patience = new CancellationTokenSource(PatienceForMail, time);
            await _client.SendAsync(mail, patience.Token);
            return (SendResult.Sent, "");
        }
        catch (Exception failure)
        {
            return (SendFailure.FateOf(failure), SendFailure.Words(failure));
        }
    }

    public async Task LeaveAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(PatienceBefore, time);
            if (_client.IsConnected) await _client.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception)
        {
            // Everything has been sent.
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

internal static class SendFailure
{
    public static SendResult FateOf(Exception failure) => failure switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } error when IsForGood((int)error.StatusCode) => SendResult.Refused,
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } => SendResult.Unreachable,
        _ => SendResult.NotNow,
    };

    /// <summary>For the log. Never the message of the exception: servers repeat the address in their answers.</summary>
    public static string Words(Exception failure) => failure switch
    {
        SmtpCommandException error => $"the mail server answered {(int)error.StatusCode}",
        AuthenticationException => "the mail server refused the user name or password",
        SslHandshakeException => "the mail server has no encryption that can be trusted",
        NotSupportedException => "the mail server cannot do what the settings ask of it",
        OperationCanceledException or TimeoutException => "the mail server did not answer in time",
        SocketException socket => $"the mail server cannot be reached ({socket.SocketErrorCode})",
        _ => $"the connection broke off ({failure.GetType().Name})",
    };

    /// <summary>
    /// 5xx is permanent (RFC 5321, 4.2.1), but with 530 and 554 a server rejects us as the sender, and a mistake in the settings should not
    /// cost readers their answer.
    /// </summary>
    private static bool IsForGood(int status) => status is >= 500 and < 600 and not (530 or 554);
}

internal enum SendResult
{
    Sent,

    /// <summary>For good, because of the address.</summary>
    Refused,

    /// <summary>Others may still be sent.</summary>
    NotNow,

    /// <summary>Nothing can be sent now.</summary>
    Unreachable,
}
