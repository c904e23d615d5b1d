using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports;

/// <summary>How reports are kept.</summary>
internal sealed class ReportTable : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> builder)
    {
        builder.ToTable("Reports");
        builder.Property(report => report.Receipt).HasMaxLength(32);
        builder.Property(report => report.Concern).HasMaxLength(20).HasConversion(
            concern => concern == null ? null : Concerns.Token(concern.Value),
            token => Concerns.Parse(token));
        builder.Property(report => report.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(report => report.Suspicion).HasConversion<string>().HasMaxLength(20);
        builder.Property(report => report.Version).IsConcurrencyToken();
        // All that a row of the inbox says of its reports, of which there may be thousands on one passage.
        builder.HasIndex(report => new { report.Passage, report.State, report.Concern, report.ReceivedAt, report.Suspicion })
            .HasDatabaseName("IX_Reports_Passage");
        // All that the desk's inbox asks for, so that it counts and sorts without reading anybody's words.
        builder.HasIndex(report => new { report.State, report.Article, report.Concern, report.Passage, report.ReceivedAt })
            .HasDatabaseName("IX_Reports_Queue");
        builder.HasIndex(report => report.DuplicateOf);
        builder.HasIndex(report => report.Receipt).IsUnique();
        builder.HasIndex(report => report.Fingerprint);
        builder.HasIndex(report => report.ReceivedAt);
    }
}
