using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Citations;

namespace BackSpasmSite.Content.Reviews;

/// <summary>What an article rests on, told as counts. It is no score: a good trial may say more than a poor review.</summary>
/// <param name="Counts">How many papers there are of each kind that there is, in the order of the kinds.</param>
/// <param name="Newest">The year of the newest paper; null when no paper has a year.</param>
/// <param name="Median">The year that half of the papers are from, or later; between two years, the later.</param>
internal sealed record EvidenceProfile(IReadOnlyList<(EvidenceKind Kind, int Count)> Counts, int? Newest, int? Median)
{
    public int Papers => Counts.Sum(count => count.Count);

    /// <summary>The profile of a list of references; null when the article cites none of them.</summary>
    public static EvidenceProfile? Of(IReadOnlyList<ReferenceEntry> references)
    {
        var cited = references.Where(entry => entry.Citations.Count > 0).Select(entry => entry.Cited.Reference).OfType<Reference>().ToList();
        if (cited.Count == 0) return null;

        var counts = cited.CountBy(paper => EvidenceKinds.Of(paper.Evidence)).OrderBy(count => count.Key).Select(count => (count.Key, count.Value));
        var years = cited.Select(paper => paper.Issued?.Year).OfType<int>().Order().ToList();
        return new EvidenceProfile([.. counts], years.Count == 0 ? null : years[^1], years.Count == 0 ? null : MedianOf(years));
    }

    private static int MedianOf(List<int> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2] + 1) / 2;
}
