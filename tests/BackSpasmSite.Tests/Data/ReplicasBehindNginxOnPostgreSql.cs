using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BackSpasmSite.Tests.Deploy;

namespace BackSpasmSite.Tests.Data;

/// <summary>The real program twice behind nginx, on one PostgreSQL server: what readers and reporters notice when parts of it die.</summary>
public sealed class ReplicasBehindNginxOnPostgreSql : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ContentOnDisk _content = ContentOnDisk.Small();
    private readonly ConcurrentBag<string> _receipts = [];
    private readonly ConcurrentBag<string> _failedReads = [];
    private readonly List<SiteProcess> _replicas = [];
    private readonly CancellationTokenSource _end = new();
    private PostgreSqlServer _server = null!;
    private Process _nginx = null!;
    private HttpClient _reader = null!;
    private string _connection = null!;
    private int _reads;
    private int _newReads;

    public async ValueTask InitializeAsync()
    {
        var nginx = Installed.Require("nginx");
        _content.Age();
        _server = new PostgreSqlServer(durable: true);
        _connection = _server.NewDatabase();
        foreach (var version in (string[])["v1", "v2"]) CopyContent(version);
        await StartAsync("one", "Pacific/Auckland", "de_DE.UTF-8");
        await StartAsync("two", "America/Los_Angeles", "tr_TR.UTF-8");
        StartNginx(nginx);
        await Polling.UntilAsync(async () =>
        {
            try
            {
                return (await _reader.GetAsync("/healthz/ready")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_nginx is not null)
        {
            _nginx.Kill();
            await _nginx.WaitForExitAsync();
        }

        foreach (var replica in _replicas) await replica.DisposeAsync();
        _server?.Dispose();
        _reader?.Dispose();
        _end.Dispose();
        _content.Dispose();
    }

    [Fact]
    public async Task A_content_switch_a_killed_server_and_a_killed_replica_cost_no_read_and_no_acknowledged_report()
    {
        foreach (var address in (string[])["/", "/articles/heat-or-ice", "/articles", "/about", "/feed.xml", "/sitemap.xml", "/corrections", "/nothing"])
            Assert.Equal(await PageAsync(_replicas[0], address), await PageAsync(_replicas[1], address));

        Task[] users = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(ReadAsync)), .. Enumerable.Range(0, 2).Select(number => Task.Run(() => ReportAsync(number)))];
        await UntilMoreAsync(reads: 100, reports: 10);

        foreach (var replica in (string[])["one", "two"]) Switch(replica, "v2");
        await Polling.UntilAsync(() => Volatile.Read(ref _newReads) > 100);

        _server.Kill();
        await UntilMoreAsync(reads: 100, reports: 0);
        _server.Start();
        await UntilMoreAsync(reads: 100, reports: 10);

        _replicas[0].Kill();
        await UntilMoreAsync(reads: 100, reports: 10);
        await _end.CancelAsync();
        await Task.WhenAll(users);

        Assert.Empty(_failedReads);
        var kept = new DatabaseFile("", _connection).Read("SELECT Receipt FROM Reports").ToHashSet();
        Assert.DoesNotContain(_receipts, receipt => !kept.Contains(receipt.Split('/')[^1]));
        Assert.Equal(HttpStatusCode.OK, (await _replicas[1].Browser.GetAsync(_receipts.First(), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(0, await _replicas[1].StopAsync(Patience));
    }

    private async Task StartAsync(string name, string zone, string language)
    {
        Switch(name, "v1");
        // The public address is the same for both; their ports are not.
        _replicas.Add(await SiteProcess.StartInAsync(zone, language, Path.Combine(_content.Parent, name, "content"), Path.Combine(_content.Parent, name, "data"),
            "--Database:Provider=PostgreSql", $"--ConnectionStrings:Database={_connection}", "--Site:BaseUrl=https://spine.example", "--Site:TrustedProxies=127.0.0.1"));
        await _replicas[^1].UntilReadyAsync();
    }

    private void StartNginx(string nginx)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var folder = Directory.CreateDirectory(Path.Combine(_content.Parent, "nginx")).FullName;
        var file = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(file, $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes 1; daemon off; master_process off; pid {{folder}}/pid; error_log {{folder}}/error.log;
            events { worker_connections 256; }
            http {
              access_log off;
              client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/fastcgi; uwsgi_temp_path {{folder}}/uwsgi; scgi_temp_path {{folder}}/scgi;
              upstream site { {{string.Concat(_replicas.Select(replica => $"server {replica.Browser.BaseAddress!.Authority} max_fails=1 fail_timeout=2s; "))}} keepalive 8; }
              server {
                listen 127.0.0.1:{{port}};
                location / {
                  proxy_pass http://site; proxy_http_version 1.1; proxy_set_header Connection "";
                  proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto https;
                  proxy_connect_timeout 2s; proxy_next_upstream error timeout;
                }
              }
            }
            """);
        _nginx = Process.Start(new ProcessStartInfo(nginx, ["-p", folder, "-c", file]) { RedirectStandardError = true })!;
        _nginx.BeginErrorReadLine();
        _reader = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
    }

    private void CopyContent(string version)
    {
        foreach (var file in Directory.EnumerateFiles(_content.Path, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_content.Parent, version, Path.GetRelativePath(_content.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllText(copy, File.ReadAllText(file).Replace("It is pleasant.", version == "v1" ? "It is pleasant." : "It is very pleasant.", StringComparison.Ordinal));
            File.SetLastWriteTimeUtc(copy, File.GetLastWriteTimeUtc(file));
        }
    }

    /// <summary>As git-sync does: another link is renamed over the old one.</summary>
    private void Switch(string replica, string version)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_content.Parent, replica)).FullName;
        File.CreateSymbolicLink(Path.Combine(folder, "next"), Path.Combine(_content.Parent, version));
        using var rename = Process.Start("mv", ["-T", Path.Combine(folder, "next"), Path.Combine(folder, "content")]);
        rename.WaitForExit();
    }

    private async Task ReadAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var answer = await _reader.GetAsync("/articles/heat-or-ice");
                var page = await answer.Content.ReadAsStringAsync();
                if (answer.StatusCode != HttpStatusCode.OK) _failedReads.Add($"{(int)answer.StatusCode}");
                else if (page.Contains("very pleasant", StringComparison.Ordinal)) Interlocked.Increment(ref _newReads);
                Interlocked.Increment(ref _reads);
            }
            catch (HttpRequestException failure)
            {
                _failedReads.Add(failure.Message);
            }
        }
    }

    private async Task ReportAsync(int user)
    {
        for (var number = 0; !_end.IsCancellationRequested; number++)
        {
            try
            {
                using var answer = await _reader.PostAsync("/feedback", Reader.UrlEncoded(("article", Reader.Article), ("message", $"Report {number} of {user}.")));
                if (answer.StatusCode == HttpStatusCode.SeeOther) _receipts.Add(answer.Target());
            }
            catch (HttpRequestException)
            {
                // Not acknowledged.
            }
        }
    }

    private Task UntilMoreAsync(int reads, int reports)
    {
        var (beforeReads, beforeReports) = (Volatile.Read(ref _reads), _receipts.Count);
        return Polling.UntilAsync(() => Volatile.Read(ref _reads) >= beforeReads + reads && _receipts.Count >= beforeReports + reports);
    }

    private static async Task<string> PageAsync(SiteProcess replica, string address)
    {
        using var answer = await replica.Browser.GetAsync(address, TestContext.Current.CancellationToken);
        return $"{(int)answer.StatusCode} {answer.Headers.ETag} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)))}";
    }
}
