using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BackSpasmSite.Email;

/// <summary>
/// An e-mail that is still to be sent, stored in the transaction that makes it due. It names the subject, not the text: that
/// is written when the e-mail is sent, so that it never says what is no longer true.
/// </summary>
internal sealed class OutboxMessage
{
    public long Id { get; init; }

    public required EmailKind Kind { get; init; }

    /// <summary>
    /// The number of the report it is about. Digests that are due at one time to one address become one e-mail; with <see cref="Article"/>,
    /// it is about all reports on that article from this one on.
    /// </summary>
    public required long Report { get; init; }

    /// <summary>The article whose reports it gathers.</summary>
    public string? Article { get; init; }

    /// <summary>An editor's address; null for the reader, whose address is in the report and nowhere else.</summary>
    public string? To { get; init; }

    public required DateTime QueuedAt { get; set; }

    /// <summary>It is not sent before this. A process that sends it moves this on, so that no other process does in the meantime.</summary>
    public required DateTime DueAt { get; set; }

    /// <summary>How often it could not be written or sent.</summary>
    public int Failures { get; set; }

    /// <summary>Why it could not be sent the last time, without an address; null before the first attempt.</summary>
    public string? Problem { get; set; }
}

/// <summary>A row is removed when its e-mail is sent, refused or given up.</summary>
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

    /// <summary>Stores a kind by its name. A name from another version is read as <see cref="EmailKind.Unknown"/> and does not fail the query.</summary>
    internal sealed class KindText() : ValueConverter<EmailKind, string>(kind => kind.ToString(), text => Parse(text))
    {
        private static EmailKind Parse(string text) => Enum.TryParse<EmailKind>(text, out var kind) && Enum.IsDefined(kind) ? kind : EmailKind.Unknown;
    }
}
