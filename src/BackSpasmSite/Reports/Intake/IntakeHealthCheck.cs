using BackSpasmSite.Content;
using BackSpasmSite.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackSpasmSite.Reports.Intake;

/// <summary>Whether a report sent now would be stored, apart from the database itself, which <see cref="ReportsHealthCheck"/> tries.</summary>
internal sealed class IntakeHealthCheck(IntakeCapacity capacity, SerializedDatabase serializedDatabase, CurrentEdition current) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // An editor did this on purpose.
        if (current.Edition is { IsFormPaused: true }) return HealthCheckResult.Degraded("An editor has paused the readers' form.");
        try
        {
            var day = await serializedDatabase.ReadAsync(open => capacity.LastDayAsync(open, cancellationToken), cancellationToken);
            return capacity.Reached(day, isVote: false) switch
            {
                null => HealthCheckResult.Healthy(),
                CapacityLimit.FreeDisk => HealthCheckResult.Unhealthy("Reports can't be accepted: the database's disk is nearly full (Feedback:LeastFreeMegabytes)."),
                CapacityLimit.BytesPerDay => HealthCheckResult.Unhealthy("Reports can't be accepted: readers have sent as much as Feedback:SiteMegabytesPerDay allows in 24 hours."),
                _ => HealthCheckResult.Unhealthy("Reports can't be accepted: readers have sent as many as Feedback:SiteReportsPerDay allows in 24 hours."),
            };
        }
        catch (DatabaseUnavailableException)
        {
            // The other check says so.
            return HealthCheckResult.Healthy();
        }
    }
}
