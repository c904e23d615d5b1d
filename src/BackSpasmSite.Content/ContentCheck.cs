using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Reviews;

namespace BackSpasmSite.Content;

/// <summary>Everything that <c>check</c> reports and an author's banner shows.</summary>
internal static class ContentCheck
{
    /// <summary>Every problem of an edition, sorted by file and line.</summary>
    public static IReadOnlyList<Diagnostic> Of(Edition edition)
    {
        // Of a check they are measured already.
        if (edition.Wording.Values.Where(wording => !wording.IsValueCreated).ToList() is [_, ..] unmeasured) Parallel.ForEach(unmeasured, wording => _ = wording.Value);
        return [.. AcrossFiles(edition).Concat(edition.Wording.Values.SelectMany(wording => wording.Value.Diagnostics)).Order()];
    }

    /// <summary>Every problem of one file, sorted by line. Only this article's wording is measured.</summary>
    /// <param name="path">The file, relative to the content folder.</param>
    public static IReadOnlyList<Diagnostic> Of(Edition edition, string path) =>
        [.. AcrossFiles(edition).Where(diagnostic => diagnostic.Path == path).Concat(edition.Wording.GetValueOrDefault(path)?.Value.Diagnostics ?? []).Order()];

    private static IEnumerable<Diagnostic> AcrossFiles(Edition edition) =>
        edition.Diagnostics.Concat(ReviewDiagnostics.Of(edition)).Concat(IncompletePapers.Of(edition.Bibliography)).Concat(RetractionDiagnostics.Of(edition.Bibliography));
}
