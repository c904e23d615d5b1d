using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace BackSpasmSite.Email;

/// <summary>What a failure to send mail means.</summary>
internal static class MailFailure
{
    public static MailFate FateOf(Exception failure) => failure switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } refusal when IsForGood((int)refusal.StatusCode) => MailFate.Refused,
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } => MailFate.Unreachable,
        _ => MailFate.NotNow,
    };

    /// <summary>For the log. Never the message of the exception: servers repeat the address in their answers.</summary>
    public static string Words(Exception failure) => failure switch
    {
        SmtpCommandException refusal => FormattableString.Invariant($"the mail server answered {(int)refusal.StatusCode}"),
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
