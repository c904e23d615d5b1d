using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Mail;

/// <summary>How mail waits: a row goes when its mail is sent, refused or given up.</summary>
internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable("Outbox");
        builder.Property(mail => mail.Kind).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(mail => mail.DueAt);
        builder.HasIndex(mail => mail.Report);
    }
}
