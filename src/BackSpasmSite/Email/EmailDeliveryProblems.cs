using BackSpasmSite.Audit;
using BackSpasmSite.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Email;

internal sealed class EmailDeliveryProblems(SerializedDatabase serializedDatabase, AuditLog audit)
{
    /// <summary>If there are more, these already show the cause.</summary>
    private const int Most = 50;

    public Task<Found> ReadAsync(CancellationToken cancellation) => serializedDatabase.ReadAsync(
        async open => new Found(
            await open.Set<UndeliveredEmail>().AsNoTracking().OrderByDescending(mail => mail.At).ThenByDescending(mail => mail.Id).Take(Most).ToListAsync(cancellation),
            await open.Set<OutboxMessage>().Where(mail => mail.Problem != null)
                .GroupBy(mail => mail.Problem!)
                .OrderBy(alike => alike.Key)
                .Select(alike => new Waiting(alike.Key, alike.Count()))
                .Take(Most)
                .ToListAsync(cancellation)),
        cancellation);

    /// <param name="at">When the editor loaded the list: anything newer stays.</param>
    /// <exception cref="DatabaseUnavailableException">Nothing is removed.</exception>
    public Task<int> SeenAsync(DateTime at, string editor) => serializedDatabase.WriteAsync(async open =>
    {
        var seen = open.Set<UndeliveredEmail>().Where(mail => mail.At <= at);
        var emails = await seen.SumAsync(mail => mail.Count);
        var rows = await seen.ExecuteDeleteAsync();
        if (rows > 0) audit.Add(open, editor, "dismissed undelivered e-mails", $"{emails:N0} {(emails == 1 ? "e-mail" : "e-mails")}");
        return rows;
    });

    /// <param name="Lost">Newest first.</param>
    internal sealed record Found(IReadOnlyList<UndeliveredEmail> Lost, IReadOnlyList<Waiting> Waiting)
    {
        public bool IsEmpty => Lost.Count == 0 && Waiting.Count == 0;
    }

    internal sealed record Waiting(string Reason, int Mails);
}

/// <summary>
/// Shown on the desk until an editor dismisses it; contains neither a reader's words nor a reader's address. Further e-mails to one
/// editor about one article only raise the count, so that a flood of reports adds no rows.
/// </summary>
internal sealed class UndeliveredEmail
{
    public long Id { get; init; }

    public required EmailKind Kind { get; init; }

    /// <summary>Null for a digest, and for an e-mail to a reader.</summary>
    public string? Article { get; init; }

    public required long Report { get; set; }

    /// <summary>The editor's address; null for a reader's.</summary>
    public string? To { get; init; }

    /// <summary>Without an address.</summary>
    public required string Reason { get; set; }

    public int Count { get; set; } = 1;

    public required DateTime At { get; set; }
}

internal sealed class UndeliveredTable : IEntityTypeConfiguration<UndeliveredEmail>
{
    public void Configure(EntityTypeBuilder<UndeliveredEmail> builder)
    {
        builder.ToTable("UndeliveredMail");
        builder.Property(mail => mail.Kind).HasConversion<OutboxConfiguration.KindText>().HasMaxLength(20);
        builder.Property(mail => mail.Article).HasMaxLength(200);
        builder.Property(mail => mail.Reason).HasMaxLength(200);
    }
}
