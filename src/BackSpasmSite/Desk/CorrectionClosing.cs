using BackSpasmSite.Articles;
using BackSpasmSite.Feedback;
using BackSpasmSite.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Desk;

/// <summary>Closes reports as corrected, with what the history says of it. One at a time, so that the software never closes what an editor is about to.</summary>
internal sealed class CorrectionClosing(Database database, TimeProvider time) : IDisposable
{
    private const string What = "corrected it";

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Waits until nobody else is closing; to be disposed when done.</summary>
    public async Task<IDisposable> BeginAsync()
    {
        await _turn.WaitAsync();
        return new Turn(_turn);
    }

    /// <summary>The reports among these that are not any more as the editor saw them.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<List<Report>> OvertakenAsync(CorrectionForm form, CancellationToken cancellation) => database.ReadAsync(
        async open =>
        {
            var numbers = form.Chosen.ToArray();
            var reports = await open.Set<Report>().AsNoTracking().Where(report => numbers.Contains(report.Id)).ToListAsync(cancellation);
            return reports.FindAll(report => form.Seen.GetValueOrDefault(report.Id) != report.Version);
        },
        cancellation);

    /// <summary>Closes those of an article's reports that are open and named, with one public answer.</summary>
    /// <param name="article">The article's slug.</param>
    /// <param name="numbers">The reports.</param>
    /// <param name="answer">The correction's note.</param>
    /// <param name="editor">Whoever did it.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing is closed.</exception>
    public Task<int> CloseAsync(string article, IEnumerable<long> numbers, string answer, string editor) => database.WriteAsync(async open =>
        await CloseAsync(await Open(open, article, numbers).ToListAsync(), new Deed(open, editor, Now), answer));

    /// <summary>
    /// Closes what a published correction names and nobody closed: the site stopped between saving the article and closing,
    /// or the file was put in its place by hand. Not those that came in after that day, nor those that were closed so once and opened again.
    /// </summary>
    /// <param name="article">The article's slug.</param>
    /// <param name="correction">As published.</param>
    /// <param name="zone">The site's time zone, in which that day ends.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing is closed.</exception>
    public Task<int> CloseNamedAsync(string article, Correction correction, TimeZoneInfo zone) => database.WriteAsync(async open =>
    {
        var named = await Open(open, article, correction.Reports.Select(number => (long)number))
            .Where(report => !open.Set<DeskEvent>().Any(happened => happened.Report == report.Id && happened.What == What))
            .ToListAsync();
        // Dates are compared and not moments: the midnight that ends a day may be one that the clocks skip, or strike twice.
        return await CloseAsync(named.FindAll(report => DateIn(zone, report.ReceivedAt) <= correction.Date), new Deed(open, null, Now), correction.Note);
    });

    /// <summary>Whether any of these reports is open.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<bool> AnyOpenAsync(IReadOnlyCollection<long> numbers, CancellationToken cancellation) => database.ReadAsync(
        open => open.Set<Report>().AnyAsync(report => (report.State == ReportState.New || report.State == ReportState.Looking) && numbers.Contains(report.Id), cancellation),
        cancellation);

    public void Dispose() => _turn.Dispose();

    private static DateOnly DateIn(TimeZoneInfo zone, DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone));

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private static IQueryable<Report> Open(SiteDatabase open, string article, IEnumerable<long> numbers)
    {
        var named = numbers.ToArray();
        return open.Set<Report>().Where(report =>
            named.Contains(report.Id) && report.Article == article && (report.State == ReportState.New || report.State == ReportState.Looking));
    }

    private static async Task<int> CloseAsync(List<Report> reports, Deed deed, string answer)
    {
        foreach (var report in reports)
        {
            deed.Answer(report, answer, silently: true);
            await deed.PutAsync(report, ReportState.Corrected, What, answer);
        }

        return reports.Count;
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
