using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Tests.Content.Bibliography;

/// <summary>Reads a bibliography, and keeps what is said about it.</summary>
public abstract class BibliographyReading
{
    private protected List<Diagnostic> Problems { get; } = [];

    private protected string Reported =>
        string.Join(", ", Problems.Select(problem => $"{problem.Code} {problem.Line}:{problem.Column}"));

    private protected ReferenceLibrary Read(string json) => BibliographyReader.Read(new SourceText("references.json", json), Problems);
}
