using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using YamlDotNet.RepresentationModel;

namespace BackSpasmSite.Tests.Deploy;

public class NginxSite : ProxiedSite
{
    public override string Program => "nginx";

    /// <summary>Where it listens too. Not every machine has IPv6.</summary>
    public static IPAddress Second { get; } = HasIPv6() ? IPAddress.IPv6Loopback : IPAddress.Parse("127.0.0.3");

    protected override Process Start(string program, string folder)
    {
        // As root, nginx would read the certificate as another user, who may not.
        var configuration = $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            worker_processes 1; daemon off; pid {{folder}}/nginx.pid;
            events { worker_connections 256; }
            http {
              access_log off;
              client_body_temp_path {{folder}}/t; proxy_temp_path {{folder}}/t; fastcgi_temp_path {{folder}}/t; uwsgi_temp_path {{folder}}/t; scgi_temp_path {{folder}}/t;
              {{Servers(folder)}}
            }
            """;
        File.WriteAllText(Path.Combine(folder, "nginx.conf"), configuration);
        return Process.Start(new ProcessStartInfo(program, ["-p", folder, "-c", Path.Combine(folder, "nginx.conf"), "-e", Path.Combine(folder, "error.log")]))!;
    }

    /// <param name="folder">With the certificate.</param>
    protected virtual string Servers(string folder) => Changed(Deployed("nginx.conf"),
        ("server 127.0.0.1:8080;", $"server 127.0.0.1:{Port};"),
        ("listen 80;", $"listen 127.0.0.1:{Http};"),
        ("listen [::]:80;", $"listen {new IPEndPoint(Second, Http)};"),
        ("listen 443 ssl http2;", $"listen 127.0.0.1:{Https} ssl http2;"),
        ("listen [::]:443 ssl http2;", $"listen {new IPEndPoint(Second, Https)} ssl http2;"),
        ($"/etc/letsencrypt/live/{Host}", folder));

    private static bool HasIPv6()
    {
        try
        {
            using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>The configuration in <c>compose.yaml</c>, but with the site's address in place of its name, which only the network of the containers knows.</summary>
public sealed class ComposedNginxSite : NginxSite
{
    protected override string Servers(string folder)
    {
        using var text = new StringReader(Deployed("compose.yaml"));
        var yaml = new YamlStream();
        yaml.Load(text);
        var content = ((YamlScalarNode)yaml.Documents[0].RootNode["configs"]["nginx"]["content"]).Value!;
        // Compose would put a variable of its own in place of a single $.
        Assert.DoesNotContain("$", content.Replace("$$", "", StringComparison.Ordinal), StringComparison.Ordinal);
        return Changed(content.Replace("$$", "$", StringComparison.Ordinal),
            ("http://site:8080", $"http://127.0.0.1:{Port}"),
            ("listen 80;", $"listen 127.0.0.1:{Http};"),
            // The image's nginx is newer than some that the tests run with.
            ("listen 443 ssl;", $"listen 127.0.0.1:{Https} ssl http2;"),
            ("http2 on;", ""),
            ("/etc/nginx/certificates", folder));
    }
}
