using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BackSpasmSite.Email;

/// <summary>Names what the e-mail is about, not its text: that is written when it is sent, so that it never says what is no longer true.</summary>
internal sealed class OutboxMessage
{
    public long Id { get; init; }

    public required EmailKind Kind { get; init; }

    /// <summary>
    /// Digests due to one address become one e-mail. With <see cref="Article"/>, it covers all reports on that article from this one on.
    /// </summary>
    public required long Report { get; init; }

    public string? Article { get; init; }

    /// <summary>An editor's address; null for the reader, whose address is in the report and nowhere else.</summary>
    public string? To { get; init; }

    public required DateTime QueuedAt { get; set; }

    /// <summary>A process that sends the e-mail moves this on, so that no other process sends it in the meantime.</summary>
    public required DateTime DueAt { get; set; }

    public int Failures { get; set; }

    /// <summary>Why the last attempt failed, without an address; null before the first.</summary>
    public string? Problem { get; set; }
}

internal sealed class OutboxConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("Outbox");
        builder.Property(mail => mail.Kind).HasConversion<KindText>().HasMaxLength(20);
        builder.Property(mail => mail.Article).HasMaxLength(200);
        builder.Property(mail => mail.Problem).HasColumnName("Trouble").HasMaxLength(200);
        builder.HasIndex(mail => mail.DueAt);
        builder.HasIndex(mail => mail.Report);
    }

    /// <summary>Reads a name written by another version as <see cref="EmailKind.Unknown"/> instead of failing the query.</summary>
    internal sealed class KindText() : ValueConverter<EmailKind, string>(kind => kind.ToString(), text => Parse(text))
    {
        private static EmailKind Parse(string text) => Enum.TryParse<EmailKind>(text, out var kind) && Enum.IsDefined(kind) ? kind : EmailKind.Unknown;
    }
}
