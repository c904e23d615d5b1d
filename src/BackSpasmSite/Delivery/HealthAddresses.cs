using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace BackSpasmSite.Delivery;

/// <summary>What a supervisor asks: does it run, and may readers be sent to it.</summary>
internal static class HealthAddresses
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        // Live asks no check: a site that waits for its content should be left alone and not restarted.
        app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false }).OnlyForReading();
        app.MapHealthChecks("/healthz/ready").OnlyForReading();
    }
}
