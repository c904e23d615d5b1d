using BackSpasmSite.Cli;
using BackSpasmSite.Hosting;

if (Globalization.Prepare() is { } reason)
{
    Globalization.Say(reason);
    return ExitCode.CouldNotRun;
}

return await CommandLine.RunAsync(args, CommandContext.OfThisProcess());
