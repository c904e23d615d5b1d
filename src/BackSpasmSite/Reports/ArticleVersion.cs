using BackSpasmSite.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports;

/// <summary>An article's text at the time of a report, so that an editor can see what has changed since.</summary>
internal sealed class ArticleVersion
{
    /// <summary>The <see cref="TextFingerprint"/> of the text.</summary>
    public required string Stamp { get; init; }

    public required string Article { get; init; }

    /// <summary>As a reader saw it, one block on each line.</summary>
    public required string Text { get; init; }

    public required DateTime SeenAt { get; init; }
}

internal sealed class ArticleVersionConfiguration : IEntityTypeConfiguration<ArticleVersion>
{
    public void Configure(EntityTypeBuilder<ArticleVersion> builder)
    {
        builder.ToTable("ArticleVersions");
        builder.HasKey(version => version.Stamp);
    }
}
