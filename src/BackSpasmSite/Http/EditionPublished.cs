using BackSpasmSite.Content;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackSpasmSite.Http;

/// <summary>Ready means that there is something to read.</summary>
internal sealed class EditionPublished(CurrentEdition current) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(current.Edition is null
            ? HealthCheckResult.Unhealthy("No edition is published yet.")
            : HealthCheckResult.Healthy());
}
