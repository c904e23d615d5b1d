using System.Linq.Expressions;
using BackSpasmSite.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Feedback;

/// <summary>The closed reports that still have their reader's address.</summary>
internal sealed class ClosedReports(Database database)
{
    /// <summary>The one that waits longest, but for these; or null.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<Report?> NextAsync(IReadOnlyList<long> except, CancellationToken cancellation) => database.ReadAsync(
        open => In(open).Where(report => !except.Contains(report.Id)).OrderBy(report => report.ChangedAt).FirstOrDefaultAsync(cancellation),
        cancellation);

    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<bool> AnyAsync(Expression<Func<Report, bool>> such, CancellationToken cancellation) =>
        database.ReadAsync(open => In(open).AnyAsync(such, cancellation), cancellation);

    /// <summary>Erases one address after its mail, also when the report was opened again meanwhile: there is only one mail.</summary>
    /// <exception cref="DatabaseUnavailableException">It was not erased.</exception>
    public async Task EraseAddressAsync(long id)
    {
        await database.WriteAsync(open => open.Set<Report>().Where(report => report.Id == id)
            .ExecuteUpdateAsync(report => report.SetProperty(told => told.Email, (string?)null)));
        await database.FoldLogAsync();
    }

    /// <summary>Erases the addresses of those that meet every condition, from the files too, and says how many.</summary>
    /// <exception cref="DatabaseUnavailableException">Nothing was erased.</exception>
    public async Task<int> EraseAddressesAsync(params Expression<Func<Report, bool>>[] such)
    {
        var count = await database.WriteAsync(open => such
            .Aggregate(In(open), (reports, condition) => reports.Where(condition))
            .ExecuteUpdateAsync(report => report.SetProperty(closed => closed.Email, (string?)null)));
        if (count > 0) await database.FoldLogAsync();
        return count;
    }

    /// <summary>A duplicate is closed for its reader when the report that it waits for is.</summary>
    private static IQueryable<Report> In(SiteDatabase open) => open.Set<Report>().AsNoTracking().Where(report =>
        report.Email != null && !Report.OpenStates.Contains(report.State) &&
        !(report.State == ReportState.Duplicate && open.Set<Report>().Any(original => original.Id == report.DuplicateOf && Report.OpenStates.Contains(original.State))));

    /// <summary>The report that a duplicate waits for, or null.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<Report?> OriginalAsync(Report report, CancellationToken cancellation) =>
        database.ReadAsync(open => Duplicates.OriginalAsync(open, report, cancellation), cancellation);
}
