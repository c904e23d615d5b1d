using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BackSpasmSite.Tests.Deploy;

/// <summary>The real program behind a real proxy with its file of <c>deploy</c> and a certificate made for the test, all on loopback.</summary>
public abstract class ProxiedSite : IAsyncLifetime
{
    public const string Host = "backs.example.org";

    private readonly ContentOnDisk _content = ContentOnDisk.Small();
    private X509Certificate2? _certificate;
    private SiteProcess? _site;
    private Process? _proxy;

    /// <summary>The proxy's program.</summary>
    public abstract string Program { get; }

    /// <summary>The site without its proxy.</summary>
    internal HttpClient Direct => _site!.Browser;

    protected int Http { get; } = FreePort();

    protected int Https { get; } = FreePort();

    /// <summary>Where the site listens.</summary>
    protected int Port => Direct.BaseAddress!.Port;

    public async ValueTask InitializeAsync()
    {
        // If it is missing, each test says so.
        if (Installed.Find(Program) is not { } program) return;
        _content.Age();
        _site = await SiteProcess.StartAsync(_content.Path, Path.Combine(_content.Parent, "data"), null, $"--Site:BaseUrl=https://{Host}", "--Site:TrustedProxies=127.0.0.1", "--Feedback:ReportsPerHour=1");
        var folder = Directory.CreateDirectory(Path.Combine(_content.Parent, Program)).FullName;
        WriteCertificate(folder);
        _proxy = Start(program, folder);
        await UntilListeningAsync();
    }

    /// <param name="source">The address on loopback that the browser has.</param>
    /// <param name="to">Where the proxy listens.</param>
    public HttpClient Browser(string source = "127.0.0.2", IPAddress? to = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == _certificate!.GetCertHashString() },
        ConnectCallback = async (context, cancellation) =>
        {
            var own = IPAddress.Parse(source);
            var socket = new Socket(own.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(own, 0));
            await socket.ConnectAsync(to ?? IPAddress.Loopback, context.DnsEndPoint.Port == 443 ? Https : Http, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = new Uri($"https://{Host}") };

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
        {
            _proxy.Kill(entireProcessTree: true);
            await _proxy.WaitForExitAsync();
            _proxy.Dispose();
        }

        if (_site is not null) await _site.DisposeAsync();
        _certificate?.Dispose();
        _content.Dispose();
    }

    /// <param name="program">The path of the proxy's program.</param>
    /// <param name="folder">Its own, which holds the certificate and takes the log.</param>
    protected abstract Process Start(string program, string folder);

    protected static string Deployed(string file) => File.ReadAllText(Path.Combine(Repository.Root, "deploy", file));

    /// <summary>What is deployed, with the test's ports and certificate; everything else is as an operator has it.</summary>
    protected static string Changed(string deployed, params (string Written, string Used)[] changes)
    {
        foreach (var (written, used) in changes)
        {
            Assert.Contains(written, deployed, StringComparison.Ordinal);
            deployed = deployed.Replace(written, used, StringComparison.Ordinal);
        }

        return deployed;
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
                return answer.IsSuccessStatusCode || _proxy!.HasExited;
            }
            catch (HttpRequestException)
            {
                return _proxy!.HasExited;
            }
        });
        if (_proxy!.HasExited) Assert.Fail($"{Program} ended: {File.ReadAllText(Path.Combine(_content.Parent, Program, "error.log"))}");
    }

    protected static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

public class CaddySite : ProxiedSite
{
    public override string Program => "caddy";

    /// <summary>What stands for the address of the site.</summary>
    protected virtual (string Written, string Used)[] Upstreams => [("127.0.0.1:8080", $"127.0.0.1:{Port}")];

    protected override Process Start(string program, string folder)
    {
        var deployed = Changed(Deployed("Caddyfile"),
        [
            .. Upstreams,
            // Nobody would give a certificate to a test.
            ($"{Host} {{", $"{Host} {{\n\ttls {folder}/fullchain.pem {folder}/privkey.pem"),
        ]);
        var configuration = $$"""
            {
            	http_port {{Http}}
            	https_port {{Https}}
            	default_bind 127.0.0.1
            	admin off
            	log {
            		output file {{folder}}/error.log
            	}
            }
            {{deployed}}
            """;
        File.WriteAllText(Path.Combine(folder, "Caddyfile"), configuration);
        return Process.Start(new ProcessStartInfo(program, ["run", "--config", Path.Combine(folder, "Caddyfile"), "--adapter", "caddyfile"]) { Environment = { ["HOME"] = folder } })!;
    }
}

/// <summary>As the file says for several processes; one of them has ended.</summary>
public sealed class CaddyWithTwoUpstreams : CaddySite
{
    protected override (string Written, string Used)[] Upstreams => [("127.0.0.1:8080", $"127.0.0.1:{FreePort()} 127.0.0.1:{Port}"), ("\t\t#", "\t\t")];
}
