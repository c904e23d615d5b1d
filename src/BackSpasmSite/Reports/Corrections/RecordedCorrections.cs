using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports.Corrections;

/// <summary>
/// Stored before the article's file is written, so that whatever happens in between, the published correction closes the report in the
/// editor's name.
/// </summary>
internal sealed class RecordedCorrection : IEntityTypeConfiguration<RecordedCorrection>
{
    public long Report { get; init; }

    /// <summary>Null for a correction made in the file by hand.</summary>
    public string? By { get; set; }

    /// <summary>The version it gave the report: if the report still has it, nobody has changed the report since.</summary>
    public Guid Version { get; set; }

    /// <summary>How many published corrections have closed the report. Each does so once: a reopened report waits for another one.</summary>
    public int Closings { get; set; }

    public void Configure(EntityTypeBuilder<RecordedCorrection> builder)
    {
        builder.ToTable("RecordedCorrections");
        builder.HasKey(recorded => recorded.Report);
        builder.Property(recorded => recorded.Report).ValueGeneratedNever();
        builder.HasOne<Report>().WithOne().HasForeignKey<RecordedCorrection>(recorded => recorded.Report).IsRequired();
    }
}

internal sealed class RecordedCorrections(SerializedDatabase serializedDatabase)
{
    /// <summary>For checking before errors the editor could fix.</summary>
    public Task<List<Report>> ChangedAsync(CorrectionForm form, CancellationToken cancellation) => serializedDatabase.ReadAsync(
        async open =>
        {
            var numbers = form.Chosen.ToArray();
            var reports = await open.Set<Report>().AsNoTracking().Where(report => numbers.Contains(report.Id)).ToListAsync(cancellation);
            return reports.FindAll(report => form.Seen.GetValueOrDefault(report.Id) != report.Version);
        },
        cancellation);

    /// <summary>Refuses if somebody else has changed a report. A new version keeps others from overwriting what is about to be published.</summary>
    /// <returns>What <see cref="TakeBackAsync"/> needs, or the reports that somebody else changed.</returns>
    /// <exception cref="DatabaseUnavailableException">Nothing is recorded.</exception>
    public Task<(IReadOnlyList<Earlier> Recorded, IReadOnlyList<Report> Theirs)> RecordAsync(CorrectionForm form, string editor) =>
        serializedDatabase.WriteAsync<(IReadOnlyList<Earlier>, IReadOnlyList<Report>)>(async open =>
        {
            var numbers = form.Chosen.ToArray();
            var reports = await open.Set<Report>().Where(report => numbers.Contains(report.Id)).ToListAsync();
            var theirs = reports.FindAll(report => form.Seen.GetValueOrDefault(report.Id) != report.Version);
            if (theirs.Count > 0) return ([], theirs);

            var kept = await open.Set<RecordedCorrection>().Where(recorded => numbers.Contains(recorded.Report)).ToDictionaryAsync(recorded => recorded.Report);
            var version = Guid.NewGuid();
            var earlier = new List<Earlier>();
            foreach (var report in reports.Where(report => ReportStates.Queue.Contains(report.State)))
            {
                if (!kept.TryGetValue(report.Id, out var recorded)) open.Add(recorded = new RecordedCorrection { Report = report.Id });
                earlier.Add(new Earlier(report.Id, report.Version, version, recorded.By));
                (recorded.By, recorded.Version, report.Version) = (editor, version, version);
            }

            return (earlier, []);
        });

    public Task<bool> TakeBackAsync(IReadOnlyList<Earlier> all) => serializedDatabase.WriteAsync(async open =>
    {
        var numbers = all.Select(earlier => earlier.Report).ToArray();
        var recorded = await open.Set<RecordedCorrection>().Where(kept => numbers.Contains(kept.Report)).ToDictionaryAsync(kept => kept.Report);
        foreach (var report in await open.Set<Report>().Where(report => numbers.Contains(report.Id)).ToListAsync())
        {
            var earlier = all.Single(one => one.Report == report.Id);
            if (report.Version == earlier.Version) report.Version = earlier.Before;
            if (recorded.GetValueOrDefault(report.Id) is { } kept && kept.Version == earlier.Version) kept.By = earlier.By;
        }

        return true;
    });

    internal sealed record Earlier(long Report, Guid Before, Guid Version, string? By);
}
