using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Email;

/// <summary>
/// A mail that nobody will get: the desk shows it until an editor has seen it. It has no words of a reader's and no reader's
/// address. Further mails to one editor about one article are counted, so that a flood of reports adds no rows.
/// </summary>
internal sealed class UndeliveredMail
{
    public long Id { get; init; }

    public required MailKind Kind { get; init; }

    /// <summary>The article it was about; null for a digest, and for a mail to a reader.</summary>
    public string? Article { get; init; }

    /// <summary>The last report it was about.</summary>
    public required long Report { get; set; }

    /// <summary>The editor's address; null for a reader's.</summary>
    public string? To { get; init; }

    /// <summary>Why, without an address.</summary>
    public required string Reason { get; set; }

    /// <summary>How many mails these were.</summary>
    public int Count { get; set; } = 1;

    public required DateTime At { get; set; }
}

/// <summary>How they are kept.</summary>
internal sealed class UndeliveredTable : IEntityTypeConfiguration<UndeliveredMail>
{
    public void Configure(EntityTypeBuilder<UndeliveredMail> builder)
    {
        builder.ToTable("UndeliveredMail");
        builder.Property(mail => mail.Kind).HasConversion<OutboxTable.KindText>().HasMaxLength(20);
        builder.Property(mail => mail.Article).HasMaxLength(200);
        builder.Property(mail => mail.Reason).HasMaxLength(200);
    }
}
