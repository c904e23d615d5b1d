using System.CommandLine;
using BackSpasmSite.Content.Bibliography.Import;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Lookup;

namespace BackSpasmSite.Cli;

/// <summary><c>refs add ID…</c>: fetches papers from Crossref and PubMed and adds them to <c>references.json</c>.</summary>
internal static class RefsAddCommand
{
    public static Command Verb(Option<bool> dryRun, string[] settings, CommandContext commandContext)
    {
        var ids = new Argument<string[]>("ID") { Description = "doi:10.1136/bmj.n1446 or pmid:28422125.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("add", "Fetches papers from Crossref (by DOI) and PubMed (by PMID) and adds them to references.json.") { ids, dryRun };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(ids), parsed.GetValue(dryRun), settings, commandContext, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string[] ids, bool dryRun, string[] settings, CommandContext commandContext, CancellationToken cancellation)
    {
        var numbers = ids.Select(id => (Id: id, Number: PaperNumber.Parse(id))).ToList();
        foreach (var (id, _) in numbers.Where(one => one.Number is null))
            commandContext.Error.WriteLine($"“{id}” is neither a DOI nor a PMID. Write doi:10.1136/bmj.n1446 or pmid:28422125.");
        if (numbers.Exists(one => one.Number is null)) return commandContext.Fail("Nothing was added.");

        var target = PapersIntoBibliography.Open(settings, commandContext);
        await using var services = OnlineServices.Of(settings, commandContext, target.Contact);
        var lookup = services.GetRequiredService<PaperLookup>();
        var (papers, diagnostics, refused, unknown) = (new List<ImportedPaper>(), new List<Diagnostic>(), false, false);
        foreach (var number in numbers.Select(one => one.Number!).Distinct())
        {
            switch (await lookup.FindAsync(number, cancellation))
            {
                case LookupResult.Found found:
                    papers.Add(found.Paper);
                    diagnostics.AddRange(found.Diagnostics);
                    break;
                case LookupResult.None none:
                    commandContext.Error.WriteLine(none.Reason);
                    refused = true;
                    break;
                case LookupResult.Unknown reason:
                    commandContext.Error.WriteLine($"{number} could not be looked up. {reason.Reason}");
                    unknown = true;
                    break;
            }
        }

        if (!refused && !unknown) return target.Add(papers, diagnostics, dryRun);
        commandContext.Error.WriteLine("Nothing was written.");
        return unknown ? ExitCode.CouldNotRun : ExitCode.Refused;
    }
}

/// <summary>The services for a command that looks things up on the internet.</summary>
internal static class OnlineServices
{
    public static ServiceProvider Of(string[] settings, CommandContext commandContext, string? contact) => VerbSettings.Services(settings)
        .AddSingleton(commandContext.Time)
        .AddLookup(_ => contact)
        .BuildServiceProvider();
}
