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

    public static void UseMatchedAddress(this IApplicationBuilder app)
    {
        var current = app.ApplicationServices.GetRequiredService<CurrentEdition>();
        app.Use((context, next) =>
        {
            MatchedAddress.Remember(context, current);
            return next(context);
        });
    }

    private static MatchedAddress AddressOf(HttpContext context) => context.Features.Get<MatchedAddress>() ?? MatchedAddress.None;

    /// <summary>A method is a word that a client may invent.</summary>
    private static string KnownMethod(string method) => HttpMethods.GetCanonicalizedValue(method) switch
    {
        "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "OPTIONS" or "PATCH" or "TRACE" or "CONNECT" => method,
        _ => "other",
    };

    private static LogEventProperty Property(string name, object value) => new(name, new ScalarValue(value));
}
