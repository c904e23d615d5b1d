using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports;

/// <summary>
/// Who did what with a report, and when, for the desk. Rows are only ever added, in the transaction of what they tell.
/// </summary>
internal sealed class ReportEvent
{
    public long Id { get; init; }

    /// <summary>The report's number.</summary>
    public required long Report { get; init; }

    public required DateTime At { get; init; }

    /// <summary>The editor's name; null for what the reader or the software did.</summary>
    public required string? By { get; init; }

    /// <summary>In a few words, such as “declined”.</summary>
    public required string What { get; init; }

    /// <summary>The report's state until then, where this changed it; so it can be put back.</summary>
    public ReportState? Before { get; init; }

    /// <summary>The save it was part of: the <see cref="Report.Version"/> that this save gave all its reports.</summary>
    public Guid? Deed { get; init; }

    /// <summary>The answer or note as it was then, where there is one. Never the reader's words.</summary>
    public string? Detail { get; init; }
}

/// <summary>How the history is kept. Its migration adds triggers that refuse a change and a deletion.</summary>
internal sealed class ReportEventConfiguration : IEntityTypeConfiguration<ReportEvent>
{
    public void Configure(EntityTypeBuilder<ReportEvent> builder)
    {
        builder.ToTable("DeskEvents");
        builder.Property(happened => happened.Before).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(happened => happened.Report);
        builder.HasIndex(happened => happened.Deed);
    }
}
