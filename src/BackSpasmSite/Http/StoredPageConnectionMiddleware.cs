using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using BackSpasmSite.Content;
using BackSpasmSite.Options;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Http;

/// <summary>
/// Answers requests for pages in memory before Kestrel makes an <see cref="HttpContext"/> of them, which takes longer than all the rest. The answers are those of
/// <see cref="PageDelivery"/>, byte for byte but the order of headers. Kestrel takes the connection over for good at the first other, unusual or incomplete request, or when none comes
/// for a while. Its checks, limits and timeouts apply from then on.
/// </summary>
internal sealed class StoredPageConnectionMiddleware(
    PageStore store, CurrentEdition current, TimeProvider time, IOptions<SiteOptions> options, IOptions<KestrelServerOptions> kestrel, IHostEnvironment environment,
    IOptionsMonitor<HostFilteringOptions> filter)
{
    private readonly bool _isHttps = HttpServices.IsAlwaysHttps(environment, options.Value);
    private Date _date = new(0, []);

    /// <summary>Otherwise the framework checks the host of each request. The setting may change at any time.</summary>
    private volatile bool _takesAnyHost;

    public void AddTo(ListenOptions endpoint)
    {
        filter.OnChange(Follow);
        Follow(filter.CurrentValue);
        endpoint.Use(next => !MayAnswer(endpoint) ? next : connection => new StoredPageConnection(connection, TryAnswer).AnswerAsync(next));

        void Follow(HostFilteringOptions hosts) => _takesAnyHost = hosts.AllowedHosts is ["*"];
    }

    /// <summary>
    /// True for plain HTTP/1.1: elsewhere such a request has to fail. Asked when an endpoint is about to listen, because the rest of it is not known when its defaults are added.
    /// Whether it uses TLS, <see cref="ListenOptions"/> shows only as text.
    /// </summary>
    private bool MayAnswer(ListenOptions endpoint) =>
        !options.Value.LogPagesFromMemory && endpoint.Protocols.HasFlag(HttpProtocols.Http1) && endpoint.ToString()!.StartsWith("http:", StringComparison.Ordinal);

    /// <param name="request">Reads the requests of this connection.</param>
    /// <param name="sent">What the client has sent.</param>
    /// <param name="output">Gets the answer.</param>
    /// <param name="next">Where the next request starts, if this one is answered.</param>
    /// <returns>False if Kestrel has to answer.</returns>
    private bool TryAnswer(PageRequest request, in ReadOnlySequence<byte> sent, PipeWriter output, out SequencePosition next)
    {
        if (!request.TryRead(sent, kestrel.Value.Limits, out next) || !_takesAnyHost || (request.IsForwarded && !_isHttps)) return false;
        if (current.Edition is not { } edition || store.Find(request.Address, edition) is not { } page) return false;
        var answer = PageAnswer.To(request.Accepted, request.Conditions, page);
        if (answer.IsError) return false;

        store.CountRead(page, answer.IsNotModified);
        output.Write(page.HeadOf(answer, _isHttps));
        output.Write(DateNow());
        if (!answer.IsNotModified && !request.IsHead) output.Write(answer.Chosen!.Bytes);
        return true;
    }

    /// <summary>The last header, and the end of them.</summary>
    private byte[] DateNow()
    {
        var (date, now) = (_date, time.GetUtcNow());
        if (date.Second != now.ToUnixTimeSeconds()) _date = date = new Date(now.ToUnixTimeSeconds(), Encoding.ASCII.GetBytes($"Date: {now:r}\r\n\r\n"));
        return date.Line;
    }

    private sealed record Date(long Second, byte[] Line);
}
