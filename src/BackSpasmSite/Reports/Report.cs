using System.Linq.Expressions;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Reports.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports;

/// <summary>What a reader told us about an article, and what became of it.</summary>
internal sealed class Report
{
    /// <summary>The states in which it still waits for an answer. Questions to the database need them by name.</summary>
    public static IReadOnlyList<ReportState> OpenStates { get; } = [ReportState.New, ReportState.Looking, ReportState.Legal];

    /// <summary>Its number, by which editors and corrections name it.</summary>
    public long Id { get; init; }

    /// <summary>128 random bits that lead the reader back to it. Kept as they are: who holds the database holds the report itself.</summary>
    public required string Receipt { get; init; }

    /// <summary>The article's slug.</summary>
    public required string Article { get; init; }

    /// <summary>The words the article had then: <see cref="TextFingerprint"/>.</summary>
    public required string ArticleText { get; init; }

    public bool? Helpful { get; init; }

    public Concern? Concern { get; init; }

    /// <summary>The id of the heading it stands below.</summary>
    public string? Section { get; set; }

    /// <summary>The passage meant, and up to 64 characters on either side, by which it is found again.</summary>
    public string? Quote { get; set; }

    public string? QuotePrefix { get; set; }

    public string? QuoteSuffix { get; set; }

    public string? Message { get; set; }

    /// <summary>For one mail when the report is closed; erased after that.</summary>
    public string? Email { get; set; }

    public ReportState State { get; set; }

    /// <summary>
    /// What reports on one passage have in common: see <see cref="PassageKey"/>. Null where no passage was named.
    /// </summary>
    public string? Passage { get; set; }

    /// <summary>The number of the report that says the same, which may have become a duplicate since. It counts only in the state of a duplicate.</summary>
    public long? DuplicateOf { get; set; }

    /// <summary>What editors tell each other. Readers never see it.</summary>
    public string? Note { get; set; }

    /// <summary>Changes with every save, so that no editor overwrites another unseen.</summary>
    public Guid Version { get; set; }

    /// <summary>The reader, or the time limit, wants the words erased; that happens when the report is released.</summary>
    public bool EraseWhenReleased { get; set; }

    /// <summary>What the editor answers in public.</summary>
    public string? Answer { get; set; }

    /// <summary>Why the guard thinks that no person wrote it, or null.</summary>
    public Suspicion? Suspicion { get; init; }

    public DateTime ReceivedAt { get; init; }

    /// <summary>When the state last changed; of a duplicate also when the report it waits for was closed or opened again.</summary>
    public DateTime ChangedAt { get; set; }

    /// <summary>When its words were erased. A report without words keeps its place, so that nothing vanishes silently.</summary>
    public DateTime? ErasedAt { get; set; }

    /// <summary>A keyed hash of client and fields that finds a repetition; it tells nothing about other reports.</summary>
    public string? Fingerprint { get; set; }

    public bool IsClosed => !OpenStates.Contains(State);

    /// <summary>
    /// Takes away every word the reader wrote, now or, where the law wants them kept, as soon as the report is released.
    /// Whatever asks for words to be erased asks it here.
    /// </summary>
    public void EraseUnlessLegal(DateTime now)
    {
        if (State is ReportState.Legal) EraseWhenReleased = ErasedAt is null;
        else Erase(now);
    }

    /// <summary>Takes away every word the reader wrote, and leaves that there was a report.</summary>
    public void Erase(DateTime now)
    {
        Section = Quote = QuotePrefix = QuoteSuffix = Message = Email = Fingerprint = null;
        EraseWhenReleased = false;
        ErasedAt ??= now;
    }

    /// <summary>The passage it names; null where it names none. A method, so that the database never takes it for a column.</summary>
    public Quotation? Quoted() => Quote is null ? null : new Quotation(Quote, QuotePrefix, QuoteSuffix, Section);
}

/// <summary>How reports are kept.</summary>
internal sealed class ReportConfiguration : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> builder)
    {
        builder.ToTable("Reports");
        builder.Property(report => report.Receipt).HasMaxLength(32);
        builder.Property(report => report.Concern).HasMaxLength(20).HasConversion(
            concern => concern == null ? null : Concerns.Token(concern.Value),
            token => Concerns.Parse(token));
        builder.Property(report => report.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(report => report.Suspicion).HasConversion<string>().HasMaxLength(20);
        builder.Property(report => report.Version).IsConcurrencyToken();
        // All that a row of the inbox says of its reports, of which there may be thousands on one passage.
        builder.HasIndex(report => new { report.Passage, report.State, report.Concern, report.ReceivedAt, report.Suspicion })
            .HasDatabaseName("IX_Reports_Passage");
        // All that the desk's inbox asks for, so that it counts and sorts without reading anybody's words.
        builder.HasIndex(report => new { report.State, report.Article, report.Concern, report.Passage, report.ReceivedAt })
            .HasDatabaseName("IX_Reports_Queue");
        builder.HasIndex(report => report.DuplicateOf);
        builder.HasIndex(report => report.Receipt).IsUnique();
        builder.HasIndex(report => report.Fingerprint);
        builder.HasIndex(report => report.ReceivedAt);
    }
}

/// <summary>Where a report stands.</summary>
internal enum ReportState
{
    /// <summary>Nobody has looked at it yet.</summary>
    New,

    /// <summary>An editor is looking at it.</summary>
    Looking,

    /// <summary>Closed: the article was mended.</summary>
    Corrected,

    /// <summary>Closed: the article stays as it is, for a reason.</summary>
    Declined,

    /// <summary>Closed: another report says the same, and its answer is this one's too.</summary>
    Duplicate,

    /// <summary>Closed without an answer: it is no report.</summary>
    Spam,

    /// <summary>Out of the common queue, and kept until it is released.</summary>
    Legal,
}

/// <summary>How a state is written: in addresses, and for editors. Readers are told more: their receipt says what it means.</summary>
internal static class ReportStates
{
    /// <summary>In the order in which a report goes through them.</summary>
    public static IReadOnlyList<ReportState> All { get; } = Enum.GetValues<ReportState>();

    /// <summary>The states of the common queue.</summary>
    public static IReadOnlyList<ReportState> Queue { get; } = [ReportState.New, ReportState.Looking];

    /// <summary>Whether a report is in the common queue, for queries.</summary>
    public static Expression<Func<Report, bool>> IsInQueue { get; } = report => report.State == ReportState.New || report.State == ReportState.Looking;

    public static string Token(ReportState state) => state.ToString().ToLowerInvariant();

    public static string Words(ReportState state) => state switch
    {
        ReportState.Looking => "In progress",
        ReportState.Legal => "Legal hold",
        _ => state.ToString(),
    };

    /// <summary>Null for a token that names no state.</summary>
    public static ReportState? Parse(string? token) => All.Cast<ReportState?>().FirstOrDefault(state => Token(state!.Value) == token);
}
