using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Audit;

/// <summary>Who did what, and when; never a reader's words. Rows are only added: triggers in the database refuse updates and deletions.</summary>
internal sealed class AuditEntry : IEntityTypeConfiguration<AuditEntry>
{
    public const int LongestSubject = 300;

    public long Id { get; init; }

    public DateTime At { get; init; }

    /// <summary>The editor's name, or <see cref="AuditLog.CommandLine"/>; null if nobody was signed in.</summary>
    public string? By { get; init; }

    public string What { get; init; } = "";

    /// <summary>What it was done to, such as <c>articles/heat-or-ice.md</c> or the name of an account.</summary>
    public string? Subject { get; init; }

    public bool IsWarning { get; init; }

    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditRecords");
        builder.Property(record => record.By).HasMaxLength(256);
        builder.Property(record => record.What).HasMaxLength(200);
        builder.Property(record => record.Subject).HasMaxLength(LongestSubject);
        builder.HasIndex(record => record.By);
        builder.HasIndex(record => record.What);
    }
}
