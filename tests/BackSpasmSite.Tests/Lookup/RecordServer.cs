using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BackSpasmSite.Tests.Lookup;

/// <summary>A server on this machine that answers like Crossref, PubMed and doi.org, or as badly as a test wants.</summary>
internal sealed class RecordServer : IAsyncDisposable
{
    /// <summary>Crossref's record of a paper, with the parts that matter.</summary>
    public const string Crossref = """
        {"status":"ok","message-type":"work","message-version":"1.0.0","message":{"publisher":"BMJ","short-container-title":["BMJ"],"DOI":"10.1136/bmj.n1446","type":"journal-article",
         "title":["Efficacy of muscle relaxants in low back pain"],"volume":"374","author":[{"given":"Aidan G","family":"Cashin","sequence":"first","affiliation":[]}],"container-title":["BMJ"],
         "issued":{"date-parts":[[2021,7,7]]},"article-number":"n1446","URL":"https://doi.org/10.1136/bmj.n1446","ISSN":["1756-1833"]}}
        """;

    /// <summary>PubMed's record of a paper.</summary>
    public const string PubMed = "\nPMID- 28422125\nOWN - NLM\nVI  - 317\nIP  - 14\nDP  - 2017 Apr 11\nTI  - Spinal manipulation for acute low\n      back pain.\nPG  - 1451-60\nLID - 10.1001/jama.2017.3086 [doi]\nFAU - Paige, Neil M\nAU  - Paige NM\nTA  - JAMA\nJT  - JAMA\nSO  - JAMA. 2017 Apr 11;317(14):1451-1460.\n\n";

    private readonly WebApplication _app;

    private RecordServer(WebApplication app) => _app = app;

    /// <summary>Every request, as method, path with query, and user agent.</summary>
    public ConcurrentQueue<(string Method, string Address, string UserAgent)> Requests { get; } = [];

    /// <summary>Answers a request.</summary>
    public required Func<HttpContext, Task> Answer { get; set; }

    public string Address { get; private set; } = "";

    /// <summary>How many seconds the site waits for an answer. Few only where it has to give up: on a busy machine, the first answer may take more than one.</summary>
    public int Patience { get; set; } = 60;

    /// <summary>The settings that make the site ask this server.</summary>
    public string[] Settings => [$"--Lookup:Crossref={Address}", $"--Lookup:PubMed={Address}/eutils", $"--Lookup:Doi={Address}", "--Lookup:RequestsPerSecond=50", $"--Lookup:TimeoutSeconds={Patience}", "--Lookup:Contact=editors@example.org"];

    public static async Task<RecordServer> StartAsync(Func<HttpContext, Task>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new RecordServer(builder.Build()) { Answer = answer ?? WellAsync };
        server._app.Run(context =>
        {
            server.Requests.Enqueue((context.Request.Method, context.Request.Path + context.Request.QueryString, context.Request.Headers.UserAgent.ToString()));
            return server.Answer(context);
        });
        await server._app.StartAsync();
        server.Address = server._app.Urls.Single();
        return server;
    }

    /// <summary>As the services do: the record, or 404.</summary>
    public static Task WellAsync(HttpContext context) => context.Request.Path.Value?.ToLowerInvariant() switch
    {
        "/works/10.1136/bmj.n1446" or "/works/10.1136%2fbmj.n1446" => TextAsync(context, Crossref, "application/json"),
        "/eutils/efetch.fcgi" when context.Request.Query["id"] == "28422125" => TextAsync(context, PubMed, "text/plain"),
        "/eutils/efetch.fcgi" => StatusAsync(context, 400),
        _ => StatusAsync(context, 404),
    };

    public static Task StatusAsync(HttpContext context, int status, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    }

    public static Task TextAsync(HttpContext context, string text, string type)
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
