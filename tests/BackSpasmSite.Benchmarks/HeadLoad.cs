using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BackSpasmSite.Benchmarks;

/// <summary>HEAD requests over many connections, one after the other on each: wrk would wait for the body that Content-Length announces.</summary>
internal static class HeadLoad
{
    private const int Connections = 64;

    /// <summary>In a process of its own on the second core, as wrk is, and like it in one thread that waits for nothing.</summary>
    /// <returns>Requests a second, and the 99th percentile in milliseconds.</returns>
    public static async Task<(double Rate, double P99)> RunBesideAsync(int port, string address, int seconds)
    {
        using var load = Machine.StartToRead("taskset", "-c", "1", "env", "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1", "DOTNET_TieredCompilation=0", "dotnet", typeof(HeadLoad).Assembly.Location,
            "head", port.ToString(CultureInfo.InvariantCulture), address, seconds.ToString(CultureInfo.InvariantCulture));
        var said = (await load.StandardOutput.ReadToEndAsync()).Split(' ');
        await load.WaitForExitAsync();
        return (double.Parse(said[0], CultureInfo.InvariantCulture), double.Parse(said[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Prints what <see cref="RunBesideAsync"/> reads.</summary>
    public static async Task<int> RunAsync(string port, string address, string seconds)
    {
        var (rate, p99) = await RunAsync(int.Parse(port, CultureInfo.InvariantCulture), address, TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rate} {p99}"));
        return 0;
    }

    private static async Task<(double Rate, double P99)> RunAsync(int port, string address, TimeSpan length)
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
