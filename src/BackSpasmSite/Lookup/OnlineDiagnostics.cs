using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Lookup;

/// <summary>Diagnostics of <c>check --online</c>. A warning that something could not be looked up is never left out.</summary>
internal static class OnlineDiagnostics
{
    public static Diagnostic NoSuchNumber(SourceText source, int at, string id, PaperNumber number) => source.Error(at, "REF040",
        $"The {number} of “{id}” does not exist. Copy it again from the paper’s page.");

    public static Diagnostic OtherTitle(SourceText source, int at, string id, PaperNumber number, string theirs) => source.Error(at, "REF041",
        $"The {number} of “{id}” is that of another paper: “{BibliographyDiagnostics.Quote(theirs)}”. Correct the number or the title.");

    public static Diagnostic NotLookedUp(SourceText source, int at, string id, PaperNumber number, string reason) => source.Warning(at, "REF042",
        $"The {number} of “{id}” could not be looked up, so nothing is known about it. {reason}");

    public static Diagnostic NotCompared(SourceText source, int at, string id, PaperNumber number, string reason) => source.Warning(at, "REF042",
        $"The {number} of “{id}” exists, but its title could not be compared. {reason}");

    public static Diagnostic DeadLink(SourceText source, int at, string address, int status) => source.Error(at, "LNK020",
        $"There is no page at {BibliographyDiagnostics.Quote(address)} any more (status {status}). Find its new address, or remove the link.");

    public static Diagnostic LinkNotLookedAt(SourceText source, int at, string address, string reason) => source.Warning(at, "LNK021",
        $"{BibliographyDiagnostics.Quote(address)} could not be looked at, so nothing is known about it. {reason} Open it yourself.");

    /// <summary>True for a diagnostic that says that nothing is known.</summary>
    public static bool IsUnknown(Diagnostic diagnostic) => diagnostic.Code is "REF042" or "LNK021";
}
