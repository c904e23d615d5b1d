using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BackSpasmSite.Tests.Deploy;

/// <summary>The real program behind the real nginx with <c>deploy/nginx.conf</c> and a certificate made for the test, all on loopback.</summary>
public sealed class NginxSite : IAsyncLifetime
{
    public const string Host = "backs.example.org";

    private readonly ContentOnDisk _content = ContentOnDisk.Small();
    private X509Certificate2? _certificate;
    private SiteProcess? _site;
    private Process? _nginx;
    private int _http;
    private int _https;

    /// <summary>The site without nginx.</summary>
    internal HttpClient Direct => _site!.Browser;

    public async ValueTask InitializeAsync()
    {
        // If it is missing, each test says so.
        if (Installed.Find("nginx") is not { } nginx) return;
        _content.Age();
        _site = await SiteProcess.StartAsync(_content.Path, Path.Combine(_content.Parent, "data"), null, $"--Site:BaseUrl=https://{Host}", "--Site:TrustedProxies=127.0.0.1", "--Feedback:ReportsPerHour=1");
        (_http, _https) = (FreePort(), FreePort());
        var folder = Directory.CreateDirectory(Path.Combine(_content.Parent, "nginx")).FullName;
        WriteCertificate(folder);
        File.WriteAllText(Path.Combine(folder, "nginx.conf"), Configuration(folder));
        var start = new ProcessStartInfo(nginx, ["-p", folder, "-c", Path.Combine(folder, "nginx.conf"), "-e", Path.Combine(folder, "error.log")]);
        _nginx = Process.Start(start)!;
        await UntilListeningAsync();
    }

    /// <param name="source">The address on loopback that the browser has.</param>
    public HttpClient Browser(string source = "127.0.0.2") => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == _certificate!.GetCertHashString() },
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(source), 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port == 443 ? _https : _http, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = new Uri($"https://{Host}") };

    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null)
        {
            _nginx.Kill(entireProcessTree: true);
            await _nginx.WaitForExitAsync();
            _nginx.Dispose();
        }

        if (_site is not null) await _site.DisposeAsync();
        _certificate?.Dispose();
        _content.Dispose();
    }

    /// <summary>The deployed file with the test's ports and certificate; everything else is as an operator has it.</summary>
    private string Configuration(string folder)
    {
        var deployed = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "nginx.conf"));
        foreach (var (written, used) in new[]
        {
            ("server 127.0.0.1:8080;", $"server 127.0.0.1:{_site!.Browser.BaseAddress!.Port};"),
            ("listen 80;", $"listen 127.0.0.1:{_http};"),
            ("listen 443 ssl http2;", $"listen 127.0.0.1:{_https} ssl http2;"),
            ($"/etc/letsencrypt/live/{Host}", folder),
        })
        {
            Assert.Contains(written, deployed, StringComparison.Ordinal);
            deployed = deployed.Replace(written, used, StringComparison.Ordinal);
        }

        // As root, nginx would read the certificate as another user, who may not.
        return $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            worker_processes 1; daemon off; pid {{folder}}/nginx.pid;
            events { worker_connections 256; }
            http {
              access_log off;
              client_body_temp_path {{folder}}/t; proxy_temp_path {{folder}}/t; fastcgi_temp_path {{folder}}/t; uwsgi_temp_path {{folder}}/t; scgi_temp_path {{folder}}/t;
              {{deployed}}
            }
            """;
    }

    private void WriteCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256);
        _certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllText(Path.Combine(folder, "fullchain.pem"), _certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "privkey.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private async Task UntilListeningAsync()
    {
        using var browser = Browser();
        await Polling.UntilAsync(async () =>
        {
            try
            {
                using var answer = await browser.GetAsync("/healthz/ready?for=reports", TestContext.Current.CancellationToken);
                return answer.IsSuccessStatusCode || _nginx!.HasExited;
            }
            catch (HttpRequestException)
            {
                return _nginx!.HasExited;
            }
        });
        if (_nginx!.HasExited) Assert.Fail($"nginx ended: {File.ReadAllText(Path.Combine(_content.Parent, "nginx", "error.log"))}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
