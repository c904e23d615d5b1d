using System.Diagnostics.Metrics;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Data;
using BackSpasmSite.Hosting;
using BackSpasmSite.Http;

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
