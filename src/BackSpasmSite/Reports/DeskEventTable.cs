using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports;

/// <summary>How the history is kept. Its migration adds triggers that refuse a change and a deletion.</summary>
internal sealed class DeskEventTable : IEntityTypeConfiguration<DeskEvent>
{
    public void Configure(EntityTypeBuilder<DeskEvent> builder)
    {
        builder.ToTable("DeskEvents");
        builder.Property(happened => happened.Before).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(happened => happened.Report);
        builder.HasIndex(happened => happened.Deed);
    }
}
