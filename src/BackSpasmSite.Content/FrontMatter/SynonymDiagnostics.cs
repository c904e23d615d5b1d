using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>Problems with the phrases in <c>synonyms.yaml</c>.</summary>
internal static class SynonymDiagnostics
{
    public static Diagnostic NoPhrase(SourceText source, int offset, string phrase, int most) => source.Error(offset, "SYN001",
        $"“{(phrase.Length <= 80 ? phrase : $"{phrase[..80]}…")}” is not a phrase that readers would type. Write one to {most} words.");

    public static Diagnostic Twice(SourceText source, int offset, string phrase) => source.Warning(offset, "SYN002",
        $"“{phrase}” is here twice. Remove one of the two.");
}
