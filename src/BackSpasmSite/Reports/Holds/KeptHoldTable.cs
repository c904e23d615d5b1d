using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports.Holds;

/// <summary>How holds are kept; lifting one deletes its row.</summary>
internal sealed class KeptHoldTable : IEntityTypeConfiguration<KeptHold>
{
    public void Configure(EntityTypeBuilder<KeptHold> builder) => builder.ToTable("Holds");
}
