using System.Diagnostics.Metrics;
using BackSpasmSite.Email;
using BackSpasmSite.Reports;
using BackSpasmSite.Telemetry;
using BackSpasmSite.Tests.Reports;

namespace BackSpasmSite.Tests.Telemetry;

public abstract class DatabaseGaugesTests
{
    [Fact]
    public async Task Reports_and_emails_are_counted_with_the_age_of_the_oldest()
    {
        using var content = ContentOnDisk.Small();
        var time = new SetTime(ContentOnDisk.Today);
        await using var disk = await ReportsOnDisk.CreateAsync(Path.Combine(content.Parent, "data"), time);
        await disk.KeepAsync(
            disk.New(at: time.Now.AddHours(-1), concern: Concern.Harmful), disk.New(at: time.Now.AddHours(-2)), disk.New(at: time.Now.AddHours(-3)), disk.New(ReportState.Spam, at: time.Now.AddHours(-4)));
        await disk.KeepAsync(
            new OutboxMessage { Kind = EmailKind.Digest, Report = 1, QueuedAt = time.Now.UtcDateTime.AddMinutes(-1), DueAt = time.Now.UtcDateTime },
            new OutboxMessage { Kind = EmailKind.Closing, Report = 2, QueuedAt = time.Now.UtcDateTime.AddMinutes(-2), DueAt = time.Now.UtcDateTime, Problem = "no answer" },
            new UndeliveredEmail { Kind = EmailKind.Digest, Report = 1, Reason = "no answer", Count = 3, At = time.Now.UtcDateTime });
        using var gauges = disk.Job<DatabaseGauges>();

        await gauges.CountAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "backspasm.outbox.oldest.age: 120", "backspasm.outbox.retrying: 1", "backspasm.outbox.undelivered: 3", "backspasm.outbox.waiting: 2",
                "backspasm.reports new no: 2", "backspasm.reports new yes: 1", "backspasm.reports spam no: 1",
                "backspasm.reports.oldest.age new no: 10800", "backspasm.reports.oldest.age new yes: 3600",
            ],
            Measured(gauges));
    }

    private static List<string> Measured(DatabaseGauges gauges)
    {
        using var meter = new Meter("test");
        gauges.AddTo(meter);
        var measured = new List<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, all) => { if (instrument.Meter == meter) all.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            measured.Add($"{instrument.Name}{string.Concat(tags.ToArray().Select(tag => $" {tag.Value}"))}: {value}"));
        listener.Start();
        listener.RecordObservableInstruments();
        return [.. measured.Order(StringComparer.Ordinal)];
    }

    public sealed class OnSqlite : DatabaseGaugesTests;

    public sealed class OnPostgreSql : DatabaseGaugesTests;
}
