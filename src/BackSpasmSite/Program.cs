using BackSpasmSite.Commands;

return await CommandLine.RunAsync(args, Caller.OfThisProcess());
