using System.Linq.Expressions;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Reports.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports;

/// <summary>A reader's report on an article, and what became of it.</summary>
internal sealed class Report
{
    /// <summary>The states in which it still waits for an answer. Database queries need them as a list.</summary>
    public static IReadOnlyList<ReportState> OpenStates { get; } = [ReportState.New, ReportState.Looking, ReportState.Legal];

    /// <summary>Its number, which editors and corrections refer to.</summary>
    public long Id { get; init; }

    /// <summary>128 random bits that lead the reader back to it. Not hashed, because anyone who has the database has the report itself.</summary>
    public required string Receipt { get; init; }

    /// <summary>The article's slug.</summary>
    public required string Article { get; init; }

    /// <summary>The <see cref="TextFingerprint"/> of the article's text at that time.</summary>
    public required string ArticleText { get; init; }

    public bool? Helpful { get; init; }

    public Concern? Concern { get; init; }

    /// <summary>The id of the heading it is under.</summary>
    public string? Section { get; set; }

    /// <summary>The reported passage, with up to 64 characters on either side, by which it is found again.</summary>
    public string? Quote { get; set; }

    public string? QuotePrefix { get; set; }

    public string? QuoteSuffix { get; set; }

    public string? Message { get; set; }

    /// <summary>For one e-mail when the report is closed, then erased.</summary>
    public string? Email { get; set; }

    public ReportState State { get; set; }

    /// <summary>
    /// The key that reports on one passage share: see <see cref="PassageKey"/>. Null if no passage was named.
    /// </summary>
    public string? Passage { get; set; }

    /// <summary>The number of the original, which may have become a duplicate itself. Only meaningful for a duplicate.</summary>
    public long? DuplicateOf { get; set; }

    /// <summary>A note among editors, which readers never see.</summary>
    public string? Note { get; set; }

    /// <summary>Changes with every save, so that editors don't overwrite each other unnoticed.</summary>
    public Guid Version { get; set; }

    /// <summary>Whether to erase the words on release from legal hold.</summary>
    public bool EraseWhenReleased { get; set; }

    /// <summary>The editors' public answer.</summary>
    public string? Answer { get; set; }

    /// <summary>Why it may be spam, or null.</summary>
    public Suspicion? Suspicion { get; init; }

    public DateTime ReceivedAt { get; init; }

    /// <summary>When the state last changed; for a duplicate, also when its original was closed or reopened.</summary>
    public DateTime ChangedAt { get; set; }

    /// <summary>When its words were erased. The report itself stays, so that nothing vanishes silently.</summary>
    public DateTime? ErasedAt { get; set; }

    /// <summary>A keyed hash of client and fields that finds a repetition. It can't be used to link other reports.</summary>
    public string? Fingerprint { get; set; }

    public bool IsClosed => !OpenStates.Contains(State);

    /// <summary>
    /// Erases every word the reader wrote: now, or on release if the report is on legal hold.
    /// All erasing goes through here.
    /// </summary>
    public void EraseUnlessLegal(DateTime now)
    {
        if (State is ReportState.Legal) EraseWhenReleased = ErasedAt is null;
        else Erase(now);
    }

    /// <summary>Erases every word the reader wrote, and keeps the rest of the report.</summary>
    public void Erase(DateTime now)
    {
        Section = Quote = QuotePrefix = QuoteSuffix = Message = Email = Fingerprint = null;
        EraseWhenReleased = false;
        ErasedAt ??= now;
    }

    /// <summary>The passage it names; null if it names none. A method, so that it is not mapped to a column.</summary>
    public Quotation? Quoted() => Quote is null ? null : new Quotation(Quote, QuotePrefix, QuoteSuffix, Section);
}

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
        // Covers what a row of the inbox shows, because a passage may have thousands of reports.
        builder.HasIndex(report => new { report.Passage, report.State, report.Concern, report.ReceivedAt, report.Suspicion })
            .HasDatabaseName("IX_Reports_Passage");
        // Covers the inbox, so that it counts and sorts without reading the texts.
        builder.HasIndex(report => new { report.State, report.Article, report.Concern, report.Passage, report.ReceivedAt })
            .HasDatabaseName("IX_Reports_Queue");
        builder.HasIndex(report => report.DuplicateOf);
        builder.HasIndex(report => report.Receipt).IsUnique();
        builder.HasIndex(report => report.Fingerprint);
        builder.HasIndex(report => report.ReceivedAt);
    }
}

internal enum ReportState
{
    /// <summary>Nobody has looked at it yet.</summary>
    New,

    /// <summary>An editor is looking at it.</summary>
    Looking,

    /// <summary>Closed: the article was corrected.</summary>
    Corrected,

    /// <summary>Closed: the article stays as it is, for a reason.</summary>
    Declined,

    /// <summary>Closed: another report says the same, and its answer applies to this one too.</summary>
    Duplicate,

    /// <summary>Closed without an answer.</summary>
    Spam,

    /// <summary>On legal hold: out of the queue, and not erased until it is released.</summary>
    Legal,
}

/// <summary>A state as addresses write it, and in words for editors. For readers see <see cref="ReportStatusText"/>.</summary>
internal static class ReportStates
{
    /// <summary>In the order in which a report goes through them.</summary>
    public static IReadOnlyList<ReportState> All { get; } = Enum.GetValues<ReportState>();

    /// <summary>The states of the reports that are waiting.</summary>
    public static IReadOnlyList<ReportState> Queue { get; } = [ReportState.New, ReportState.Looking];

    /// <summary>Whether a report is waiting, for queries.</summary>
    public static Expression<Func<Report, bool>> IsInQueue { get; } = report => report.State == ReportState.New || report.State == ReportState.Looking;

    public static string Token(ReportState state) => state.ToString().ToLowerInvariant();

    public static string Words(ReportState state) => state switch
    {
        ReportState.Looking => "In progress",
        ReportState.Legal => "Legal hold",
        _ => state.ToString(),
    };

    /// <summary>Null for an unknown token.</summary>
    public static ReportState? Parse(string? token) => All.Cast<ReportState?>().FirstOrDefault(state => Token(state!.Value) == token);
}
