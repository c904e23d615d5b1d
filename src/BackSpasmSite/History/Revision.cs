using BackSpasmSite.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.History;

/// <summary>One version of an article's file, as it was saved at the desk or found in the content folder.</summary>
internal sealed class Revision : IEntityTypeConfiguration<Revision>
{
    public const int LongestReports = 300;

    public long Id { get; init; }

    /// <summary>The article's slug.</summary>
    public string Article { get; init; } = "";

    /// <summary>From 1 for each article. Unique, so that several processes with one database record a change once.</summary>
    public int Number { get; set; }

    public DateTime At { get; init; }

    /// <summary>Null for a change found in the folder.</summary>
    public string? By { get; init; }

    public RevisionKind Kind { get; init; }

    /// <summary>The hash of its <see cref="RevisionText"/>; null if the file was deleted.</summary>
    public string? Text { get; init; }

    /// <summary>As it was when the version was recorded. <see cref="RevisionHistory"/> gives it as it is today. Null if the file was deleted.</summary>
    public PublicationState? State { get; set; }

    public RevisionReview Review { get; init; }

    /// <summary>Words of the text that the version before did not have, and the other way round.</summary>
    public int Added { get; init; }

    public int Removed { get; init; }

    /// <summary>The numbers of the reports that its new corrections answer, with commas.</summary>
    public string Reports { get; init; } = "";

    /// <summary>The number of the version that was brought back.</summary>
    public int? Source { get; init; }

    public void Configure(EntityTypeBuilder<Revision> builder)
    {
        builder.ToTable("ArticleRevisions");
        builder.Property(revision => revision.Article).HasMaxLength(300);
        builder.Property(revision => revision.By).HasMaxLength(256);
        builder.Property(revision => revision.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(revision => revision.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(revision => revision.Review).HasConversion<string>().HasMaxLength(20);
        builder.Property(revision => revision.Reports).HasMaxLength(LongestReports);
        builder.HasIndex(revision => new { revision.Article, revision.Number }).IsUnique();
        builder.HasOne<RevisionText>().WithMany().HasForeignKey(revision => revision.Text).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The bytes of a file, once for all versions that have them.</summary>
internal sealed class RevisionText : IEntityTypeConfiguration<RevisionText>
{
    /// <summary>SHA-256 of the file, in lower-case hexadecimal digits.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The length of <see cref="Bytes"/>.</summary>
    public int Length { get; init; }

    /// <summary>Compressed with Brotli.</summary>
    public byte[] Bytes { get; init; } = [];

    public void Configure(EntityTypeBuilder<RevisionText> builder)
    {
        builder.ToTable("ArticleRevisionTexts");
        builder.HasKey(text => text.Hash);
        builder.Property(text => text.Hash).HasMaxLength(64);
    }
}

internal enum RevisionKind
{
    /// <summary>The site's first look at the file.</summary>
    FirstSeen,

    /// <summary>Changed in the folder, by whomever.</summary>
    Found,

    /// <summary>Deleted from the folder.</summary>
    Deleted,

    Created,
    Saved,

    /// <summary>With a published correction.</summary>
    Corrected,

    /// <summary>Only the signature.</summary>
    Signed,

    Published,
    Scheduled,
    BackToDraft,
    Withdrawn,

    /// <summary>Public again after a withdrawal.</summary>
    Reinstated,

    /// <summary>An earlier version, saved again.</summary>
    BroughtBack,
}

internal enum RevisionReview
{
    None,
    Reviewed,
    EditedSince,
}
