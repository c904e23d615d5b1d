using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackSpasmSite.Data;

/// <summary>Whether the database takes reports: a write was really tried, just now or a moment ago.</summary>
internal sealed class ReportsHealthCheck(SerializedDatabase serializedDatabase, DatabaseState state) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await serializedDatabase.ProbeAsync();
            return HealthCheckResult.Healthy();
        }
        catch (DatabaseUnavailableException unavailable)
        {
            // Anybody can ask, so the answer names no file; the log does.
            var reason = state.IsOpen ? DatabaseUnavailableException.PlainReason(unavailable) : "it is not open.";
            return HealthCheckResult.Unhealthy($"Reports can't be taken: the database can't be written, because {reason}");
        }
    }
}
