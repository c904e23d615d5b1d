using System.Globalization;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Queue;

internal sealed record QueueFilter
{
    /// <summary>More words than anybody looks for.</summary>
    private const int MostWords = 8;

    /// <summary>Nobody reads as many rows; further filters find the others.</summary>
    public const int MostFound = 5_000;

    /// <summary>Waiting reports by default; spam and reports on legal hold only on request.</summary>
    public IReadOnlyList<ReportState> States { get; init; } = ReportStates.Queue;

    public Concern? Concern { get; init; }

    public string? Article { get; init; }

    /// <summary>A day in UTC.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>A report's number, or words that must all occur in what the reader or editors wrote.</summary>
    public string Words { get; init; } = "";

    /// <summary>With words, the query searches every text.</summary>
    public IQueryable<Report> Choose(IQueryable<Report> reports)
    {
        // The query translator needs an array of plain values.
        var states = States.ToArray();
        if (States.Count == 1 || Article is not null)
        {
            reports = reports.Where(report => EF.MultipleParameters(states).Contains(report.State));
        }
        else
        {
            // As text, so that SQLite does not look for states in their index: most reports have one of these, and the index of passages
            // is in the order in which the inbox groups them.
            var names = states.Select(state => state.ToString()).ToArray();
            reports = reports.Where(report => EF.MultipleParameters(names).Contains(report.State.ToString()));
        }

        if (Concern is { } concern) reports = reports.Where(report => report.Concern == concern);
        if (Article is { } article) reports = reports.Where(report => report.Article == article);
        if (From?.ToDateTime(default, DateTimeKind.Utc) is { } from) reports = reports.Where(report => report.ReceivedAt >= from);
        if (To is { } to && to < DateOnly.MaxValue)
        {
            var after = to.AddDays(1).ToDateTime(default, DateTimeKind.Utc);
            reports = reports.Where(report => report.ReceivedAt < after);
        }

        if (Number is { } number) return reports.Where(report => report.Id == number);
        return SearchFunction.Words(Words, MostWords) is { Length: > 0 } words
            ? reports.Where(report => SiteDbContext.Holds(words, report.Message, report.Quote, report.Answer, report.Note))
            : reports;
    }

    /// <summary>
    /// For several queries. A search through every text is expensive, and closed reports only become more: what matches is found once, and at
    /// most the newest <see cref="MostFound"/>. Waiting reports are never left out.
    /// </summary>
    /// <returns>The reports, and whether older ones were left out.</returns>
    public async Task<(IQueryable<Report> Reports, bool IsCut)> ChooseOnceAsync(SiteDbContext open, CancellationToken cancellation)
    {
        var chosen = Choose(open.Set<Report>().AsNoTracking());
        if (Number is not null || (Words.Length == 0 && States.All(ReportStates.Queue.Contains))) return (chosen, false);
        var found = await chosen.OrderByDescending(report => report.Id).Select(report => report.Id).Take(MostFound + 1).ToArrayAsync(cancellation);
        var numbers = found.Length > MostFound ? found[..MostFound] : found;
        return (open.Set<Report>().AsNoTracking().Where(report => numbers.Contains(report.Id)), found.Length > MostFound);
    }

    private long? Number => Words.Trim() is ['#', .. var digits] && long.TryParse(digits, NumberStyles.None, null, out var number) ? number : null;
}
