using BackSpasmSite.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports;

/// <summary>“Was this article helpful?” One a client, article and day.</summary>
internal sealed class Vote
{
    public long Id { get; init; }

    /// <summary>The article's slug.</summary>
    public required string Article { get; init; }

    /// <summary>The words the article had then: <see cref="TextFingerprint"/>.</summary>
    public required string ArticleText { get; set; }

    public required bool Helpful { get; set; }

    public required DateTime VotedAt { get; set; }

    /// <summary>
    /// A keyed hash of client and article. Its key changes with the day, so it is another one tomorrow; and it is erased
    /// when it is of no more use.
    /// </summary>
    public required string? Fingerprint { get; set; }
}

/// <summary>How votes are kept.</summary>
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
