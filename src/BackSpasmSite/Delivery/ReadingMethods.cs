using Microsoft.AspNetCore.Diagnostics;

namespace BackSpasmSite.Delivery;

/// <summary>GET and HEAD; routing answers every other method with 405 and names these two.</summary>
internal static class ReadingMethods
{
    public static readonly string[] All = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>By themselves Razor Pages would answer a wrong method with 400, and OPTIONS with 200.</summary>
    public static void OnlyForReading(this IEndpointConventionBuilder endpoints) =>
        endpoints.Add(endpoint => endpoint.Metadata.Add(new HttpMethodMetadata(All)));

    /// <summary>
    /// Routing says 405 by the pattern alone, also for an article that does not exist. Nothing is there in any
    /// method, so that is 404.
    /// </summary>
    public static void UseNotFoundBeforeWrongMethod(this IApplicationBuilder app)
    {
        var known = app.ApplicationServices.GetRequiredService<KnownAddresses>();
        app.Use(async (context, next) =>
        {
            await next(context);
            var response = context.Response;
            if (response.StatusCode != StatusCodes.Status405MethodNotAllowed || response.HasStarted) return;
            // The page about the wrong method comes by here too.
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || known.Has(context.Request.Path.Value ?? "")) return;
            response.StatusCode = StatusCodes.Status404NotFound;
            response.Headers.Remove("Allow");
        });
    }
}
