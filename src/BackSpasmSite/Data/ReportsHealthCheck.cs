using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackSpasmSite.Data;

/// <summary>Judged by a real write, now or a moment ago.</summary>
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
            // The endpoint is public, so the answer names no file; the log does.
            var reason = state.IsOpen ? DatabaseUnavailableException.PlainReason(unavailable) : "it is not open.";
            return HealthCheckResult.Unhealthy($"Reports can't be accepted: the database can't be written, because {reason}");
        }
    }
}
