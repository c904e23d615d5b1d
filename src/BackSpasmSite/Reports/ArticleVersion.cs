using BackSpasmSite.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports;

/// <summary>The words an article had when a report came in, so that an editor can see what has changed since.</summary>
internal sealed class ArticleVersion
{
    /// <summary>Names the words: <see cref="TextFingerprint"/>.</summary>
    public required string Stamp { get; init; }

    /// <summary>The article's slug.</summary>
    public required string Article { get; init; }

    /// <summary>The article as a reader saw it, one block a line.</summary>
    public required string Text { get; init; }

    public required DateTime SeenAt { get; init; }
}

/// <summary>How versions of articles are kept: each once.</summary>
internal sealed class ArticleVersionConfiguration : IEntityTypeConfiguration<ArticleVersion>
{
    public void Configure(EntityTypeBuilder<ArticleVersion> builder)
    {
        builder.ToTable("ArticleVersions");
        builder.HasKey(version => version.Stamp);
    }
}
