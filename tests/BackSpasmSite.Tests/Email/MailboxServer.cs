using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace BackSpasmSite.Tests.Email;

/// <summary>A mail server on this machine that keeps what it receives, and can misbehave as real ones do.</summary>
internal sealed class MailboxServer : IDisposable
{
    /// <summary>Instead of an answer: silence.</summary>
    public const string Silence = "(silence)";

    /// <summary>Instead of an answer: the connection breaks off.</summary>
    public const string HangUp = "(hangs up)";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly List<MimeMessage> _mails = [];
    private readonly List<string> _said = [];
    private readonly TaskCompletionSource<MimeMessage> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MailboxServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The answer to a command, or null for the usual one; the end of an e-mail is the command “.”.</summary>
    public Func<string, string?> Answers { get; set; } = _ => null;

    /// <summary>Completes when it has accepted an e-mail and not acknowledged it yet.</summary>
    public Action Taking { get; set; } = () => { };

    /// <summary>Completes when it falls silent.</summary>
    public Action FallingSilent { get; set; } = () => { };

    public Task<MimeMessage> First => _first.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public IReadOnlyList<MimeMessage> Mails
    {
        get
        {
            lock (_mails) return [.. _mails];
        }
    }

    /// <summary>Every command it received.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_said) return [.. _said];
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Dispose();
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var closing = _closing.Token;
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(closing), closing);
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken closing)
    {
        using var served = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        try
        {
            for (var command = "CONNECT"; command is not null; command = await reader.ReadLineAsync(closing))
            {
                lock (_said) _said.Add(command);
                var answer = Answers(command) ?? Usual(command);
                if (answer == HangUp) return;
                if (answer == Silence) await SilenceAsync(closing);
                await SayAsync(stream, answer, closing);
                if (!answer.StartsWith("354", StringComparison.Ordinal)) continue;

                var mail = await ReadMailAsync(reader, closing);
                answer = Answers(".") ?? "250 kept";
                if (answer.StartsWith("250", StringComparison.Ordinal)) Keep(mail);
                if (answer == HangUp) return;
                if (answer == Silence) await SilenceAsync(closing);
                await SayAsync(stream, answer, closing);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // The client has left, or the test is over.
        }
    }

    private Task SilenceAsync(CancellationToken closing)
    {
        FallingSilent();
        return new TaskCompletionSource().Task.WaitAsync(closing);
    }

    private void Keep(MimeMessage mail)
    {
        lock (_mails) _mails.Add(mail);
        Taking();
        _first.TrySetResult(mail);
    }

    private static string Usual(string command) => command.Split(' ')[0].ToUpperInvariant() switch
    {
        "CONNECT" => "220 mailbox",
        "EHLO" => "250-mailbox\r\n250-8BITMIME\r\n250 AUTH PLAIN",
        "AUTH" => "235 welcome",
        "DATA" => "354 go on",
        "QUIT" => "221 goodbye",
        _ => "250 well",
    };

    private static ValueTask SayAsync(NetworkStream stream, string answer, CancellationToken closing) =>
        stream.WriteAsync(Encoding.Latin1.GetBytes($"{answer}\r\n"), closing);

    private static async Task<MimeMessage> ReadMailAsync(StreamReader reader, CancellationToken closing)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(closing) is { } line and not ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
        return await MimeMessage.LoadAsync(bytes, closing);
    }
}
