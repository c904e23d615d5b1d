using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BackSpasmSite.Hosting;

/// <summary>
/// What the site records as it happens, for metrics and traces. While nobody listens, recording costs a comparison. Names, tags and values are
/// ours alone: never a reader's words, address or query. The gauges are in <c>Telemetry/SiteGauges.cs</c>; <c>deploy/metrics.md</c> lists every name.
/// </summary>
internal static class Instruments
{
    /// <summary>Of the meter and of the source of activities.</summary>
    public const string Name = "BackSpasmSite";

    private static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);

    /// <summary>From a page out of memory, far below a millisecond, to what a reader gives up on.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };

    public static readonly Histogram<double> RequestDuration = Histogram("backspasm.request.duration", "How long requests took, by what they were for (kind) and the first digit of the status");

    public static readonly Histogram<double> EditionBuildDuration = Histogram("backspasm.edition.build.duration", "How long it took to make an edition of the content");

    public static readonly Histogram<double> SearchDuration = Histogram("backspasm.search.duration", "How long searches and suggestions took, and whether they found anything (result)");

    public static readonly Counter<long> Reports = Meter.CreateCounter<long>("backspasm.reports.received", "{report}", "Reports stored, by concern");

    public static readonly Counter<long> Votes = Meter.CreateCounter<long>("backspasm.votes", "{vote}", "Votes stored, by answer");

    public static readonly Counter<long> Emails = Meter.CreateCounter<long>("backspasm.emails", "{email}", "Attempts to send an e-mail, by result");

    /// <summary>Null while nobody listens.</summary>
    /// <param name="work">The name of the trace's activity.</param>
    public static Measurement? Begin(string work, Histogram<double>? duration = null, ActivityKind kind = ActivityKind.Internal)
    {
        var isMeasured = duration is { Enabled: true };
        return isMeasured || Activities.HasListeners() ? new Measurement(isMeasured ? duration : null, Activities.StartActivity(work, kind)) : null;
    }

    private static Histogram<double> Histogram(string name, string description) => Meter.CreateHistogram(name, "s", description, tags: null, Seconds);
}

/// <summary>One piece of work, recorded as an activity and in a histogram when it ends.</summary>
internal sealed class Measurement(Histogram<double>? duration, Activity? activity) : IDisposable
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private TagList _tags;

    public void Tag(string name, string value)
    {
        _tags.Add(name, value);
        Detail(name, value);
    }

    /// <summary>A tag for the trace alone, because a metric would get a series for each value.</summary>
    public void Detail(string name, object value) => activity?.SetTag(name, value);

    public void Failed() => activity?.SetStatus(ActivityStatusCode.Error);

    public void Dispose()
    {
        duration?.Record(Stopwatch.GetElapsedTime(_start).TotalSeconds, _tags);
        activity?.Dispose();
    }
}
