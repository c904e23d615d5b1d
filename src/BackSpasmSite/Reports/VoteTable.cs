using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports;

/// <summary>How votes are kept.</summary>
internal sealed class VoteTable : IEntityTypeConfiguration<Vote>
{
    public void Configure(EntityTypeBuilder<Vote> builder)
    {
        builder.ToTable("Votes");
        builder.HasIndex(vote => vote.Fingerprint).IsUnique();
        builder.HasIndex(vote => vote.VotedAt);
        builder.HasIndex(vote => vote.Article);
    }
}
