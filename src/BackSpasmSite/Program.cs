using BackSpasmSite.Cli;
using BackSpasmSite.Content;
using BackSpasmSite.Hosting;

RegexTimeout.Set();
if (Globalization.Prepare() is { } reason)
{
    Globalization.Say(reason);
    return ExitCode.CouldNotRun;
}

return await CommandLine.RunAsync(args, CommandContext.OfThisProcess());
