using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BackSpasmSite.Tests.Telemetry;

/// <summary>An OpenTelemetry collector on this machine that keeps what it receives.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();
    private readonly WebApplication _server;

    private readonly bool _speaksGrpc;

    private Collector(WebApplication server, bool speaksGrpc) => (_server, _speaksGrpc) = (server, speaksGrpc);

    public string Address => _server.Urls.First();

    /// <param name="speaksGrpc">Instead of HTTP/1.1 with bare messages.</param>
    public static async Task<Collector> StartAsync(bool speaksGrpc = false)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = speaksGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var collector = new Collector(server, speaksGrpc);
        server.Run(collector.KeepAsync);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>The bodies that were sent to a path, one after the other.</summary>
    public byte[] Received(string path) => [.. _received.Where(one => one.Path == path).SelectMany(one => one.Body)];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task KeepAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _received.Enqueue((context.Request.Path.Value!, body.ToArray()));
        context.Response.ContentType = _speaksGrpc ? "application/grpc" : "application/x-protobuf";
        if (!_speaksGrpc) return;
        // An empty message: not compressed, of no length. Then the status, which is no error.
        await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
