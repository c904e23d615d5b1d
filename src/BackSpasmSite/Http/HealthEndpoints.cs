using BackSpasmSite.Content;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackSpasmSite.Http;

internal static class HealthEndpoints
{
    public const string Reading = "reading";

    /// <summary>Also the value of <c>?for=</c>.</summary>
    public const string Reports = "reports";

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        // No checks: a site that waits for its content should not be restarted.
        app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false }).WithMetadata(new HttpMethodMetadata(AllowedMethods.Reading));
        app.MapMethods("/healthz/ready", AllowedMethods.Reading, AnswerAsync);
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/plain; charset=utf-8";
        string[]? asked = context.Request.Query.TryGetValue("for", out var values) ? values.ToArray() is [Reports] ? [Reading, Reports] : null : [Reading];
        if (asked is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync($"Omit “for” to check reading, or use for={Reports}.\n", context.RequestAborted);
            return;
        }

        var health = await context.RequestServices.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(check => check.Tags.Overlaps(asked), context.RequestAborted);
        // Degraded is still 200: a site that can be read should keep its readers.
        context.Response.StatusCode = health.Status is HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        var lines = health.Entries.Where(entry => entry.Value.Status is not HealthStatus.Healthy)
            .Select(entry => entry.Value.Description ?? $"The check of {entry.Key} failed.");
        await context.Response.WriteAsync(string.Join('\n', [health.Status.ToString(), .. lines, ""]), context.RequestAborted);
    }
}

internal sealed class ContentHealthCheck(CurrentEdition current) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(current.Edition is null
            ? HealthCheckResult.Unhealthy("No edition is published yet.")
            : HealthCheckResult.Healthy());
}
