using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports;

/// <summary>A line in a report's history. Rows are only added, in the transaction of the change they describe.</summary>
internal sealed class ReportEvent
{
    public long Id { get; init; }

    public required long Report { get; init; }

    public required DateTime At { get; init; }

    /// <summary>The editor; null for the reader or the software.</summary>
    public required string? By { get; init; }

    public required string What { get; init; }

    /// <summary>The earlier state, if this changed it, for undoing.</summary>
    public ReportState? Before { get; init; }

    /// <summary>The <see cref="Report.Version"/> that the save gave its reports.</summary>
    public Guid? Change { get; init; }

    /// <summary>The answer or note at that time; never the reader's words.</summary>
    public string? Detail { get; init; }
}

/// <summary>A migration adds triggers that refuse updates and deletions.</summary>
internal sealed class ReportEventConfiguration : IEntityTypeConfiguration<ReportEvent>
{
    public void Configure(EntityTypeBuilder<ReportEvent> builder)
    {
        builder.ToTable("DeskEvents");
        builder.Property(happened => happened.Before).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(happened => happened.Report);
        builder.Property(happened => happened.Change).HasColumnName("Deed");
        builder.HasIndex(happened => happened.Change);
    }
}
