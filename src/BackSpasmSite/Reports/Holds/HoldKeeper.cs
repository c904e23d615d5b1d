using System.Data.Common;
using BackSpasmSite.Audit;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Reports.Holds;

/// <summary>Publishes holds with the edition: at start, after every change, and within a second after a change by another process.</summary>
internal sealed partial class HoldKeeper(
    SerializedDatabase serializedDatabase, DatabaseProvider provider, DatabaseState state, FirstLook first, HoldsFile file, PeriodicWork work, CurrentEdition current, AuditLog audit, TimeProvider time, ILogger<HoldKeeper> logger) : BackgroundService
{
    private const string TookDown = "hid the article";

    private const string AllHolds = """SELECT "Article", "Quote", "QuotePrefix", "QuoteSuffix", "Section", "Since" FROM "Holds" ORDER BY "Id" """;

    private const string AllLifts = """SELECT "Article", "At" FROM "HoldLifts" """;

    /// <summary>Serializes reading and publishing, so that an older list never replaces a newer one.</summary>
    private readonly SemaphoreSlim _showing = new(1);

    public Task<List<HoldEntity>> ListAsync(CancellationToken cancellation) => serializedDatabase.ReadAsync(
        open => open.Set<HoldEntity>().AsNoTracking().OrderBy(hold => hold.Id).ToListAsync(cancellation), cancellation);

    /// <summary>Does nothing if the notice is already shown.</summary>
    /// <returns>False if there is no such report.</returns>
    /// <exception cref="DatabaseUnavailableException">Nothing was placed.</exception>
    public async Task<bool> PlaceAsync(long report, bool wholeArticle, Edition edition, string editor)
    {
        var there = await serializedDatabase.WriteAsync(async open =>
        {
            if (await open.Set<Report>().AsNoTracking().SingleOrDefaultAsync(kept => kept.Id == report) is not { } about) return false;
            if (await AddAsync(open, New(about.Article, editor, about, wholeArticle ? null : HeldPassage.Of(about, edition))))
            {
                var what = wholeArticle ? TookDown : "put a notice above the passage";
                Record(open, report, editor, what);
                audit.Add(open, editor, what, about.Article);
            }

            return true;
        });
        await TryShowAsync(CancellationToken.None);
        return there;
    }

    /// <exception cref="DatabaseUnavailableException">Nothing was placed.</exception>
    public async Task PlaceAsync(Slug article, string editor)
    {
        await serializedDatabase.WriteAsync(async open =>
        {
            var isNew = await AddAsync(open, New(article.ToString(), editor));
            if (isNew) audit.Add(open, editor, TookDown, article.ToString());
            return isNew;
        });
        await TryShowAsync(CancellationToken.None);
    }

    /// <summary>Does nothing if the hold has been lifted already.</summary>
    /// <param name="editor">Null for the software.</param>
    /// <exception cref="DatabaseUnavailableException">The hold is still in place.</exception>
    public async Task LiftAsync(long id, string? editor)
    {
        await serializedDatabase.WriteAsync(async open =>
        {
            if (await open.Set<HoldEntity>().SingleOrDefaultAsync(kept => kept.Id == id) is not { } hold) return false;
            open.Remove(hold);
            await RememberLiftAsync(open, hold);
            var what = hold.IsOfWholeArticle ? "showed the article again" : "removed the notice above the passage";
            if (hold.Report is { } report) Record(open, report, editor, what);
            audit.Add(open, editor, what, hold.Article);
            return true;
        });
        await TryShowAsync(CancellationToken.None);
    }

    /// <summary>Publishes the holds before the first request: those in the database or, if it can't be read, those that were in it last.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await first.ReadAsync(AllHolds, ShownIn, cancellationToken) is { } holds && await first.ReadAsync(AllLifts, KnownIn, cancellationToken) is { } lifts)
        {
            Show(holds, lifts);
        }
        else
        {
            var known = file.Load();
            current.Hold(known.Holds, known.Lifts);
            if (state.IsOpen) await TryShowAsync(cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _showing.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        work.RunAsync("Showing what is held", cancellation => provider.WaitForHoldsAsync(time, cancellation), ShowAsync, stoppingToken);

    /// <summary>If the database does not answer, or has a row that something else wrote, articles are served all the same, and the next look tries again.</summary>
    private async Task TryShowAsync(CancellationToken cancellation)
    {
        try
        {
            await ShowAsync(cancellation);
        }
        catch (DatabaseUnavailableException unavailable)
        {
            LogNotRead(unavailable.Message);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(fault);
        }
    }

    private async Task ShowAsync(CancellationToken cancellation)
    {
        await _showing.WaitAsync(cancellation);
        try
        {
            var holds = await ListAsync(cancellation);
            var lifts = await serializedDatabase.ReadAsync(
                open => open.Set<HoldLift>().AsNoTracking().ToListAsync(cancellation), cancellation);
            Show(holds.Select(Shown), lifts.Select(Known));
        }
        finally
        {
            _showing.Release();
        }
    }

    private void Show(IEnumerable<Hold?> holds, IEnumerable<Lift?> lifts)
    {
        Hold[] shown = [.. holds.OfType<Hold>()];
        Lift[] known = [.. lifts.OfType<Lift>().OrderBy(lift => lift.Article)];
        current.Hold(shown, known);
        file.Keep(shown, known);
    }

    private static Hold? Shown(HoldEntity hold) => Shown(hold.Article, hold.Quote, hold.QuotePrefix, hold.QuoteSuffix, hold.Section, hold.Since);

    private static Hold? ShownIn(DbDataReader row) => Shown(
        row.GetString(0), FirstLook.Text(row, 1), FirstLook.Text(row, 2), FirstLook.Text(row, 3), FirstLook.Text(row, 4), FirstLook.Time(row, 5));

    private static Hold? Shown(string article, string? quote, string? prefix, string? suffix, string? section, DateTime since) =>
        Slug.TryParse(article, out var slug) ? new Hold(slug, quote, prefix, suffix, section) { Since = since.Ticks } : null;

    private static Lift? Known(HoldLift lift) => Known(lift.Article, lift.At);

    private static Lift? KnownIn(DbDataReader row) => Known(row.GetString(0), FirstLook.Time(row, 1));

    private static Lift? Known(string article, DateTime at) => Slug.TryParse(article, out var slug) ? new Lift(slug, at.Ticks) : null;

    /// <summary>Never earlier than the hold or the previous lift, whatever the clock says: feed times must not go back.</summary>
    private async Task RememberLiftAsync(SiteDbContext open, HoldEntity hold)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var at = hold.Since > now ? hold.Since : now;
        if (await open.Set<HoldLift>().SingleOrDefaultAsync(kept => kept.Article == hold.Article) is not { } lift)
            open.Add(new HoldLift { Article = hold.Article, At = at });
        else if (at > lift.At)
            lift.At = at;
    }

    private HoldEntity New(string article, string editor, Report? report = null, Quotation? passage = null) => new()
    {
        Article = article,
        Report = report?.Id,
        Passage = passage is null ? null : report?.Passage,
        Quote = passage?.Quote,
        QuotePrefix = passage?.Prefix,
        QuoteSuffix = passage?.Suffix,
        Section = passage?.Section,
        By = editor,
        Since = time.GetUtcNow().UtcDateTime,
    };

    private static async Task<bool> AddAsync(SiteDbContext open, HoldEntity hold)
    {
        var isThere = await open.Set<HoldEntity>().AnyAsync(kept =>
            kept.Article == hold.Article && kept.Quote == hold.Quote && kept.QuotePrefix == hold.QuotePrefix && kept.Section == hold.Section);
        if (!isThere) open.Add(hold);
        return !isThere;
    }

    private void Record(SiteDbContext open, long report, string? editor, string what) =>
        open.Add(new ReportEvent { Report = report, At = time.GetUtcNow().UtcDateTime, By = editor, What = what });

    [LoggerMessage(LogLevel.Warning, "The list of holds could not be read, so readers see the previous one: {Reason}")]
    private partial void LogNotRead(string reason);

    [LoggerMessage(LogLevel.Error, "The list of holds could not be published, so readers see the previous one")]
    private partial void LogFault(Exception fault);
}
