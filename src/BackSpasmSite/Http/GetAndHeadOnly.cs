using Microsoft.AspNetCore.Diagnostics;

namespace BackSpasmSite.Http;

/// <summary>GET and HEAD; routing answers every other method with 405 and names these two.</summary>
internal static class GetAndHeadOnly
{
    public static readonly string[] All = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>By themselves Razor Pages would answer a wrong method with 400, and OPTIONS with 200.</summary>
    /// <param name="endpoints">What can only be read.</param>
    /// <param name="but">The routes among them that take other methods, and which; the first that fits. With <c>/*</c> at its end, also all below.</param>
    public static void OnlyForReading(this IEndpointConventionBuilder endpoints, params (string Route, string[] Methods)[] but) =>
        endpoints.Add(endpoint =>
        {
            var route = $"/{(endpoint as RouteEndpointBuilder)?.RoutePattern.RawText?.TrimStart('/')}";
            var methods = but.Where(other => Fits(route, other.Route)).Select(other => other.Methods).FirstOrDefault(All);
            endpoint.Metadata.Add(new HttpMethodMetadata(methods));
        });

    private static bool Fits(string route, string pattern) =>
        route == pattern || (pattern.EndsWith("/*", StringComparison.Ordinal) && new PathString(route).StartsWithSegments(pattern[..^2]));

    /// <summary>
    /// Answers 405 to every other method at an address that a route with a parameter would take for one of its own.
    /// </summary>
    public static void MapOtherMethods(this IEndpointRouteBuilder routes, string path, params string[] allowed) =>
        routes.Map(path, context =>
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = allowed;
            return Task.CompletedTask;
        });

    /// <summary>
    /// Routing says 405 by the pattern alone, also for an article that does not exist. Nothing is there in any
    /// method, so that is 404.
    /// </summary>
    public static void UseNotFoundBeforeWrongMethod(this IApplicationBuilder app)
    {
        var known = app.ApplicationServices.GetRequiredService<RouteCatalog>();
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
