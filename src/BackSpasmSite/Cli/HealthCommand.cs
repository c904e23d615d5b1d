using System.CommandLine;
using BackSpasmSite.Options;

namespace BackSpasmSite.Cli;

/// <summary><c>health</c>: asks the site that runs on this machine whether it is ready. For containers, whose image has no other program to ask with.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public static Command Verb(string[] settings, CommandContext commandContext)
    {
        var reports = new Option<string>("--for") { Description = "reports: also ask whether reports are accepted." };
        reports.AcceptOnlyFromAmong("reports");
        var verb = new Command("health", "Asks the site that runs on this machine whether it is ready, and prints the answer. For the health check of a container.") { reports };
        verb.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(reports), settings, commandContext, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(string? purpose, string[] settings, CommandContext commandContext, CancellationToken cancellation)
    {
        var address = ListenAddresses.OnThisMachine(VerbSettings.HostConfiguration(settings));
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(new Uri(address, purpose is null ? "/healthz/ready" : $"/healthz/ready?for={purpose}"), cancellation);
            await commandContext.Output.WriteAsync(await answer.Content.ReadAsStringAsync(cancellation));
            return answer.IsSuccessStatusCode ? ExitCode.Done : ExitCode.Refused;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return commandContext.Fail($"The site does not answer at {address}");
        }
    }
}
