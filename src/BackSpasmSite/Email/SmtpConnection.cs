using System.Net.Sockets;
using BackSpasmSite.Options;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace BackSpasmSite.Email;

/// <summary>One conversation with the mail server, which begins with the first mail.</summary>
internal sealed class SmtpConnection(SmtpOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan PatienceBefore = TimeSpan.FromSeconds(15);

    /// <summary>Longer: a server that looks for viruses may take its time, and what it has taken then must not be sent again.</summary>
    private static readonly TimeSpan PatienceForMail = TimeSpan.FromMinutes(1);

    private readonly SmtpClient _client = new();

    public bool IsConnected => _client.IsConnected;

    /// <summary>Sends one mail. Whatever goes wrong is in the answer, without an address.</summary>
    /// <exception cref="OperationCanceledException">The site stops; nothing was sent.</exception>
    public async Task<(SendResult Fate, string Reason)> SendAsync(MimeMessage mail, CancellationToken stopping)
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
            // Not cut off when the site stops: nobody would know whether the server has taken it.
            using var patience = new CancellationTokenSource(PatienceForMail, time);
            await _client.SendAsync(mail, patience.Token);
            return (SendResult.Sent, "");
        }
        catch (Exception failure)
        {
            return (SendFailure.FateOf(failure), SendFailure.Words(failure));
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

/// <summary>What a failure to send mail means.</summary>
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
        _ => $"the conversation broke off ({failure.GetType().Name})",
    };

    /// <summary>
    /// 5xx is for good (RFC 5321, 4.2.1), but by 530 and 554 a server says that it does not know us, and a mistake in the
    /// settings should not cost readers their answer.
    /// </summary>
    private static bool IsForGood(int status) => status is >= 500 and < 600 and not (530 or 554);
}

/// <summary>What became of a mail.</summary>
internal enum SendResult
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
