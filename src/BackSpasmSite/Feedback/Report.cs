namespace BackSpasmSite.Feedback;

/// <summary>What a reader told us about an article, and what became of it.</summary>
internal sealed class Report
{
    /// <summary>The states in which it still waits for an answer. Questions to the database need them by name.</summary>
    public static IReadOnlyList<ReportState> OpenStates { get; } = [ReportState.New, ReportState.Looking];

    /// <summary>Its number, by which editors and corrections name it.</summary>
    public long Id { get; init; }

    /// <summary>128 random bits that lead the reader back to it. Kept as they are: who holds the database holds the report itself.</summary>
    public required string Receipt { get; init; }

    /// <summary>The article's slug.</summary>
    public required string Article { get; init; }

    /// <summary>The words the article had then: <see cref="Articles.TextStamp"/>.</summary>
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

    /// <summary>What the editor answers in public.</summary>
    public string? Answer { get; set; }

    /// <summary>Why the guard thinks that no person wrote it, or null.</summary>
    public Suspicion? Suspicion { get; init; }

    public DateTime ReceivedAt { get; init; }

    /// <summary>When the state last changed.</summary>
    public DateTime ChangedAt { get; set; }

    /// <summary>When its words were erased. A report without words keeps its place, so that nothing vanishes silently.</summary>
    public DateTime? ErasedAt { get; set; }

    /// <summary>A keyed hash of client and fields that finds a repetition; it tells nothing about other reports.</summary>
    public string? Fingerprint { get; set; }

    public bool IsClosed => !OpenStates.Contains(State);

    /// <summary>Takes away every word the reader wrote, and leaves that there was a report.</summary>
    public void Erase(DateTime now)
    {
        Section = Quote = QuotePrefix = QuoteSuffix = Message = Email = Fingerprint = null;
        ErasedAt ??= now;
    }
}
