using BackSpasmSite.Content;
using Serilog;
using Serilog.Events;

namespace BackSpasmSite.Http;

/// <summary>Never contains what a reader typed (no query, no unknown path), and nothing that identifies the client.</summary>
internal static class RequestLog
{
    private const string Template = "{Method} {Address} answered {StatusCode} in {Elapsed:0.0} ms";

    public static void UseRequestLog(this IApplicationBuilder app) =>
        app.UseSerilogRequestLogging(options =>
        {
            options.Logger = app.ApplicationServices.GetRequiredService<Serilog.ILogger>();
            options.MessageTemplate = Template;
            options.GetMessageTemplateProperties = (context, _, elapsed, status) =>
            {
                var address = AddressOf(context);
                return
                [
                    Property("Method", KnownMethod(context.Request.Method)),
                    Property("Address", address.Address),
                    Property("StatusCode", status),
                    Property("Elapsed", elapsed),
                    Property("Route", address.Route),
                ];
            };
            options.GetLevel = (context, _, exception) =>
                exception is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error : LogEventLevel.Information;
        });

    /// <summary>For a request answered before the middleware.</summary>
    public static void Write(Serilog.ILogger logger, HttpContext context, LoggedRoute route, TimeSpan elapsed) =>
        logger.ForContext("Route", route.Route).Information(Template, KnownMethod(context.Request.Method), route.Address, context.Response.StatusCode, elapsed.TotalMilliseconds);

    public static void UseLoggedRoute(this IApplicationBuilder app)
    {
        var current = app.ApplicationServices.GetRequiredService<CurrentEdition>();
        app.Use((context, next) =>
        {
            LoggedRoute.Remember(context, current);
            return next(context);
        });
    }

    private static LoggedRoute AddressOf(HttpContext context) => context.Features.Get<LoggedRoute>() ?? LoggedRoute.None;

    /// <summary>Clients can send any word as a method.</summary>
    private static string KnownMethod(string method) => HttpMethods.GetCanonicalizedValue(method) switch
    {
        "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "OPTIONS" or "PATCH" or "TRACE" or "CONNECT" => method,
        _ => "other",
    };

    private static LogEventProperty Property(string name, object value) => new(name, new ScalarValue(value));
}

/// <summary>What the log may contain of a path: its route, and route values only if they name our content.</summary>
internal sealed record LoggedRoute(string Route, string Address)
{
    public static LoggedRoute None { get; } = new("unmatched", "unmatched");

    /// <summary>For a redirected spelling: what was typed stays out of the log.</summary>
    public static LoggedRoute Redirect { get; } = new("redirect", "redirect");

    /// <summary>Keeps the first route of a request; error pages are re-executed on another one.</summary>
    public static void Remember(HttpContext context, CurrentEdition current)
    {
        if (context.Features.Get<LoggedRoute>() is null) context.Features.Set(Of(context, current.Edition));
    }

    private static LoggedRoute Of(HttpContext context, Edition? edition)
    {
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern: var pattern }) return None;
        var route = $"/{pattern.RawText?.TrimStart('/')}";
        var address = route;
        foreach (var (key, value) in context.Request.RouteValues)
            if (edition is not null && value is string name && IsContent(name, edition))
                address = address.Replace($"{{{key}}}", name, StringComparison.Ordinal);
        return new LoggedRoute(route, address);
    }

    private static bool IsContent(string name, Edition edition) =>
        (Slug.TryParse(name, out var slug) && (edition.Articles.ContainsKey(slug) || edition.Pages.ContainsKey(slug))) ||
        edition.Lists.ByTopic.ContainsKey(name) || edition.People.ContainsKey(name) || edition.Bibliography.Find(name) is not null;
}

/// <summary>Requests for pages from memory have no log event of their own: logs their number once an hour, and at the end.</summary>
internal sealed partial class PageReadsLog(PageStore store, TimeProvider time, ILogger<PageReadsLog> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private (long All, long Unchanged) _logged;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hours = new PeriodicTimer(Interval, time);
        try
        {
            while (await hours.WaitForNextTickAsync(stoppingToken)) Log();
        }
        catch (OperationCanceledException)
        {
            Log();
        }
    }

    private void Log()
    {
        var (all, unchanged) = store.Reads;
        if (all > _logged.All) LogReads(all - _logged.All, unchanged - _logged.Unchanged);
        _logged = (all, unchanged);
    }

    [LoggerMessage(LogLevel.Information, "Served {Pages} pages from memory since the previous line like this, {Unchanged} of them as unchanged (304)")]
    private partial void LogReads(long pages, long unchanged);
}
