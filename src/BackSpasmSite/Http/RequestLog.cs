using BackSpasmSite.Content;
using Serilog;
using Serilog.Events;

namespace BackSpasmSite.Http;

/// <summary>
/// One event a request. It never holds what a reader typed: no query, no address that is not ours, no words, and
/// neither who asked nor from where.
/// </summary>
internal static class RequestLog
{
    public static void UseRequestLog(this IApplicationBuilder app) =>
        app.UseSerilogRequestLogging(options =>
        {
            options.Logger = app.ApplicationServices.GetRequiredService<Serilog.ILogger>();
            options.MessageTemplate = "{Method} {Address} answered {StatusCode} in {Elapsed:0.0} ms";
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

    /// <summary>A method is a word that a client may invent.</summary>
    private static string KnownMethod(string method) => HttpMethods.GetCanonicalizedValue(method) switch
    {
        "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "OPTIONS" or "PATCH" or "TRACE" or "CONNECT" => method,
        _ => "other",
    };

    private static LogEventProperty Property(string name, object value) => new(name, new ScalarValue(value));
}

/// <summary>What the log may say of an address: its route, and a name in it only when that is the name of our content.</summary>
internal sealed record LoggedRoute(string Route, string Address)
{
    public static LoggedRoute None { get; } = new("unmatched", "unmatched");

    /// <summary>Another spelling of an address of ours, or an old one: what was typed stays out of the log.</summary>
    public static LoggedRoute Redirect { get; } = new("redirect", "redirect");

    /// <summary>Remembers the route a request took first; the page for an error comes by later on another one.</summary>
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
