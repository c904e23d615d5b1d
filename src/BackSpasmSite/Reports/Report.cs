using System.Linq.Expressions;
using BackSpasmSite.Content;
using BackSpasmSite.Content.Text;
using BackSpasmSite.Reports.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackSpasmSite.Reports;

internal sealed class Report
{
    /// <summary>A list, because database queries need one.</summary>
    public static IReadOnlyList<ReportState> OpenStates { get; } = [ReportState.New, ReportState.Looking, ReportState.Legal];

    /// <summary>The number that editors and corrections refer to.</summary>
    public long Id { get; init; }

    /// <summary>128 random bits that lead the reader back here. Not hashed: anyone who has the database has the report itself.</summary>
    public required string Receipt { get; init; }

    public required string Article { get; init; }

    /// <summary>The <see cref="TextFingerprint"/> of the article's text when the report came in.</summary>
    public required string ArticleText { get; init; }

    public bool? Helpful { get; init; }

    public Concern? Concern { get; init; }

    public string? Section { get; set; }

    /// <summary>The reported passage; up to 64 characters on either side help to find it again.</summary>
    public string? Quote { get; set; }

    public string? QuotePrefix { get; set; }

    public string? QuoteSuffix { get; set; }

    public string? Message { get; set; }

    /// <summary>For one e-mail when the report is closed, then erased.</summary>
    public string? Email { get; set; }

    public ReportState State { get; set; }

    /// <summary>The <see cref="PassageKey"/> that reports on one passage share; null if no passage was named.</summary>
    public string? Passage { get; set; }

    /// <summary>Only meaningful for a duplicate; the original may have become a duplicate itself.</summary>
    public long? DuplicateOf { get; set; }

    /// <summary>For editors; never shown to readers.</summary>
    public string? Note { get; set; }

    /// <summary>Changes with every save, so that editors don't overwrite each other unnoticed.</summary>
    public Guid Version { get; set; }

    /// <summary>Erasing was due while the report was on legal hold.</summary>
    public bool EraseWhenReleased { get; set; }

    /// <summary>Public.</summary>
    public string? Answer { get; set; }

    public Suspicion? Suspicion { get; init; }

    public DateTime ReceivedAt { get; init; }

    /// <summary>When the state last changed; for a duplicate, also when its original was closed or reopened.</summary>
    public DateTime ChangedAt { get; set; }

    /// <summary>The report itself stays when its words are erased, so that nothing vanishes silently.</summary>
    public DateTime? ErasedAt { get; set; }

    /// <summary>A keyed hash of client and fields, to recognise a repetition. It can't be used to link other reports.</summary>
    public string? Fingerprint { get; set; }

    public bool IsClosed => !OpenStates.Contains(State);

    /// <summary>Erases every word the reader wrote: now, or on release from legal hold. All erasing goes through here.</summary>
    public void EraseUnlessLegal(DateTime now)
    {
        if (State is ReportState.Legal) EraseWhenReleased = ErasedAt is null;
        else Erase(now);
    }

    public void Erase(DateTime now)
    {
        Section = Quote = QuotePrefix = QuoteSuffix = Message = Email = Fingerprint = null;
        EraseWhenReleased = false;
        ErasedAt ??= now;
    }

    /// <summary>A method, so that it is not mapped to a column. Null if no passage is named.</summary>
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
        // Covers a row of the inbox, because a passage may have thousands of reports.
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
    New,

    Looking,

    Corrected,

    Declined,

    /// <summary>Another report says the same, and its answer applies to this one too.</summary>
    Duplicate,

    /// <summary>Closed without an answer.</summary>
    Spam,

    /// <summary>Out of the queue, and not erased until it is released.</summary>
    Legal,
}

/// <summary>Words are for editors; readers see <see cref="ReportStatusText"/>.</summary>
internal static class ReportStates
{
    public static IReadOnlyList<ReportState> All { get; } = Enum.GetValues<ReportState>();

    public static IReadOnlyList<ReportState> Queue { get; } = [ReportState.New, ReportState.Looking];

    /// <summary>The same as <see cref="Queue"/>, for queries.</summary>
    public static Expression<Func<Report, bool>> IsInQueue { get; } = report => report.State == ReportState.New || report.State == ReportState.Looking;

    public static string Token(ReportState state) => state.ToString().ToLowerInvariant();

    public static string Words(ReportState state) => state switch
    {
        ReportState.Looking => "In progress",
        ReportState.Legal => "Legal hold",
        _ => state.ToString(),
    };

    public static ReportState? Parse(string? token) => All.Cast<ReportState?>().FirstOrDefault(state => Token(state!.Value) == token);
}
