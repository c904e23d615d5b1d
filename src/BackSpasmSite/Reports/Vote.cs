using BackSpasmSite.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports;

/// <summary>One for each client, article and day.</summary>
internal sealed class Vote
{
    public long Id { get; init; }

    public required string Article { get; init; }

    /// <summary>The <see cref="TextFingerprint"/> of the article's text at that time.</summary>
    public required string ArticleText { get; set; }

    public required bool Helpful { get; set; }

    public required DateTime VotedAt { get; set; }

    /// <summary>A keyed hash of client and article. The key changes every day; then the hash is useless and erased.</summary>
    public required string? Fingerprint { get; set; }
}

internal sealed class VoteConfiguration : IEntityTypeConfiguration<Vote>
{
    public void Configure(EntityTypeBuilder<Vote> builder)
    {
        builder.ToTable("Votes");
        builder.HasIndex(vote => vote.Fingerprint).IsUnique();
        builder.HasIndex(vote => vote.VotedAt);
        builder.HasIndex(vote => vote.Article);
    }
}
