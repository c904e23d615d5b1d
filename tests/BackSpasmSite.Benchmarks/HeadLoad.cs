using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BackSpasmSite.Benchmarks;

/// <summary>
/// HEAD requests over many connections: wrk would wait for the body that Content-Length announces. Each round sends one on every connection and then reads all answers, which takes the client
/// less time than waiting for each of them, so that the server is what limits the rate.
/// </summary>
internal static class HeadLoad
{
    private const int Connections = 64;

    /// <summary>In a process of its own on the second core, as wrk is.</summary>
    /// <returns>Requests a second, and the 99th percentile in milliseconds, which includes waiting for the answers before it in a round.</returns>
    public static async Task<(double Rate, double P99)> MeasureAsync(int port, string address, int seconds)
    {
        using var load = Machine.StartToRead("taskset", "-c", "1", "env", "DOTNET_TieredCompilation=0", "dotnet", typeof(HeadLoad).Assembly.Location,
            "head", port.ToString(CultureInfo.InvariantCulture), address, seconds.ToString(CultureInfo.InvariantCulture));
        var said = (await load.StandardOutput.ReadToEndAsync()).Split(' ');
        await load.WaitForExitAsync();
        if (load.ExitCode != 0) throw new InvalidOperationException($"The HEAD requests failed: exit code {load.ExitCode}.");
        return (double.Parse(said[0], CultureInfo.InvariantCulture), double.Parse(said[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Prints what <see cref="MeasureAsync"/> reads.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string port, string address, string seconds)
    {
        var request = Encoding.ASCII.GetBytes($"HEAD {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n");
        var length = TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture));
        var sockets = Enumerable.Range(0, Connections).Select(_ => Connect(int.Parse(port, CultureInfo.InvariantCulture))).ToList();
        var (buffer, sent, times) = (new byte[8192], new long[Connections], new List<long>());
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < length)
        {
            for (var i = 0; i < Connections; i++)
            {
                sent[i] = clock.ElapsedTicks;
                sockets[i].Send(request);
            }

            for (var i = 0; i < Connections; i++)
            {
                Read(sockets[i], buffer);
                times.Add(clock.ElapsedTicks - sent[i]);
            }
        }

        var rate = times.Count / clock.Elapsed.TotalSeconds;
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rate} {times[times.Count * 99 / 100] * 1000.0 / Stopwatch.Frequency}"));
        foreach (var socket in sockets) socket.Dispose();
        return 0;
    }

    private static Socket Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 10_000 };
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private static void Read(Socket socket, byte[] buffer)
    {
        var read = 0;
        while (!buffer.AsSpan(0, read).EndsWith("\r\n\r\n"u8))
        {
            var more = socket.Receive(buffer.AsSpan(read));
            if (more == 0) throw new IOException("The server closed the connection.");
            read += more;
        }

        if (!buffer.AsSpan().StartsWith("HTTP/1.1 200"u8)) throw new InvalidOperationException(Encoding.ASCII.GetString(buffer, 0, read));
    }
}
