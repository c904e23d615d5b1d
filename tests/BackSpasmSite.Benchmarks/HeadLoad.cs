using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BackSpasmSite.Benchmarks;

/// <summary>HEAD requests over many connections, one after the other on each: wrk would wait for the body that Content-Length announces.</summary>
internal static class HeadLoad
{
    private const int Connections = 64;

    /// <returns>Requests a second, and the 99th percentile in milliseconds.</returns>
    public static async Task<(double Rate, double P99)> RunAsync(int port, string address, TimeSpan length)
    {
        var request = Encoding.ASCII.GetBytes($"HEAD {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n");
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => AskAsync(port, request, clock, length))));
        var all = times.SelectMany(time => time).Order().ToList();
        return (all.Count / clock.Elapsed.TotalSeconds, TimeSpan.FromTicks(all[all.Count * 99 / 100]).TotalMilliseconds);
    }

    private static async Task<List<long>> AskAsync(int port, byte[] request, Stopwatch clock, TimeSpan length)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        var (buffer, times) = (new byte[8192], new List<long>());
        while (clock.Elapsed < length)
        {
            var start = clock.Elapsed;
            await socket.SendAsync(request);
            var read = 0;
            while (!buffer.AsSpan(0, read).EndsWith("\r\n\r\n"u8))
            {
                var more = await socket.ReceiveAsync(buffer.AsMemory(read));
                if (more == 0) throw new IOException("The server closed the connection.");
                read += more;
            }

            if (!buffer.AsSpan().StartsWith("HTTP/1.1 200"u8)) throw new InvalidOperationException(Encoding.ASCII.GetString(buffer, 0, read));
            times.Add((clock.Elapsed - start).Ticks);
        }

        return times;
    }
}
