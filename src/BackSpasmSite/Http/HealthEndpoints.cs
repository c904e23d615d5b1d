using BackSpasmSite.Content;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackSpasmSite.Http;

/// <summary>What a supervisor asks: does it run, may readers be sent to it, and can they send reports.</summary>
internal static class HealthEndpoints
{
    /// <summary>The tag of checks that reading needs.</summary>
    public const string Reading = "reading";

    /// <summary>The tag of checks that taking reports needs besides, and what <c>?for=</c> asks for.</summary>
    public const string Reports = "reports";

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        // Live asks no check: a site that waits for its content should be left alone and not restarted.
        app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false }).OnlyForReading();
        app.Map("/healthz/ready", AnswerAsync).OnlyForReading();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/plain; charset=utf-8";
        string[]? asked = context.Request.Query.TryGetValue("for", out var values) ? values.ToArray() is [Reports] ? [Reading, Reports] : null : [Reading];
        if (asked is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync($"Leave “for” out to ask about reading, or give it the value {Reports}.\n", context.RequestAborted);
            return;
        }

        var health = await context.RequestServices.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(check => check.Tags.Overlaps(asked), context.RequestAborted);
        // Degraded is served all the same: a site that can be read should keep its readers.
        context.Response.StatusCode = health.Status is HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        var lines = health.Entries.Where(entry => entry.Value.Status is not HealthStatus.Healthy)
            .Select(entry => entry.Value.Description ?? $"The check of {entry.Key} failed.");
        await context.Response.WriteAsync(string.Join('\n', [health.Status.ToString(), .. lines, ""]), context.RequestAborted);
    }
}

/// <summary>Ready means that there is something to read.</summary>
internal sealed class ContentHealthCheck(CurrentEdition current) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(current.Edition is null
            ? HealthCheckResult.Unhealthy("No edition is published yet.")
            : HealthCheckResult.Healthy());
}
