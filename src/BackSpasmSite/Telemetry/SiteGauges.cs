using System.Diagnostics.Metrics;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Data;
using BackSpasmSite.Email;
using BackSpasmSite.Hosting;
using BackSpasmSite.Http;
using BackSpasmSite.Reports;
using Microsoft.EntityFrameworkCore;

namespace BackSpasmSite.Telemetry;

/// <summary>The state of the site, read when somebody collects the metrics.</summary>
internal sealed class SiteGauges
{
    private readonly CurrentEdition _current;
    private DiagnosticCount? _diagnostics;

    public SiteGauges(IMeterFactory meters, CurrentEdition current, PageStore store, DatabaseState database, BackgroundWorkHealthCheck work, DatabaseGauges counts)
    {
        _current = current;
        // Disposed with the site by the factory.
        var meter = meters.Create(Instruments.Name);
        meter.CreateObservableCounter("backspasm.pages.rendered", () => store.Rendered, "{page}", "Pages rendered and kept");
        meter.CreateObservableCounter<long>(
            "backspasm.pages.served",
            () => store.Reads is var (all, unchanged) ? [new(all - unchanged, Tag("as", "whole")), new(unchanged, Tag("as", "unchanged"))] : [],
            "{page}",
            "Pages served from memory, whole or as unchanged (304)");
        meter.CreateObservableGauge("backspasm.pages.kept", () => store.Kept.Pages, "{page}", "Rendered pages in memory");
        meter.CreateObservableGauge("backspasm.pages.kept.size", () => store.Kept.Bytes, "By", "Bytes of the rendered pages in memory");
        meter.CreateObservableGauge("backspasm.edition.articles", () => current.Edition?.Articles.Count ?? 0, "{article}", "Articles that readers can see");
        meter.CreateObservableGauge("backspasm.edition.diagnostics", Diagnostics, "{diagnostic}", "What check finds in the content, by severity");
        meter.CreateObservableGauge("backspasm.database.available", () => database is { IsOpen: true, TakesWrites: true } && counts.IsAvailable ? 1 : 0, null, "1 while the database can be used, otherwise 0");
        meter.CreateObservableGauge("backspasm.work.failing", () => work.Faults.Count, null, "Background work that is failing and being retried");
        counts.AddTo(meter);
    }

    public static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    /// <summary>Finding them can take a while, so they are counted once for each edition.</summary>
    private IEnumerable<Measurement<int>> Diagnostics()
    {
        if (_current.Edition is not { } edition) return [];
        if (_diagnostics is not { } counted || !ReferenceEquals(counted.Of, edition))
        {
            var errors = edition.Diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error);
            _diagnostics = counted = new DiagnosticCount(edition, errors, edition.Diagnostics.Count - errors);
        }

        return [new(counted.Errors, Tag("severity", "error")), new(counted.Warnings, Tag("severity", "warning"))];
    }

    /// <summary>One reference, because two collectors may read at once.</summary>
    private sealed record DiagnosticCount(Edition Of, int Errors, int Warnings);
}

/// <summary>
/// Counts reports and e-mails once a minute, so that collecting metrics never waits for the database. With several processes on one database,
/// each has the same numbers. While the database can't be read, there are none. Also checks that the database takes writes, so that nobody
/// has to send a report to find out.
/// </summary>
internal sealed class DatabaseGauges(SerializedDatabase serializedDatabase, PeriodicWork work, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private Counts? _counts;
    private volatile bool _isAvailable = true;

    /// <summary>Whether the last attempt could write and count.</summary>
    public bool IsAvailable => _isAvailable;

    public void AddTo(Meter meter)
    {
        meter.CreateObservableGauge("backspasm.reports", () => OfReports(row => row.Count), "{report}", "Reports in the database, by state and whether they say that something could hurt someone");
        meter.CreateObservableGauge(
            "backspasm.reports.oldest.age",
            () => OfReports(row => Report.OpenStates.Contains(row.State) ? Age(row.Oldest) : null),
            "s",
            "How long the oldest open report has been waiting");
        meter.CreateObservableGauge("backspasm.outbox.waiting", () => OfOutbox(outbox => outbox.Waiting), "{email}", "E-mails waiting to be sent");
        meter.CreateObservableGauge("backspasm.outbox.retrying", () => OfOutbox(outbox => outbox.Retrying), "{email}", "E-mails waiting after a failed attempt");
        meter.CreateObservableGauge("backspasm.outbox.oldest.age", () => OfOutbox(outbox => outbox.Oldest is { } oldest ? Age(oldest) : 0), "s", "How long the oldest of them has been waiting");
        meter.CreateObservableGauge("backspasm.outbox.undelivered", () => OfOutbox(outbox => outbox.Undelivered), "{email}", "E-mails that were given up on, until an editor dismisses them");
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => work.RunAsync("Counting reports and e-mails for the metrics", Interval, CountAsync, stoppingToken);

    public async Task CountAsync(CancellationToken cancellation)
    {
        try
        {
            await serializedDatabase.ProbeAsync();
            Volatile.Write(ref _counts, await serializedDatabase.ReadAsync(open => CountAsync(open, cancellation), cancellation));
            _isAvailable = true;
        }
        catch
        {
            // Old numbers would hide the failure.
            Volatile.Write(ref _counts, null);
            _isAvailable = false;
            throw;
        }
    }

    private static async Task<Counts> CountAsync(SiteDbContext open, CancellationToken cancellation)
    {
        var reports = await open.Set<Report>()
            .GroupBy(report => new { report.State, IsHarmful = report.Concern == Concern.Harmful })
            .Select(alike => new ReportCount(alike.Key.State, alike.Key.IsHarmful, alike.Count(), alike.Min(report => report.ReceivedAt)))
            .ToListAsync(cancellation);
        var outbox = open.Set<OutboxMessage>();
        return new Counts(reports, new OutboxCount(
            await outbox.CountAsync(cancellation),
            await outbox.CountAsync(mail => mail.Problem != null, cancellation),
            await outbox.MinAsync(mail => (DateTime?)mail.QueuedAt, cancellation),
            await open.Set<UndeliveredEmail>().SumAsync(mail => mail.Count, cancellation)));
    }

    private IEnumerable<Measurement<double>> OfReports(Func<ReportCount, double?> value) =>
        from row in Volatile.Read(ref _counts)?.Reports ?? []
        let number = value(row)
        where number is not null
        select new Measurement<double>(number.Value, SiteGauges.Tag("state", ReportStates.Token(row.State)), SiteGauges.Tag("harmful", row.IsHarmful ? "yes" : "no"));

    private IEnumerable<Measurement<double>> OfOutbox(Func<OutboxCount, double> value) =>
        Volatile.Read(ref _counts) is { } counts ? [new Measurement<double>(value(counts.Outbox))] : [];

    /// <summary>A time in the future was stored while the clock was wrong.</summary>
    private double Age(DateTime since) => Math.Max(0, (time.GetUtcNow().UtcDateTime - since).TotalSeconds);

    private sealed record Counts(IReadOnlyList<ReportCount> Reports, OutboxCount Outbox);

    private sealed record ReportCount(ReportState State, bool IsHarmful, int Count, DateTime Oldest);

    private sealed record OutboxCount(int Waiting, int Retrying, DateTime? Oldest, int Undelivered);
}
