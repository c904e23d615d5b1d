using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BackSpasmSite.Email;

/// <summary>How mail waits: a row goes when its mail is sent, refused or given up.</summary>
internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable("Outbox");
        builder.Property(mail => mail.Kind).HasConversion<KindText>().HasMaxLength(20);
        builder.Property(mail => mail.Article).HasMaxLength(200);
        builder.Property(mail => mail.Trouble).HasMaxLength(200);
        builder.HasIndex(mail => mail.DueAt);
        builder.HasIndex(mail => mail.Report);
    }

    /// <summary>A kind by its name. A name that this version does not know is one that another does, and no reason to read nothing.</summary>
    internal sealed class KindText() : ValueConverter<MailKind, string>(kind => kind.ToString(), text => Parse(text))
    {
        private static MailKind Parse(string text) => Enum.TryParse<MailKind>(text, out var kind) && Enum.IsDefined(kind) ? kind : MailKind.Unknown;
    }
}
