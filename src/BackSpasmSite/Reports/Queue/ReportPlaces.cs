using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Queue;

/// <summary>Finds where in an article reports gather. Spam is left out.</summary>
internal sealed class ReportPlaces(SerializedDatabase serializedDatabase)
{
    /// <summary>Looking for a passage that has changed takes milliseconds.</summary>
    public const int MostPassages = 60;

    public async Task<ReportsInText> FindAsync(Article article, CancellationToken cancellation)
    {
        var (passages, sections, left) = await ReadAsync(article.Slug.ToString(), cancellation);
        var text = ReadingText.Of(article);
        var places = passages.Select(passage => (Passage: passage, Found: QuoteAnchor.Find(text, passage.Quote!) as AnchoredPassage.Found)).ToLookup(place => place.Found?.FirstBlock.Start, place => place.Passage);
        var blocks = text.Blocks.Select(block => new BlockWithReports(block,
        [
            .. block.Kind is BlockKind.Heading ? sections[block.Section] : block.Kind is BlockKind.Title ? sections[null] : [],
            .. places[block.Start],
        ])).ToList();
        var ids = article.Headings.Select(heading => heading.Id).ToHashSet(StringComparer.Ordinal);
        return new ReportsInText(blocks, [.. places[null], .. sections.Where(section => section.Key is not null && !ids.Contains(section.Key)).SelectMany(section => section)], left);
    }

    /// <summary>The passages with the most waiting reports, the reports without a passage by section, and how many passages there are beyond these.</summary>
    private Task<(List<ReportedPassage> Passages, ILookup<string?, ReportedPassage> Sections, int Left)> ReadAsync(string article, CancellationToken cancellation) => serializedDatabase.ReadAsync(
        async open =>
        {
            var reports = open.Set<Report>().AsNoTracking().Where(report => report.Article == article && report.State != ReportState.Spam);
            var groups = reports.Where(report => report.Passage != null).GroupBy(report => report.Passage);
            var count = await groups.CountAsync(cancellation);
            var most = await groups
                .Select(group => new { First = group.Min(report => report.Id), Count = group.Count(), Waiting = group.Sum(report => report.State == ReportState.New || report.State == ReportState.Looking ? 1 : 0) })
                .OrderByDescending(group => group.Waiting).ThenByDescending(group => group.Count).ThenBy(group => group.First)
                .Take(MostPassages).ToListAsync(cancellation);
            var numbers = most.Select(group => group.First).ToArray();
            var firsts = await reports.Where(report => numbers.Contains(report.Id)).ToDictionaryAsync(report => report.Id, cancellation);
            var sections = await reports.Where(report => report.Passage == null).GroupBy(report => report.Section)
                .Select(group => new { Section = group.Key, First = group.Min(report => report.Id), Count = group.Count(), Waiting = group.Sum(report => report.State == ReportState.New || report.State == ReportState.Looking ? 1 : 0) })
                .ToListAsync(cancellation);
            return (
                most.Where(group => firsts.ContainsKey(group.First)).Select(group => new ReportedPassage(group.First, group.Count, group.Waiting, firsts[group.First].Quoted())).Where(passage => passage.Quote is not null).ToList(),
                sections.ToLookup(group => group.Section, group => new ReportedPassage(group.First, group.Count, group.Waiting, null)),
                count - most.Count);
        },
        cancellation);
}

/// <param name="Gone">On passages and sections that the text has no longer.</param>
/// <param name="Left">How many passages with fewer reports were not looked for.</param>
internal sealed record ReportsInText(IReadOnlyList<BlockWithReports> Blocks, IReadOnlyList<ReportedPassage> Gone, int Left)
{
    /// <summary>The parts of the text on which there are reports, those with the most waiting first.</summary>
    public IEnumerable<BlockWithReports> MostFirst => Blocks.Where(block => block.Count > 0).OrderByDescending(block => block.Waiting).ThenByDescending(block => block.Count);

    public bool IsEmpty => Gone.Count == 0 && Blocks.All(block => block.Passages.Count == 0);
}

/// <param name="Passages">Those that begin in this block.</param>
internal sealed record BlockWithReports(ReadingBlock Block, IReadOnlyList<ReportedPassage> Passages)
{
    public int Count => Passages.Sum(passage => passage.Count);

    public int Waiting => Passages.Sum(passage => passage.Waiting);
}

/// <summary>All reports on one passage, or those without one in a section.</summary>
/// <param name="First">The oldest.</param>
/// <param name="Quote">Null without a passage.</param>
internal sealed record ReportedPassage(long First, int Count, int Waiting, Quotation? Quote);
